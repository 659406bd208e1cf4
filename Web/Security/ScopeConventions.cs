using Microsoft.AspNetCore.Builder;
using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Web.Security;

/// <summary>The scopes of which a caller needs one. Without it a read needs <see cref="ApiScopes.Read"/> and everything else <see cref="ApiScopes.Write"/>.</summary>
internal sealed record ScopeRequirement(IReadOnlyList<string> AnyOf);

/// <summary>The call needs a signed-in person (cookie or bearer token): no API key may make it.</summary>
internal sealed record SessionRequirement;

/// <summary>Says what a call of the API needs beyond a principal; <see cref="Scopes"/> checks it.</summary>
internal static class ScopeConventions
{
    /// <summary>An API key needs one of these scopes. Who is signed in by cookie or token has all scopes of their role; <see cref="ApiScopes.Admin"/> needs the role.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoint, params IEnumerable<string> anyOf)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new ScopeRequirement([.. anyOf]));

    /// <summary>Refuses API keys: what decides about the account itself is done by its owner.</summary>
    public static TBuilder RequireSession<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new SessionRequirement());
}
