using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Web.Tenancy;

/// <summary>Runs calls of grains under a principal, and gives the flow back what it had.</summary>
internal static class PrincipalScope
{
    /// <param name="origin">The address the call comes from, for the audit trail; null: not told.</param>
    public static async Task<T> Run<T>(CallPrincipal principal, Func<Task<T>> call, string? origin = null)
    {
        var before = (CallPrincipal.Current, CallPrincipal.Origin);
        principal.Enter();
        CallPrincipal.Origin = origin;
        try
        {
            return await call();
        }
        finally
        {
            CallPrincipal.Origin = before.Origin;
            if (before.Current is { } other)
            {
                other.Enter();
            }
            else
            {
                CallPrincipal.Leave();
            }
        }
    }
}
