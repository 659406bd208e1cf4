using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.EndToEnd;

/// <summary>Several users on one real node, apart from each other.</summary>
[Collection(nameof(NodeProcess))]
public sealed class TenantsTests
{
    [Fact]
    public async Task TwoUsers_SamePairOtherWindows_EachHasItsOwnZAndAnEditTouchesNobodyElse()
    {
        using var folder = new TestFolder();
        await using var node = await NodeProcess.StartReady(folder.Path, ApiSession.AdminArguments);
        using var ann = await SignUp(node, "ann@example.org");
        using var bob = await SignUp(node, "bob@example.org");
        var annsPair = await ann.AddPair(new { y = "ETHUSDT", x = "BTCUSDT", interval = "1s", window = 60, zWindow = 60 });
        var bobsPair = await bob.AddPair(new { y = "ETHUSDT", x = "BTCUSDT", interval = "1s", window = 240, zWindow = 240 });

        await AssertZ(ann, annsPair, 60, node);
        await AssertZ(bob, bobsPair, 240, node);

        var before = (await bob.Get($"pairs/{bobsPair}")).ToJsonString();
        using var changed = await ann.Client.PutAsJsonAsync($"api/v1/pairs/{annsPair}", new { y = "ETHUSDT", x = "BTCUSDT", interval = "1s", window = 120, zWindow = 30 });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);

