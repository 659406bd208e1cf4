using System.Security.Claims;
using Orleans;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Web.Tenancy;

/// <summary>
/// The only way from pages and endpoints to grains. Every call runs under the principal of the signed-in user, and keys of tenant
/// grains are built from that principal alone, so that no route, form or cursor can name somebody else's grain.
/// </summary>
/// <remarks>Scoped: one for each request or circuit. An administrator's way to others is <see cref="Admin.AdminGrains"/>.</remarks>
public sealed class TenantGrains(IGrainFactory grains, SignedInUser signedIn)
{
    /// <summary>Calls grains for the signed-in user.</summary>
    /// <param name="call">Receives the user's grains; they are valid inside the call only.</param>
    /// <exception cref="NotSignedInException">Nobody is signed in.</exception>
    public async Task<T> Call<T>(Func<UserGrains, Task<T>> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var principal = await Principal();
        return await PrincipalScope.Run(principal, () => call(new UserGrains(grains, principal)));
    }

    /// <summary>Like <see cref="Call{T}"/>, for calls without a result.</summary>
    public Task Call(Func<UserGrains, Task> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Call(async user =>
        {
            await call(user);
            return true;
        });
    }

    /// <summary>The signed-in user as grains know them.</summary>
    /// <exception cref="NotSignedInException">Nobody is signed in.</exception>
    public async ValueTask<CallPrincipal> Principal()
    {
        var user = await signedIn.Get();
        return user.FindFirstValue(ClaimTypes.NameIdentifier) is { } id && user.Identity?.IsAuthenticated == true && TenantKey.IsPart(id)
            ? user.IsInRole(Roles.Admin) ? CallPrincipal.Admin(id) : CallPrincipal.User(id)
            : throw new NotSignedInException();
    }
}
