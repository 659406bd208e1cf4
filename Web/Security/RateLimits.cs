using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;
using QuantPlatform.Web.Api;

namespace QuantPlatform.Web.Security;

/// <summary>Marks an endpoint whose requests count against the small allowance of sign-ins.</summary>
internal sealed class CountsAsSignIn;

/// <summary>Counts requests per user, or per address without sign-in, in windows of a minute; every counted answer says what is left. Forms of account pages count as tries to sign in.</summary>
internal sealed class RateLimits(RequestDelegate next, IOptions<RateLimitOptions> options, TimeProvider time)
{
    private const int MaxEntries = 100_000;
    private const int WindowSeconds = 60;

    private readonly ConcurrentDictionary<(string Kind, string Who), Window> _windows = [];
    private long _prunedAt;

    public async Task Invoke(HttpContext context)
    {
        if (IsFree(context))
        {
            await next(context);
            return;
        }

        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var (key, limit) = PartitionOf(context);
        var used = WindowOf(key, now).Take();
        var reset = WindowSeconds - (now % WindowSeconds);
        var headers = context.Response.Headers;
        headers["RateLimit-Limit"] = Text(limit);
        headers["RateLimit-Remaining"] = Text(Math.Max(0, limit - used));
        headers["RateLimit-Reset"] = Text(reset);
        if (used > limit)
        {
            headers.RetryAfter = Text(reset);
            await Problems.Of(StatusCodes.Status429TooManyRequests, "rate_limited", $"More than {limit} requests a minute. Wait {reset} s.").ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    /// <summary>Files of pages, and probes.</summary>
    private static bool IsFree(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
        || context.Request.Path.StartsWithSegments(ApiPaths.Health, StringComparison.OrdinalIgnoreCase);

    private ((string, string) Key, int Limit) PartitionOf(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<CountsAsSignIn>() is not null
            || (HttpMethods.IsPost(context.Request.Method) && context.Request.Path.StartsWithSegments("/account", StringComparison.OrdinalIgnoreCase)))
        {
            return (("sign-in", ClientAddress.Of(context)), options.Value.SignInsPerAddress);
        }

        return context.User.Identity?.IsAuthenticated == true && context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } user
            ? (("user", user), options.Value.PerUser)
            : (("address", ClientAddress.Of(context)), options.Value.PerAddress);
    }

    private Window WindowOf((string, string) key, long now)
    {
        var minute = now / WindowSeconds;
        if (_windows.Count > MaxEntries && Interlocked.Exchange(ref _prunedAt, minute) != minute)
        {
            foreach (var (old, window) in _windows)
            {
                if (window.Minute != minute)
                {
                    _windows.TryRemove(old, out _);
                }
            }
        }

        return _windows.AddOrUpdate(key, static (_, minute) => new Window(minute), static (_, window, minute) => window.Minute == minute ? window : new Window(minute), minute);
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed class Window(long minute)
    {
        private int _used;

        public long Minute => minute;

        public int Take() => Interlocked.Increment(ref _used);
    }
}
