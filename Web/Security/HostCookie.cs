using Microsoft.AspNetCore.Http;

namespace QuantPlatform.Web.Security;

/// <summary>A cookie whose name has the prefix of <see cref="HostCookies"/> while an HTTPS request is answered, as the sign-in cookie's has.</summary>
internal sealed class HostCookie(IHttpContextAccessor requests) : CookieBuilder
{
    /// <inheritdoc/>
    public override string? Name
    {
        get => base.Name is { } name && requests.HttpContext is { } request ? HostCookies.Name(request, name) : base.Name;
        set => base.Name = value;
    }
}
