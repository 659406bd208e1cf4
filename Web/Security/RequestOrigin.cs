using Microsoft.AspNetCore.Http;

namespace QuantPlatform.Web.Security;

/// <summary>The address that the current request or circuit comes from. Scoped.</summary>
public sealed class RequestOrigin(IHttpContextAccessor requests)
{
    private string? _circuit;

    /// <summary>The address; null when it is not known.</summary>
    public string? Address => _circuit ?? (requests.HttpContext is { } context ? ClientAddress.Of(context) : null);

    /// <summary>Called once by a circuit with the address that its page was asked from.</summary>
    internal void Set(string? address) => _circuit = address;
}
