using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.EndToEnd;

/// <summary>Uploads, pairs over them and exports, on the real program.</summary>
public sealed class DatasetJourneyTests : IAsyncLifetime
{
    private const long Start = 1_704_067_200_000;
    private const int Bars = 1_500;

    private readonly TestFolder folder = new();
    private NodeProcess node = null!;
    private HttpClient ann = null!;

    public async Task InitializeAsync()
    {
        node = await NodeProcess.StartReady(folder.Path, [.. ApiSession.AdminArguments, "--Feed:Symbols=BTCUSDT"]);
        ann = await SignUp("ann@example.org");
    }

    public async Task DisposeAsync()
    {
        ann.Dispose();
        await node.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task UploadedPair_IsWarmAtOnceCompleteAndItsOwnersAlone()
    {
        var (y, x) = Walks();
        var idY = await Stored(Csv(y), "ETH");
        var idX = await Stored(Csv(x), "BTC");

        var pair = await Json(await ann.PostAsJsonAsync("api/v1/pairs", new { y = $"upload:{idY}", x = $"upload:{idX}", window = 60, zWindow = 30 }), HttpStatusCode.Created);
        var id = pair["id"]!.GetValue<string>();
        var snapshot = await Get($"pairs/{id}/snapshot");
        Assert.True(snapshot["ready"]!.GetValue<bool>(), snapshot.ToJsonString());
        Assert.Equal(Start + ((Bars - 1) * 60_000L), snapshot["time"]!.GetValue<long>());
        Assert.Equal("live", snapshot["feedState"]!.GetValue<string>());

        var points = (await Get($"pairs/{id}/series?from=0&limit=5000"))["points"]!.AsArray();
        Assert.Equal(Bars, points.Count);
        var last = points[^1]!;
        var (beta, alpha, z) = Oracle(y, x, Bars - 1, 60, 30);
        Assert.Equal(beta, last["beta"]!.GetValue<double>(), 1e-9);
        Assert.Equal(alpha, last["alpha"]!.GetValue<double>(), 1e-9);
        Assert.Equal(z, last["z"]!.GetValue<double>(), 1e-7);
        Assert.Equal(last["z"]!.GetValue<double>(), snapshot["z"]!.GetValue<double>(), 1e-12);

        Assert.NotNull((await Get($"pairs/{id}/diagnostics"))["adf"]);
        Assert.Equal(500, (await Get($"pairs/{id}/table?limit=500"))["rows"]!.AsArray().Count);
        Assert.Equal(240, (await Get($"symbols/upload:{idY}/stats?window=240"))["samples"]!.GetValue<int>());
        Assert.Equal(Bars / 5, (await Get($"symbols/upload:{idY}/bars?interval=5m&limit=5000"))["bars"]!.AsArray().Count);

        using var bob = await SignUp("bob@example.org");
        foreach (var path in new[] { $"datasets/{idY}", $"symbols/upload:{idY}/bars", $"pairs/{id}/snapshot" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await bob.GetAsync("api/v1/" + path)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await ann.GetAsync($"symbols/upload:{idY}")).StatusCode);
        foreach (var id404 in new[] { idY, "nothing" })
        {
            using var page = await bob.GetAsync($"symbols/upload:{id404}");
            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await bob.PostAsJsonAsync("api/v1/pairs", new { y = $"upload:{idY}", x = $"upload:{idX}" })).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await ann.DeleteAsync($"api/v1/datasets/{idY}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ann.GetAsync($"api/v1/symbols/upload:{idY}/bars")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ann.GetAsync($"symbols/upload:{idY}")).StatusCode);
        Assert.Empty((await Get($"pairs/{id}/series"))["points"]!.AsArray());
    }

    [Fact]
    public async Task Export_OfAnUpload_HoldsTheRowsOfTheDirectReadInEveryFormat()
    {
        var id = await Stored(Csv(Walks().Y), "ETH");
        var direct = await ann.GetStringAsync($"api/v1/symbols/upload:{id}/bars?format=csv&limit=5000&from=0");
        var lines = await ann.GetStringAsync($"api/v1/symbols/upload:{id}/bars?format=ndjson&limit=5000&from=0");
        var json = await ann.GetStringAsync($"api/v1/symbols/upload:{id}/bars?limit=5000&from=0");

        var (csvFile, export) = await Exported(new { kind = "bars", symbol = $"upload:{id}", interval = "1m" });
        Assert.Equal(direct, csvFile);
        Assert.Equal(lines, (await Exported(new { kind = "bars", symbol = $"upload:{id}", format = "ndjson" })).Text);
        Assert.Equal(json, (await Exported(new { kind = "bars", symbol = $"upload:{id}", format = "json" })).Text);
        var manifest = export["manifest"]!;
        Assert.Equal((Bars, (long)Encoding.UTF8.GetByteCount(csvFile)), (manifest["rows"]!.GetValue<int>(), manifest["bytes"]!.GetValue<long>()));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(csvFile))), manifest["sha256"]!.GetValue<string>());

