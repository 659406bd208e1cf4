using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using QuantPlatform.Web.Api;

namespace QuantPlatform.Web.Security;

/// <summary>
/// Guards the sockets of interactive pages: a page of another origin cannot open one with a visitor's cookie, and nobody has more of them open
/// than <see cref="RateLimitOptions.PagesPerUser"/>. Pages run over sockets only, so that all of them are counted.
/// </summary>
internal sealed class PageSockets(RequestDelegate next, IOptions<RateLimitOptions> options)
{
    private static readonly PathString _path = "/_blazor";

    private readonly Allowance _open = new();

    public async Task Invoke(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(_path, StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        if (!IsOwnOrigin(context))
        {
            SecurityEvents.Mark(context, "foreign origin");
            await Problems.Of(StatusCodes.Status403Forbidden, "foreign_origin", "Only pages of this site may open this connection.").ExecuteAsync(context);
            return;
        }

        if (!IsSocket(context))
        {
            // What else the protocol can carry a page over would not be counted below.
            if (context.Request.Path.StartsWithSegments(_path, StringComparison.OrdinalIgnoreCase, out var rest) && !rest.HasValue)
            {
                await Problems.Of(StatusCodes.Status400BadRequest, "sockets_only", "Pages need a WebSocket; a proxy in between must pass upgrades on.").ExecuteAsync(context);
                return;
            }

            await next(context);
            return;
        }

        var who = context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? ClientAddress.Of(context);
        if (!_open.TryOpen(who, options.Value.PagesPerUser))
        {
            await Problems.Of(StatusCodes.Status429TooManyRequests, "too_many_pages", $"At most {options.Value.PagesPerUser} pages at once. Close one.").ExecuteAsync(context);
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            _open.Close(who);
        }
    }

    /// <summary>An upgrade of HTTP/1.1, or the extended CONNECT of HTTP/2.</summary>
    private static bool IsSocket(HttpContext context) =>
        context.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true || context.Features.Get<IHttpExtendedConnectFeature>()?.IsExtendedConnect == true;

    /// <summary>Browsers send the origin with every socket; with other requests it may be absent, and then says nothing.</summary>
    private static bool IsOwnOrigin(HttpContext context)
    {
        var origin = context.Request.Headers.Origin;
        return origin.Count == 0
            ? !IsSocket(context)
            : string.Equals(origin, $"{context.Request.Scheme}://{context.Request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
