using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Web.Accounts;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Metrics;

/// <summary>The call needs the scraper's token or an administrator; <see cref="ScrapeAccess"/> checks it.</summary>
internal sealed record ScrapeRequirement;

/// <summary>Lets the scraper with its token through, and administrators; an API key of theirs needs the scope <see cref="ApiScopes.Admin"/>.</summary>
internal sealed class ScrapeAccess(IOptions<MetricsOptions> options) : IEndpointFilter
{
    private const string Bearer = "Bearer ";

    // Hashes have one length, so that the time of a comparison tells nothing.
    private readonly byte[]? _token = options.Value.ScrapeToken is { Length: > 0 } token ? Hash(token) : null;

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (IsScraper(http.Request.Headers.Authorization.ToString()) || IsAdministrator(http.User))
        {
            return next(context);
        }

        return ValueTask.FromResult<object?>(http.User.Identity?.IsAuthenticated == true ? Problems.Forbidden() : Problems.NotSignedIn());
    }

    private bool IsScraper(string authorization) =>
        _token is not null && authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Hash(authorization[Bearer.Length..].Trim()), _token);

    private static bool IsAdministrator(ClaimsPrincipal user) =>
        user.IsInRole(Roles.Admin) && (!ApiKeyTickets.IsKey(user) || user.HasClaim(ApiKeyTickets.ScopeClaim, ApiScopes.Admin));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
