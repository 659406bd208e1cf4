using Microsoft.Extensions.Logging;
using Orleans;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Silo.Tenancy;

/// <summary>Refuses a call to a platform contract without a principal, to another tenant's grain, or to a system-only method.</summary>
internal sealed partial class IncomingPrincipalFilter(ILogger<IncomingPrincipalFilter> logger) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        var access = GrainAccessRules.Of(context.InterfaceMethod);
        if (access == GrainAccess.Foreign)
        {
            return context.Invoke();
        }

        if (CallPrincipal.Current is not { } principal)
        {
            return Refuse(context, "nobody");
        }

        var allowed = principal.Kind == PrincipalKind.System || access switch
        {
            GrainAccess.Shared => true,
            GrainAccess.TenantKey => MayEnter(principal, context.TargetId.Key.ToString()!),
            _ => false,
        };
        return allowed ? context.Invoke() : Refuse(context, principal.ToString());
    }

    private bool MayEnter(CallPrincipal principal, string key)
    {
        var owner = TenantKey.Parse(key).UserId;
        if (owner == principal.UserId)
        {
            return true;
        }

        if (principal.Kind == PrincipalKind.Admin)
        {
            LogAdminAccess(principal.UserId!, owner);
            return true;
        }

        return false;
    }

    private Task Refuse(IIncomingGrainCallContext context, string principal)
    {
        LogRefused(principal, context.InterfaceName, context.MethodName, context.TargetId.ToString());
        throw new UnauthorizedAccessException($"{context.InterfaceName}.{context.MethodName} may not be called by {principal}.");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Admin {Admin} entered the workspace of {User}.")]
    private partial void LogAdminAccess(string admin, string user);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused {Principal}: {Contract}.{Method} of {Grain}.")]
    private partial void LogRefused(string principal, string contract, string method, string grain);
}
