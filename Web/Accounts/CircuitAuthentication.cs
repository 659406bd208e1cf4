using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Logging;

namespace QuantPlatform.Web.Accounts;

/// <summary>Keeps asking, while a page is open, whether its user is still signed in; when not, the page loses its user.</summary>
internal sealed class CircuitAuthentication(ILoggerFactory loggers, SessionCheck sessions) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => SessionCheck.Age;

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        sessions.IsCurrent(authenticationState.User).AsTask();
}
