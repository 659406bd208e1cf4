using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Streaming;

/// <summary>The live stream.</summary>
internal static class StreamEndpoint
{
    private const string Description = """
        Server-Sent Events. `id` is a sequence number; reconnect with it in `Last-Event-ID` to get what happened since, or a `missed` event for what cannot be resent.
        Events: `bars` {symbol,venue,interval,bar}, where a bar with a higher revision replaces one sent before; `pair` a snapshot without the prose of its interpretation;
        `pairPreview` {pairId,time,priceY,priceX,spread,z}, at most 4 a second; `feed` {venue,kind,state,since,reason}; `missed` {topic,from,to}, read it by range; `ping` {time} every 15 s.
        A new stream begins with the present state of its pairs and of the feed. A reader that falls behind is cut off.
        """;

    public static void MapStream(this IEndpointRouteBuilder api) => api.MapGet("/stream", Get).WithTags("Live")
        .Describe("stream", "Live events", Description)
        .TakesQuery("topics", QueryKind.Text, "`alerts`, `feed`, `pair:{id}`, `bars:{symbol}:{interval}`, separated by commas; at most 100.", required: true)
        .TakesHeader("Last-Event-ID", "The last `id` you have seen.")
        .Answers(StatusCodes.Status200OK, "The stream.", "text/event-stream").Problems(400, 401, 404, 429);

    private static async Task<IResult> Get(HttpContext context, TenantGrains tenant, StreamAllowance allowance)
    {
        var userId = (await tenant.Principal()).UserId!;
        var values = context.Request.Query["topics"];
        var (topics, problem) = await tenant.Call(user => StreamTopics.Read(user, values.ToString()));
        if (problem is not null)
        {
            return problem;
        }

        if (!allowance.TryOpen(userId))
        {
            context.Response.Headers.RetryAfter = "15";
            return Problems.Of(StatusCodes.Status429TooManyRequests, "too_many_streams", "You have too many open streams. Close one first; one stream carries many topics.");
        }

        var after = long.TryParse(context.Request.Headers["Last-Event-ID"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (long?)null;
        return new LiveStream(userId, topics, after);
    }
}