        Assert.Equal(before, (await bob.Get($"pairs/{bobsPair}")).ToJsonString());
        await AssertZ(bob, bobsPair, 240, node);
        using var foreign = await bob.Client.GetAsync($"api/v1/pairs/{annsPair}/snapshot");
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Fact]
    public async Task Watchlist_OrderedAndUsed_SurvivesKill9()
    {
        using var folder = new TestFolder();
        string expected;
        await using (var node = await NodeProcess.StartReady(folder.Path, ApiSession.AdminArguments))
        {
            using var api = await ApiSession.SignIn(node);
            var pair = await api.AddPair(new { y = "ETHUSDT", x = "BTCUSDT" });
            var first = await Make(api, "watchlists", new { name = "First", symbols = new[] { "BTCUSDT", "ETHUSDT" } });
            var second = await Make(api, "watchlists", new { name = "Second", symbols = new[] { "ADAUSDT" }, pairs = new[] { pair } });
            using var reordered = await api.Client.PutAsJsonAsync($"api/v1/watchlists/{first}", new { name = "First", symbols = new[] { "ETHUSDT", "BTCUSDT" } });
            Assert.Equal(HttpStatusCode.OK, reordered.StatusCode);
            using var ordered = await api.Client.PutAsJsonAsync("api/v1/watchlists/order", new { ids = new[] { second, first } });
            Assert.Equal(HttpStatusCode.OK, ordered.StatusCode);
            // A symbol that is only on a list is collected.
            await IsCollected(api, "ADAUSDT", node);
            expected = (await api.Get("watchlists")).ToJsonString();
            await node.Kill9();
        }

        await using var again = await NodeProcess.StartReady(folder.Path, ApiSession.AdminArguments);
        using var session = await ApiSession.SignIn(again);

        Assert.Equal(expected, (await session.Get("watchlists")).ToJsonString());
        await IsCollected(session, "ADAUSDT", again);
    }

    [Fact]
    public async Task Admin_LowersAQuotaAndDisablesTheAccount_BothHoldAndStandInTheAudit()
    {
        using var folder = new TestFolder();
        await using var node = await NodeProcess.StartReady(folder.Path, ApiSession.AdminArguments);
        using var admin = await ApiSession.SignIn(node);
        using var ann = await SignUp(node, "ann@example.org");
        await ann.AddPair(new { y = "ETHUSDT", x = "BTCUSDT" });
        using var key = await Key(ann, node);

        var found = (await admin.Get("admin/users?query=ANN@"))["items"]!.AsArray().Single()!["id"]!.GetValue<string>();
        using var limited = await admin.Client.PutAsJsonAsync($"api/v1/admin/users/{found}", new { quotas = new { pairs = 1 } });
        Assert.Equal("""{"used":1,"limit":1}""", (await limited.Content.ReadFromJsonAsync<JsonNode>())!["quotas"]!["pairs"]!.ToJsonString());
        using var refused = await ann.Client.PostAsJsonAsync("api/v1/pairs", new { y = "SOLUSDT", x = "BTCUSDT" });
        var problem = (await refused.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "quota", "pairs"), (refused.StatusCode, problem["code"]!.GetValue<string>(), problem["errors"]![0]!["field"]!.GetValue<string>()));

        using var stream = await ann.Client.GetAsync("api/v1/stream?topics=feed", HttpCompletionOption.ResponseHeadersRead);
        using var disabled = await admin.Client.PutAsJsonAsync($"api/v1/admin/users/{found}", new { disabled = true });
        Assert.Equal(HttpStatusCode.OK, disabled.StatusCode);
        await Until.True(
            async () => await Status(ann.Client, "me") == HttpStatusCode.Unauthorized && await Status(key, "pairs") == HttpStatusCode.Unauthorized,
            TimeSpan.FromSeconds(60), () => Task.FromResult("the token or the key still holds"));
        await Ends(stream);

        var audit = (await admin.Get("admin/audit?user=ann@example.org"))["items"]!.AsArray();
        Assert.Contains(audit, entry => Is(entry!, "user.disable", "enabled", "disabled"));
        Assert.Contains(audit, entry => Is(entry!, "user.quotas", "pairs 100", "pairs 1"));
        Assert.Contains(audit, entry => entry!["action"]!.GetValue<string>() == "key.create");
        Assert.All(audit, entry => Assert.DoesNotContain("qp_", entry!.ToJsonString(), StringComparison.Ordinal));
        using var csv = await admin.Client.GetAsync("api/v1/admin/audit?format=csv&action=user");
        Assert.Contains("user.disable", await csv.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var last = await admin.Client.PutAsJsonAsync($"api/v1/admin/users/{await Me(admin)}", new { disabled = true });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, last.StatusCode);
        using var demoted = await admin.Client.PutAsJsonAsync($"api/v1/admin/users/{await Me(admin)}", new { roles = Array.Empty<string>() });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, demoted.StatusCode);

        // The entering of a tenant's grains is written behind the call.
        await Until.True(
            async () => (await admin.Get($"admin/audit?action=tenant.enter&user={found}"))["items"]!.AsArray().Count > 0, TimeSpan.FromSeconds(60), () => Task.FromResult("no entry"));
    }

    private static bool Is(JsonNode entry, string action, string before, string after) =>
        entry["action"]!.GetValue<string>() == action && entry["before"]!.GetValue<string>() == before && entry["after"]!.GetValue<string>() == after
        && entry["actorEmail"]!.GetValue<string>() == ApiSession.AdminEmail && entry["address"]!.GetValue<string>() == "127.0.0.1";

    private static async Task<string> Me(ApiSession api) => (await api.Get("me"))["userId"]!.GetValue<string>();

    private static async Task<HttpStatusCode> Status(HttpClient client, string path)
    {
        using var answer = await client.GetAsync($"api/v1/{path}");
        return answer.StatusCode;
    }

    private static async Task Ends(HttpResponseMessage stream)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await using var body = await stream.Content.ReadAsStreamAsync(limit.Token);
            await body.CopyToAsync(Stream.Null, limit.Token);
        }
        catch (HttpIOException)
        {
            // Cut off, which is an end too.
        }
    }

    private static async Task<HttpClient> Key(ApiSession api, NodeProcess node)
    {
        using var answer = await api.Client.PostAsJsonAsync("api/v1/keys", new { name = "program", scopes = new[] { "read" } });
        var client = node.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await answer.Content.ReadFromJsonAsync<JsonNode>())!["key"]!.GetValue<string>());
        return client;
    }

    private static async Task<ApiSession> SignUp(NodeProcess node, string email)
    {
        using var client = node.Client();
        using var answer = await client.PostAsJsonAsync("api/v1/account/register", new { email, password = ApiSession.AdminPassword });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await ApiSession.SignIn(node, email);
    }

    private static async Task<string> Make(ApiSession api, string path, object body)
    {
        using var answer = await api.Client.PostAsJsonAsync($"api/v1/{path}", body);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>();
    }

    private static Task IsCollected(ApiSession api, string symbol, NodeProcess node) => Until.True(
        async () => (await api.Get($"symbols?query={symbol}&tracked=true"))["items"]!.AsArray().Any(item => item!["lastPrice"] is not null),
        TimeSpan.FromSeconds(60), () => Task.FromResult(node.Tail));

    /// <summary>The snapshot's z is that of a plain two-pass regression over the API's own bars.</summary>
    private static async Task AssertZ(ApiSession api, string pair, int window, NodeProcess node)
    {
        JsonNode snapshot = null!;
        await Until.True(
            async () => (snapshot = await api.Get($"pairs/{pair}/snapshot"))["ready"]!.GetValue<bool>(), TimeSpan.FromSeconds(90),
            async () => $"{await api.Get($"pairs/{pair}/snapshot")}\n{node.Tail}");
        var time = snapshot["time"]!.GetValue<long>();
        var (y, x) = (await Logs(api, "ETHUSDT", time, window), await Logs(api, "BTCUSDT", time, window));

        var expected = TwoPassScore(y, x);
        var actual = snapshot["z"]!.GetValue<double>();
        Assert.True(Math.Abs(expected - actual) <= 1e-8 * Math.Max(1, Math.Abs(expected)), $"z of {window} at {time}: {actual} instead of {expected}");
    }

    private static async Task<double[]> Logs(ApiSession api, string symbol, long last, int count)
    {
        var bars = await api.Bars(symbol, "1s", last - ((count - 1) * 1_000L), last + 1);
        Assert.Equal(count, bars.Count);
        return [.. bars.Select(bar => Math.Log(bar["close"]!.GetValue<double>()))];
    }

    private static double TwoPassScore(double[] y, double[] x)
    {
        var (meanY, meanX) = (y.Average(), x.Average());
        var (sxy, sxx) = (0.0, 0.0);
        for (var i = 0; i < y.Length; i++)
        {
            sxy += (x[i] - meanX) * (y[i] - meanY);
            sxx += (x[i] - meanX) * (x[i] - meanX);
        }

        var beta = sxy / sxx;
        var spread = y.Select((value, i) => (value - meanY) - (beta * (x[i] - meanX))).ToArray();
        var mean = spread.Average();
        var deviation = Math.Sqrt(spread.Sum(value => (value - mean) * (value - mean)) / (spread.Length - 1));
        return (spread[^1] - mean) / deviation;
    }
}
