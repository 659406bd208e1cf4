using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace QuantPlatform.Web.Security;

/// <summary>
/// Logs what a guard turned away: who, from where, which call, why. Never what was sent: no header, body, query or path, only the route's own text.
/// At most <see cref="PerMinute"/> lines a minute, so that an attack does not fill the disk; how many were left out is said.
/// </summary>
internal sealed partial class SecurityEvents(RequestDelegate next, TimeProvider time, ILogger<SecurityEvents> logger)
{
    /// <summary>Most lines of any minute.</summary>
    public const int PerMinute = 600;

    private static readonly object Key = new();

    private readonly Lock _gate = new();
    private long _minute;
    private int _lines;

    public async Task Invoke(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (UnauthorizedAccessException)
        {
            // A grain refused the principal: some code here let a foreign key through.
            Tell(context, "tenant boundary");
            throw;
        }

        if (ReasonOf(context) is { } reason)
        {
            Tell(context, reason);
        }
    }

    /// <summary>Names the guard that refuses the request, where its status does not say it.</summary>
    public static void Mark(HttpContext context, string reason) => context.Items[Key] = reason;

    private static string? ReasonOf(HttpContext context) => context.Items[Key] as string ?? context.Response.StatusCode switch
    {
        // Without credentials it is somebody who has not signed in yet.
        StatusCodes.Status401Unauthorized when context.Request.Headers.Authorization.Count > 0 => "credentials do not hold",
        StatusCodes.Status403Forbidden => "not allowed",
        StatusCodes.Status429TooManyRequests => "too many",
        _ => null,
    };

    private void Tell(HttpContext context, string reason)
    {
        var left = 0;
        lock (_gate)
        {
            var minute = time.GetUtcNow().ToUnixTimeSeconds() / 60;
            if (minute != _minute)
            {
                (left, _minute, _lines) = (Math.Max(0, _lines - PerMinute), minute, 0);
            }

            if (++_lines > PerMinute)
            {
                return;
            }
        }

        if (left > 0)
        {
            LogLeftOut(left);
        }

        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "no route";
        var (user, address) = (context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "nobody", ClientAddress.Of(context));
        LogTurnedAway(user, address, context.Request.Method, route, reason);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Turned away {User} from {Address}: {Method} {Route}, {Reason}.")]
    private partial void LogTurnedAway(string user, string address, string method, string route, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} more were turned away in the last minute with lines.")]
    private partial void LogLeftOut(int count);
}
