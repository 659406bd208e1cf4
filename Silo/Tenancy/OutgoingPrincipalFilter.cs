using Orleans;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Silo.Tenancy;

/// <summary>
/// Gives every call that a grain makes the principal of that grain: a tenant grain speaks for its user, every other grain for the
/// system. What the flow carried before (the context of whoever called first travels on through loops and streams) is overwritten.
/// </summary>
internal sealed class OutgoingPrincipalFilter : IOutgoingGrainCallFilter
{
    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.SourceContext?.GrainInstance is { } grain)
        {
            var principal = GrainAccessRules.IsTenant(grain.GetType())
                ? CallPrincipal.User(TenantKey.Parse(context.SourceContext.GrainId.Key.ToString()!).UserId)
                : CallPrincipal.System;
            principal.Enter();
        }

        return context.Invoke();
    }
}
