using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace QuantPlatform.Tests.EndToEnd;

/// <summary>A pair of one leg that is uploaded and one that is live, on a real node.</summary>
public sealed class MixedPairTests : IAsyncLifetime
{
    private const int Window = 60;
    private const int ZWindow = 30;
    private const long Minute = 60_000;

    private InProcessNode node = null!;
    private HttpClient ann = null!;

    public async Task InitializeAsync()
    {
        node = await InProcessNode.Start("--Feed:Symbols=BTCUSDT,ETHUSDT");
        ann = await node.SignUp("ann@example.org");
    }

    public async Task DisposeAsync()
    {
        ann.Dispose();
        await node.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pair_OfAnUploadAndALiveLeg_IsJoinedByTimeAndEqualsTheReference(bool isYUploaded)
    {
        var live = await LiveBars(400);

        // Every seventh minute is missing, some lie before the live leg's first bar, and it ends well before the live leg's newest: a join by position would show.
        var first = live.Keys.Min();
        var random = new Random(11);
        var uploaded = Enumerable.Range(-40, 340).Where(i => i % 7 != 0)
            .ToDictionary(i => first + (i * Minute), i => Math.Round((live.GetValueOrDefault(first + (i * Minute), 40_000) / 20 * (1 + (random.NextDouble() * 0.01))) + i, 2));
        var id = await Stored(uploaded);
        var (y, x) = isYUploaded ? ($"upload:{id}", "BTCUSDT") : ("BTCUSDT", $"upload:{id}");

        var pair = await InProcessNode.Post(ann, "pairs", new { y, x, window = Window, zWindow = ZWindow });
        Assert.Equal("1m", pair["interval"]!.GetValue<string>());
        var pairId = pair["id"]!.GetValue<string>();

        var joint = uploaded.Keys.Where(live.ContainsKey).Order().ToArray();
        var (closesY, closesX) = isYUploaded ? (uploaded, live) : (live, uploaded);
        var logs = joint.Select(time => (Y: Math.Log(closesY[time]), X: Math.Log(closesX[time]))).ToArray();
        var points = (await InProcessNode.Get(ann, $"pairs/{pairId}/series?from={first - (100 * Minute)}&limit=5000"))["points"]!.AsArray();
        Assert.Equal(joint, points.Select(point => point!["time"]!.GetValue<long>()));
        foreach (var at in new[] { Window - 1, Window + 50, joint.Length - 1 })
        {
            Equal(Reference(logs[..(at + 1)]), points[at]!);
        }

        var snapshot = await InProcessNode.Get(ann, $"pairs/{pairId}/snapshot");
        Assert.True(snapshot["ready"]!.GetValue<bool>(), snapshot.ToJsonString());
        Assert.Equal(joint[^1], snapshot["time"]!.GetValue<long>());
        Assert.Null(snapshot["preview"]);
        Equal(Reference(logs), snapshot);

        var rows = (await InProcessNode.Get(ann, $"pairs/{pairId}/table?limit=5"))["rows"]!.AsArray();
        Assert.Equal(joint[^5..], rows.Select(row => row!["time"]!.GetValue<long>()));
        Assert.Equal(closesX[joint[^1]], rows[^1]!["priceX"]!.GetValue<double>());
        Assert.Equal(Window, (await InProcessNode.Get(ann, $"pairs/{pairId}/diagnostics?window={Window}"))["n"]!.GetValue<int>());
        var csv = await ann.GetStringAsync($"api/v1/pairs/{pairId}/series?from={first - (100 * Minute)}&limit=5000&format=csv");
        Assert.Equal(joint.Length + 1, csv.TrimEnd().Split('\n').Length);
        Assert.Single((await InProcessNode.Get(ann, "pairs"))["items"]!.AsArray());

        using var bob = await node.SignUp("bob@example.org");
        Assert.Equal(HttpStatusCode.NotFound, (await bob.GetAsync($"api/v1/pairs/{pairId}/series")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await bob.PostAsJsonAsync("api/v1/pairs", new { y, x })).StatusCode);
    }

    [Fact]
    public async Task Pair_WhoseUploadReachesPastTheLiveBars_GoesOnWithThem()
    {
        var newest = await NewestSecond();
        var uploaded = Enumerable.Range(-200, 500).ToDictionary(i => newest + (i * 1_000L), i => 2_000 + Math.Round(Math.Sin(i * 0.3), 2));
        var id = await Stored(uploaded);
        var pair = await InProcessNode.Post(ann, "pairs", new { y = $"upload:{id}", x = "BTCUSDT", interval = "1s", window = 20, zWindow = 20 });
        var pairId = pair["id"]!.GetValue<string>();
        var begun = (await InProcessNode.Get(ann, $"pairs/{pairId}/snapshot"))["time"]!.GetValue<long>();

        JsonNode snapshot = null!;
        await Until.True(
            async () => (snapshot = await InProcessNode.Get(ann, $"pairs/{pairId}/snapshot"))["time"]!.GetValue<long>() >= begun + 5_000, TimeSpan.FromSeconds(15), () => Task.FromResult(snapshot.ToJsonString()));

        var time = snapshot["time"]!.GetValue<long>();
        var live = (await InProcessNode.Get(ann, $"symbols/BTCUSDT/bars?interval=1s&from={time - 60_000}&to={time + 1}"))["bars"]!.AsArray()
            .ToDictionary(bar => bar!["openTime"]!.GetValue<long>(), bar => bar!["close"]!.GetValue<double>());
        var logs = live.Where(bar => uploaded.ContainsKey(bar.Key)).OrderBy(bar => bar.Key).Select(bar => (Math.Log(uploaded[bar.Key]), Math.Log(bar.Value))).ToArray();
        Equal(Reference(logs, 20, 20), snapshot);
    }

    [Fact]
    public async Task Pair_WhoseLiveLegWasNotCollected_IsRightOnceItsHistoryHasCome()
    {
        var times = (await LiveBars(400)).Keys.Order().TakeLast(300).Take(200).ToArray();
        var uploaded = times.Select((time, i) => (time, Close: 50 + Math.Round(Math.Sin(i * 0.2), 2))).ToDictionary(bar => bar.time, bar => bar.Close);
        var pair = await InProcessNode.Post(ann, "pairs", new { y = $"upload:{await Stored(uploaded)}", x = "ADAUSDT", window = Window, zWindow = ZWindow });
        var pairId = pair["id"]!.GetValue<string>();

        JsonNode snapshot = null!;
        await Until.True(
            async () => (snapshot = await InProcessNode.Get(ann, $"pairs/{pairId}/snapshot"))["time"]?.GetValue<long>() == times[^1] && snapshot["samples"]!.GetValue<int>() >= Window,
            TimeSpan.FromSeconds(60), async () => $"{snapshot.ToJsonString()} {(await InProcessNode.Get(ann, $"pairs/{pairId}/series?limit=3")).ToJsonString()}");

        var live = (await InProcessNode.Get(ann, $"symbols/ADAUSDT/bars?interval=1m&from={times[0]}&limit=5000"))["bars"]!.AsArray()
            .ToDictionary(bar => bar!["openTime"]!.GetValue<long>(), bar => bar!["close"]!.GetValue<double>());
        Equal(Reference([.. times.Where(live.ContainsKey).Select(time => (Math.Log(uploaded[time]), Math.Log(live[time])))]), snapshot);
    }

    private static void Equal(IReadOnlyDictionary<string, double> expected, JsonNode actual)
    {
        foreach (var (name, value) in expected)
        {
            var got = actual[name]?.GetValue<double>();
            Assert.True(got is { } number && Math.Abs(number - value) <= 1e-8 * Math.Max(1, Math.Abs(value)), $"{name}: expected {value}, got {got}");
        }
    }

    /// <summary>The last point's statistics of log prices, by two-pass sums.</summary>
    private static Dictionary<string, double> Reference((double Y, double X)[] logs, int window = Window, int zWindow = ZWindow)
    {
        var last = logs[^window..];
        var (my, mx) = (last.Average(point => point.Y), last.Average(point => point.X));
        var sxx = last.Sum(point => (point.X - mx) * (point.X - mx));
        var beta = last.Sum(point => (point.Y - my) * (point.X - mx)) / sxx;
        var alpha = my - (beta * mx);
        var spread = logs[^zWindow..].Select(point => point.Y - alpha - (beta * point.X)).ToArray();
        var mean = spread.Average();
        var std = Math.Sqrt(spread.Sum(value => (value - mean) * (value - mean)) / (zWindow - 1));
        var values = new Dictionary<string, double> { ["beta"] = beta, ["alpha"] = alpha, ["spread"] = spread[^1], ["spreadMean"] = mean, ["spreadStd"] = std, ["z"] = (spread[^1] - mean) / std };

        // W returns need one price more than the window.
        if (logs.Length > window)
        {
            var returns = logs[^(window + 1)..].Zip(logs[^window..], (before, after) => (Y: after.Y - before.Y, X: after.X - before.X)).ToArray();
            var (ry, rx) = (returns.Average(one => one.Y), returns.Average(one => one.X));
            values["correlation"] = returns.Sum(one => (one.Y - ry) * (one.X - rx))
                / Math.Sqrt(returns.Sum(one => (one.Y - ry) * (one.Y - ry)) * returns.Sum(one => (one.X - rx) * (one.X - rx)));
        }

        return values;
    }

    /// <summary>Closes of closed minute bars by open time, once there are enough of them.</summary>
    private async Task<Dictionary<long, double>> LiveBars(int least)
    {
        JsonArray bars = [];
        await Until.True(
            async () => (bars = (await InProcessNode.Get(ann, "symbols/BTCUSDT/bars?interval=1m&limit=5000"))["bars"]!.AsArray()).Count >= least, TimeSpan.FromSeconds(60),
            () => Task.FromResult($"{bars.Count} bars"));
        return bars.Where(bar => bar!["quality"]!.GetValue<string>() != "gap").ToDictionary(bar => bar!["openTime"]!.GetValue<long>(), bar => bar!["close"]!.GetValue<double>());
    }

    private async Task<long> NewestSecond()
    {
        JsonArray bars = [];
        await Until.True(
            async () => (bars = (await InProcessNode.Get(ann, "symbols/BTCUSDT/bars?interval=1s&limit=100"))["bars"]!.AsArray()).Count >= 40, TimeSpan.FromSeconds(90),
            () => Task.FromResult($"{bars.Count} bars"));
        return bars[^1]!["openTime"]!.GetValue<long>();
    }

    private async Task<string> Stored(Dictionary<long, double> closes)
    {
        var text = new StringBuilder("time,open,high,low,close,volume\n");
        foreach (var (time, close) in closes.OrderBy(bar => bar.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"{time},{close},{close},{close},{close},1\n");
        }

        var id = await InProcessNode.Upload(ann, "INDEX", text.ToString());
        Assert.Equal("ready", (await InProcessNode.Post(ann, $"datasets/{id}/accept", null))["state"]!.GetValue<string>());
        return id;
    }
}
