using Microsoft.Extensions.Logging;
using Orleans;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Silo.Admin;

namespace QuantPlatform.Silo.Tenancy;

/// <summary>Counts the calls of the platform's grains, and refuses a call to a platform contract without a principal, to another tenant's grain, or to a system-only method.</summary>
internal sealed partial class IncomingPrincipalFilter(AuditQueue audit, NodeLoad load, ILogger<IncomingPrincipalFilter> logger) : IIncomingGrainCallFilter
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
            GrainAccess.TenantKey => MayEnter(principal, context),
            _ => false,
        };
        return allowed ? Counted(context) : Refuse(context, principal.ToString());
    }

    private Task Counted(IIncomingGrainCallContext context)
    {
        var count = load.Of(context.Grain.GetType());
        count.Begin();
        var call = context.Invoke();
        if (call.IsCompleted)
        {
            count.End();
            return call;
        }

        return End(call, count);

        static async Task End(Task call, NodeLoad.Count count)
        {
            try
            {
                await call;
            }
            finally
            {
                count.End();
            }
        }
    }

    private bool MayEnter(CallPrincipal principal, IIncomingGrainCallContext context)
    {
        var owner = TenantKey.Parse(context.TargetId.Key.ToString()!).UserId;
        if (owner == principal.UserId)
        {
            return true;
        }

        if (principal.Kind == PrincipalKind.Admin)
        {
            audit.NoteEntry(principal.UserId!, owner, $"{context.InterfaceName.Split('.')[^1]}.{context.MethodName}");
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