        var again = new HttpRequestMessage(HttpMethod.Get, export["file"]!.GetValue<string>());
        again.Headers.Range = new System.Net.Http.Headers.RangeHeaderValue(5, 9);
        var part = await ann.SendAsync(again);
        Assert.Equal((HttpStatusCode.PartialContent, csvFile[5..10]), (part.StatusCode, await part.Content.ReadAsStringAsync()));

        var exportId = export["id"]!.GetValue<string>();
        using var bob = await SignUp("bob@example.org");
        Assert.Equal(HttpStatusCode.NotFound, (await bob.GetAsync($"api/v1/exports/{exportId}/file")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await ann.DeleteAsync($"api/v1/exports/{exportId}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ann.GetAsync($"api/v1/exports/{exportId}/file")).StatusCode);
    }

    [Fact]
    public async Task UploadedTrades_BecomeBarsOfEveryInterval_AndSurviveARestart()
    {
        var random = new Random(3);
        var text = new StringBuilder();
        var time = Start;
        var trades = new List<(long Time, decimal Price)>();
        for (var i = 0; i < 3_000; i++)
        {
            time += random.Next(1, 4_000);
            var price = 2_000 + (random.Next(-500, 500) * 0.01m);
            trades.Add((time, price));
            text.Append(CultureInfo.InvariantCulture, $"{{\"symbol\":\"ETHUSDT\",\"ts\":\"{DateTimeOffset.FromUnixTimeMilliseconds(time):yyyy-MM-ddTHH:mm:ss.fffZ}\",\"price\":{price},\"size\":0.5}}\n");
        }

        var id = await Stored(text.ToString(), "ETHUSDT");
        await node.Terminate();
        node = await NodeProcess.StartReady(folder.Path, [.. ApiSession.AdminArguments, "--Feed:Symbols=BTCUSDT"]);
        ann.Dispose();
        ann = await SignIn("ann@example.org");

        var minutes = (await Get($"symbols/upload:{id}/bars?interval=1m&limit=5000&from=0"))["bars"]!.AsArray();
        foreach (var group in trades.GroupBy(trade => trade.Time / 60_000 * 60_000))
        {
            var bar = Assert.Single(minutes, bar => bar!["openTime"]!.GetValue<long>() == group.Key)!;
            Assert.Equal(
                (group.First().Price, group.Max(trade => trade.Price), group.Min(trade => trade.Price), group.Last().Price, group.Count()),
                (bar["open"]!.GetValue<decimal>(), bar["high"]!.GetValue<decimal>(), bar["low"]!.GetValue<decimal>(), bar["close"]!.GetValue<decimal>(), bar["trades"]!.GetValue<int>()));
        }

        Assert.Equal(3_000, (await Get($"symbols/upload:{id}/trades?limit=5000&from=0"))["trades"]!.AsArray().Count);
        Assert.NotEmpty((await Get($"symbols/upload:{id}/bars?interval=1s"))["bars"]!.AsArray());
        Assert.NotEmpty((await Get($"symbols/upload:{id}/bars?interval=1h"))["bars"]!.AsArray());
    }

    public static TheoryData<string, int> Hostile
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var (name, status) in HostileFiles.All)
            {
                data.Add(name, status);
            }

            return data;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Hostile))]
    public async Task HostileUpload_IsRefusedByRuleWithinBoundedMemory(string name, int status)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "memory is read from /proc");
        var growth = long.MaxValue;
        var problem = new JsonObject();

        // The node lives on meanwhile (feed, garbage collection): what one upload needs shows in the best of a few.
        for (var i = 0; i < 4 && growth > 32L * 1024 * 1024; i++)
        {
            var before = Memory.Reset(node.Id);
            using var request = HostileFiles.Upload(name);
            using var answer = await ann.SendAsync(request);
            problem = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
            Assert.True((int)answer.StatusCode == status, problem.ToJsonString());
            growth = Memory.Peak(node.Id) - before;
        }

        Assert.NotEmpty(problem["errors"]!.AsArray().Select(error => error!["rule"]!.GetValue<string>()));
        Assert.True(growth <= 32L * 1024 * 1024, $"{growth / 1024} KiB more");
        Assert.Empty((await Get("datasets"))["items"]!.AsArray());
        Assert.Empty(Directory.CreateDirectory(Path.Combine(folder.Path, "uploads")).EnumerateFiles());
    }

    private static (double[] Y, double[] X) Walks()
    {
        var random = new Random(7);
        var (y, x) = (new double[Bars], new double[Bars]);
        var (level, spread) = (Math.Log(40_000), 0.0);
        for (var i = 0; i < Bars; i++)
        {
            level += (random.NextDouble() - 0.5) * 0.002;
            spread = (0.9 * spread) + ((random.NextDouble() - 0.5) * 0.001);
            x[i] = Math.Round(Math.Exp(level), 2);
            y[i] = Math.Round(Math.Exp((1.1 * level) - 3.5 + spread), 2);
        }

        return (y, x);
    }

    /// <summary>β, α and z of log prices by two-pass sums over the window.</summary>
    private static (double Beta, double Alpha, double Z) Oracle(double[] y, double[] x, int at, int window, int zWindow)
    {
        var ly = y.Skip(at - window + 1).Take(window).Select(value => Math.Log(value)).ToArray();
        var lx = x.Skip(at - window + 1).Take(window).Select(value => Math.Log(value)).ToArray();
        var (my, mx) = (ly.Average(), lx.Average());
        var beta = ly.Zip(lx).Sum(pair => (pair.First - my) * (pair.Second - mx)) / lx.Sum(value => (value - mx) * (value - mx));
        var alpha = my - (beta * mx);
        var spread = ly.Zip(lx).Select(pair => pair.First - alpha - (beta * pair.Second)).TakeLast(zWindow).ToArray();
        var mean = spread.Average();
        return (beta, alpha, (spread[^1] - mean) / Math.Sqrt(spread.Sum(value => (value - mean) * (value - mean)) / (zWindow - 1)));
    }

    private static string Csv(double[] closes)
    {
        var text = new StringBuilder("time,open,high,low,close,volume\n");
        for (var i = 0; i < closes.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Start + (i * 60_000L)},{closes[i]},{closes[i]},{closes[i]},{closes[i]},1\n");
        }

        return text.ToString();
    }

    private async Task<string> Stored(string text, string symbol)
    {
        using var form = new MultipartFormDataContent { { new StringContent(symbol), "symbol" }, { new StringContent(text), "file", "x.csv" } };
        var preview = await Json(await ann.PostAsync("api/v1/datasets", form), HttpStatusCode.Created);
        Assert.Equal("preview", preview["state"]!.GetValue<string>());
        var id = preview["id"]!.GetValue<string>();
        var ready = await Json(await ann.PostAsync($"api/v1/datasets/{id}/accept", null), HttpStatusCode.OK);
        Assert.Equal("ready", ready["state"]!.GetValue<string>());
        return id;
    }

    private async Task<(string Text, JsonNode Export)> Exported(object body)
    {
        var queued = await Json(await ann.PostAsJsonAsync("api/v1/exports", body), HttpStatusCode.Accepted);
        var id = queued["id"]!.GetValue<string>();
        JsonNode export = queued;
        await Until.True(
            async () => (export = await Get($"exports/{id}"))["state"]!.GetValue<string>() is "done" or "failed", TimeSpan.FromSeconds(60), () => Task.FromResult(export.ToJsonString()));
        Assert.Equal("done", export["state"]!.GetValue<string>());
        return (await ann.GetStringAsync(export["file"]!.GetValue<string>()), export);
    }

    private async Task<HttpClient> SignUp(string email)
    {
        using var client = node.Client();
        using var registered = await client.PostAsJsonAsync("api/v1/account/register", new { email, password = ApiSession.AdminPassword });
        Assert.True(registered.IsSuccessStatusCode, await registered.Content.ReadAsStringAsync());
        return await SignIn(email);
    }

    private async Task<HttpClient> SignIn(string email)
    {
        var client = node.Client();
        client.Timeout = TimeSpan.FromMinutes(2);
        var token = await Json(await client.PostAsJsonAsync("api/v1/account/login", new { email, password = ApiSession.AdminPassword }), HttpStatusCode.OK);
        client.DefaultRequestHeaders.Authorization = new("Bearer", token["accessToken"]!.GetValue<string>());
        return client;
    }

    private async Task<JsonNode> Get(string path) => await Json(await ann.GetAsync("api/v1/" + path), HttpStatusCode.OK);

    private async Task<JsonNode> Json(HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} {text}\n{node.Tail}");
        return JsonNode.Parse(text)!;
    }
}
