using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using QuantPlatform.Tests.EndToEnd;
using Xunit;

namespace QuantPlatform.Tests.Web.Api;

/// <summary>The API of the real program on its demo feed: two users live together, and a node that is killed.</summary>
public sealed class NodeApiTests : IDisposable
{
    private const string Password = "correct horse battery";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("quantplatform-api-");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task TwoUsers_OfOneNode_NeverSeeEachOther_AlsoAfterKill()
    {
        string annsPair, bobsPair, annsToken;
        var node = await NodeProcess.StartReady(_data.FullName);
        await using (node)
        {
            using var ann = await SignUp(node, "ann@example.org");
            using var bob = await SignUp(node, "bob@example.org");
            annsPair = await AddPair(ann, window: 60);
            bobsPair = await AddPair(bob, window: 120);

            await AssertOwn(ann, annsPair, bobsPair, window: 60);
            await AssertOwn(bob, bobsPair, annsPair, window: 120);
            await (await ann.PutAsJsonAsync($"/api/v1/pairs/{bobsPair}", new { y = "SOLUSDT", x = "BTCUSDT" })).IsProblem(HttpStatusCode.NotFound, "not_found");
            await (await ann.DeleteAsync($"/api/v1/pairs/{bobsPair}")).IsProblem(HttpStatusCode.NotFound, "not_found");
            await (await ann.GetAsync($"/api/v1/stream?topics=pair:{bobsPair}")).IsProblem(HttpStatusCode.NotFound, "not_found");
            await AssertOwn(bob, bobsPair, annsPair, window: 120);
            annsToken = ann.DefaultRequestHeaders.Authorization!.Parameter!;
            await AssertLive(ann, annsPair);
            await node.Kill9();
        }

        await using var again = await NodeProcess.StartReady(_data.FullName);
        using var annAgain = Client(again, annsToken);
        await AssertOwn(annAgain, annsPair, bobsPair, window: 60);
        await AssertLive(annAgain, annsPair);
    }

    private static async Task AssertOwn(HttpClient user, string own, string foreign, int window)
    {
        var pairs = (await user.GetFromJsonAsync<JsonElement>("/api/v1/pairs")).GetProperty("items");
        var pair = Assert.Single(pairs.EnumerateArray());
        Assert.Equal(own, pair.GetProperty("id").GetString());
        Assert.Equal(window, pair.GetProperty("window").GetInt32());
        foreach (var path in new[] { "", "/snapshot", "/series" })
        {
            await (await user.GetAsync($"/api/v1/pairs/{foreign}{path}")).IsProblem(HttpStatusCode.NotFound, "not_found");
        }
    }

    /// <summary>The pair's closed points reach the stream in order; one may come again with more of its values.</summary>
    private static async Task AssertLive(HttpClient user, string pair)
    {
        using var stream = await EventReader.Open(user, $"pair:{pair}");
        var times = new List<long>();
        while (times.Distinct().Count() < 3)
        {
            var one = await stream.Next();
            if (one.Name == "pair" && one.Data.GetProperty("time") is { ValueKind: JsonValueKind.Number } time)
            {
                times.Add(time.GetInt64());
            }
        }

        Assert.Equal(times.Order(), times);
    }

    private static async Task<HttpClient> SignUp(NodeProcess node, string email)
    {
        using var anonymous = Client(node, null);
        Assert.Equal(HttpStatusCode.OK, (await anonymous.PostAsJsonAsync("/api/v1/account/register", new { email, password = Password })).StatusCode);
        var tokens = await (await anonymous.PostAsJsonAsync("/api/v1/account/login", new { email, password = Password })).Content.ReadFromJsonAsync<JsonElement>();
        return Client(node, tokens.GetProperty("accessToken").GetString());
    }

    private static HttpClient Client(NodeProcess node, string? token)
    {
        var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = node.Address };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private static async Task<string> AddPair(HttpClient user, int window)
    {
        var answer = await user.PostAsJsonAsync("/api/v1/pairs", new { y = "ETHUSDT", x = "BTCUSDT", interval = "1s", window });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }
}
