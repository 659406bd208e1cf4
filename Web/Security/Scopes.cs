using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Web.Accounts;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Security;

/// <summary>Refuses a call for which the caller lacks the scope: after 401 and before the call looks at anything else.</summary>
internal sealed class Scopes : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return Refusal(http.User, http.GetEndpoint()!.Metadata, http.Request.Method) is { } refusal ? ValueTask.FromResult<object?>(refusal) : next(context);
    }

    /// <summary>The scopes of which one is needed; empty: the call is for everybody.</summary>
    public static IReadOnlyList<string> Needed(IEnumerable<object> metadata, string method) =>
        metadata.OfType<IAllowAnonymous>().Any() ? []
        : metadata.OfType<ScopeRequirement>().LastOrDefault() is { } stated ? stated.AnyOf
        : HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? [ApiScopes.Read] : [ApiScopes.Write];

    private static ProblemResult? Refusal(ClaimsPrincipal user, EndpointMetadataCollection metadata, string method)
    {
        var needed = Needed(metadata, method);
        if (needed.Count == 0)
        {
            return null;
        }

        if (ApiKeyTickets.IsKey(user) && metadata.GetMetadata<SessionRequirement>() is not null)
        {
            return Problems.Of(StatusCodes.Status403Forbidden, "session_required", "An API key may not do this. Sign in with your password.");
        }

        if (needed.Any(scope => Has(user, scope)))
        {
            return null;
        }

        var names = string.Join("' or '", needed);
        return ApiKeyTickets.IsKey(user)
            ? Problems.Of(StatusCodes.Status403Forbidden, "insufficient_scope", $"This key lacks the scope '{names}'.", new FieldError("scope", string.Join(" or ", needed), $"This key lacks the scope '{names}'."))
            : Problems.Forbidden();
    }

    private static bool Has(ClaimsPrincipal user, string scope) =>
        (scope != ApiScopes.Admin || user.IsInRole(Roles.Admin)) && (!ApiKeyTickets.IsKey(user) || user.HasClaim(ApiKeyTickets.ScopeClaim, scope));
}
