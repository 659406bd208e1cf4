using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;

namespace QuantPlatform.Web.Tenancy;

/// <summary>Who the current request or circuit belongs to. A request sets it after authentication; a circuit asks Blazor.</summary>
public sealed class SignedInUser(IServiceProvider services)
{
    private ClaimsPrincipal? _requestUser;

    /// <summary>Called once per request by the pipeline.</summary>
    internal void Set(ClaimsPrincipal user) => _requestUser = user;

    /// <summary>The principal; not authenticated when nobody is signed in.</summary>
    public async ValueTask<ClaimsPrincipal> Get()
    {
        if (_requestUser is not null)
        {
            return _requestUser;
        }

        return services.GetService(typeof(AuthenticationStateProvider)) is AuthenticationStateProvider circuit
            ? (await circuit.GetAuthenticationStateAsync()).User
            : new ClaimsPrincipal(new ClaimsIdentity());
    }
}
