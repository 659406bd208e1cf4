using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using QuantPlatform.Web.Accounts;
using QuantPlatform.Web.Live;

namespace QuantPlatform.Web.Streaming;

/// <summary>Writes one stream until its reader goes, falls behind, loses its session, or the node stops.</summary>
internal sealed class LiveStream(string userId, IReadOnlyList<StreamTopic> topics, long? after) : IResult
{
    private static readonly TimeSpan PingPeriod = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWrite = TimeSpan.FromSeconds(20);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var allowance = services.GetRequiredService<StreamAllowance>();
        try
        {
            var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
            var mailbox = new StreamMailbox(cut);
            await Serve(httpContext, services.GetRequiredService<LiveHub>(), mailbox, cut);
        }
        catch (OperationCanceledException)
        {
            httpContext.Abort();
        }
        finally
        {
            allowance.Close(userId);
        }
    }

    private async Task Serve(HttpContext context, LiveHub hub, StreamMailbox mailbox, CancellationTokenSource cut)
    {
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        try
        {
            // Leases first: an answer that has begun means that nothing is missed from here on.
            foreach (var topic in topics)
            {
                await hub.Attach(topic.Key, mailbox, after, cut.Token);
            }

            context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            context.Response.ContentType = "text/event-stream; charset=utf-8";
            context.Response.Headers["X-Accel-Buffering"] = "no";
            await Write(context, "retry: 2000\n\n"u8.ToArray(), time, cut);
            await WriteEvents(context, mailbox, time, cut);
        }
        finally
        {
            foreach (var topic in topics)
            {
                hub.Detach(topic.Key, mailbox);
            }
        }
    }

    private async Task WriteEvents(HttpContext context, StreamMailbox mailbox, TimeProvider time, CancellationTokenSource cut)
    {
        var asked = topics.ToDictionary(topic => topic.Key.Name, topic => topic.Asked, StringComparer.Ordinal);
        using var guard = new SessionGuard(context.RequestServices.GetRequiredService<SessionCheck>(), context.User, time);
        using var pings = new PeriodicTimer(PingPeriod, time);
        var ping = pings.WaitForNextTickAsync(cut.Token).AsTask();
        var next = mailbox.Next(cut.Token).AsTask();
        while (true)
        {
            var first = await Task.WhenAny(guard.Ended, next, ping);
            if (first == guard.Ended)
            {
                await guard.Ended;
                return;
            }

            if (first == ping)
            {
                if (!await ping)
                {
                    return;
                }

                await Write(context, StreamFrames.Ping(time.GetUtcNow().ToUnixTimeMilliseconds()), time, cut);
                ping = pings.WaitForNextTickAsync(cut.Token).AsTask();
            }
            else if (await next is { } liveEvent)
            {
                await Write(context, StreamFrames.Of(liveEvent, name => asked.GetValueOrDefault(name, name)), time, cut, flush: mailbox.IsEmpty);
                next = mailbox.Next(cut.Token).AsTask();
            }
            else
            {
                return;
            }
        }
    }

    private static async Task Write(HttpContext context, ReadOnlyMemory<byte> frame, TimeProvider time, CancellationTokenSource cut, bool flush = true)
    {
        using var slow = new CancellationTokenSource(LongestWrite, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cut.Token, slow.Token);
        await context.Response.Body.WriteAsync(frame, either.Token);
        if (flush)
        {
            await context.Response.Body.FlushAsync(either.Token);
        }
    }
}
