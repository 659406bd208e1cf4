using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace QuantPlatform.Web.Accounts;

/// <summary>Signs a request in by the API key of its <c>Authorization</c> header; nowhere else is one looked for.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeyCheck keys, SessionCheck sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!ApiKeyText.TryRead(Request.Headers.Authorization.ToString(), out var id, out var secret)
            || await keys.Authenticate(id, secret) is not { } key
            || await sessions.Account(key.UserId) is not { Disabled: false } owner)
        {
            return AuthenticateResult.Fail("The key does not hold.");
        }

        return AuthenticateResult.Success(new AuthenticationTicket(ApiKeyTickets.Create(key, owner), Scheme.Name));
    }
}
