using System.Globalization;

namespace QuantPlatform.MarketSimulator.Faults;

/// <summary><c>POST /faults/{name}?…</c> switches a fault; <c>GET /faults</c> lists them.</summary>
internal sealed class FaultEndpoint(ExchangeFaults faults)
{
    public const string Usage = """
        POST /faults/reset                              everything off
        POST /faults/cut[?after=FRAMES]                 abort all sockets, now or after so many frames
        POST /faults/refuse?seconds=S                   reset new sockets for a while
        POST /faults/duplicate?every=N                  send every N-th frame twice
        POST /faults/reorder?window=N[&seed=S]          shuffle frames within windows
        POST /faults/drop?symbol=S&from=ID&to=ID        leave these ids out of the sockets
        POST /faults/drop?symbol=S&next=N               leave the next N trades out of the sockets
        POST /faults/garbage?every=N                    add a frame of garbage after every N-th
        POST /faults/silent?on=true|false               acknowledge, deliver nothing
        POST /faults/delay?ms=N                         send frames later
        POST /faults/rest-delay?ms=N                    answer REST later
        POST /faults/rest-hang, /faults/rest-release    let REST calls wait
        POST /faults/rest-fail?status=500[&calls=N]     fail REST calls

        """;

    public async Task Handle(HttpContext context, string path)
    {
        if (HttpMethods.IsPost(context.Request.Method))
        {
            try
            {
                if (!Apply(path["/faults".Length..].Trim('/'), context.Request.Query))
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
            }
            catch (FormatException e)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                await context.Response.WriteAsync(e.Message + "\n\n", context.RequestAborted);
            }
        }

        if (!HttpMethods.IsPost(context.Request.Method) || context.Response.StatusCode != StatusCodes.Status200OK)
            await context.Response.WriteAsync(Usage, context.RequestAborted);
    }

    private bool Apply(string name, IQueryCollection query)
    {
        switch (name)
        {
            case "reset":
                faults.Reset();
                return true;
            case "cut" when query.ContainsKey("after"):
                faults.CutSocketsAfter((int)Number("after"));
                return true;
            case "cut":
                faults.CutSockets();
                return true;
            case "refuse":
                faults.RefuseSockets(TimeSpan.FromSeconds(Number("seconds")));
                return true;
            case "duplicate":
                faults.DuplicateEvery = (int)Number("every");
                return true;
            case "reorder":
                faults.ReorderSeed = query.ContainsKey("seed") ? (int)Number("seed") : faults.ReorderSeed;
                faults.ReorderWindow = (int)Number("window");
                return true;
            case "drop" when query.ContainsKey("next"):
                faults.DropNext(Text("symbol"), (int)Number("next"));
                return true;
            case "drop":
                faults.DropIds(Text("symbol"), Number("from"), Number("to"));
                return true;
            case "garbage":
                faults.GarbageEvery = (int)Number("every");
                return true;
            case "silent":
                faults.Silent = bool.TryParse(Text("on"), out var on) ? on : throw new FormatException("on: true or false expected.");
                return true;
            case "delay":
                faults.Delay = TimeSpan.FromMilliseconds(Number("ms"));
                return true;
            case "rest-delay":
                faults.RestDelay = TimeSpan.FromMilliseconds(Number("ms"));
                return true;
            case "rest-hang":
                faults.HangRest();
                return true;
            case "rest-release":
                faults.ReleaseRest();
                return true;
            case "rest-fail":
                faults.FailRest((int)Number("status"), query.ContainsKey("calls") ? (int)Number("calls") : int.MaxValue);
                return true;
            default:
                return false;
        }

        string Text(string key) => query[key].FirstOrDefault() is { Length: > 0 } text ? text : throw new FormatException($"{key}: missing.");

        long Number(string key) => long.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new FormatException($"{key}: a whole number >= 0 expected.");
    }
}
