using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace QuantPlatform.Tests.EndToEnd;

/// <summary>A signed-in user of a running node's HTTP API, by bearer token.</summary>
internal sealed class ApiSession(HttpClient client, NodeProcess node) : IDisposable
{
    public const string AdminEmail = "admin@example.com";
    public const string AdminPassword = "correct horse battery";

    /// <summary>Arguments that give a node this first admin.</summary>
    public static readonly string[] AdminArguments = [$"--Admin:Email={AdminEmail}", $"--Admin:Password={AdminPassword}"];

    public HttpClient Client => client;

    public static async Task<ApiSession> SignIn(NodeProcess node, string email = AdminEmail, string password = AdminPassword)
    {
        var client = node.Client();
        using var answer = await client.PostAsJsonAsync("api/v1/account/login", new { email, password });
        Assert.True(answer.IsSuccessStatusCode, $"login answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}\n{node.Tail}");
        var token = (await answer.Content.ReadFromJsonAsync<JsonNode>())!["accessToken"]!.GetValue<string>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new ApiSession(client, node);
    }

    public async Task<JsonNode> Get(string path)
    {
        using var answer = await client.GetAsync("api/v1/" + path);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"GET {path} answered {(int)answer.StatusCode}: {body}\n{node.Tail}");
        return JsonNode.Parse(body)!;
    }

    /// <summary>Creates a pair and gives its id.</summary>
    public async Task<string> AddPair(object settings) => (await Post("pairs", settings))["id"]!.GetValue<string>();

    public async Task<JsonNode> Post(string path, object body)
    {
        using var answer = await client.PostAsJsonAsync("api/v1/" + path, body, new JsonSerializerOptions(JsonSerializerDefaults.Web));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"POST {path} answered {(int)answer.StatusCode}: {text}\n{node.Tail}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>Every closed bar of a range, page by page.</summary>
    public async Task<List<JsonNode>> Bars(string symbol, string interval, long from, long to)
    {
        var bars = new List<JsonNode>();
        while (true)
        {
            var page = (await Get($"symbols/{symbol}/bars?interval={interval}&from={from}&to={to}&limit=5000"))["bars"]!.AsArray();
            bars.AddRange(page.Select(bar => bar!));
            if (page.Count < 5_000)
            {
                return bars;
            }

            from = bars[^1]["openTime"]!.GetValue<long>() + 1;
        }
    }

    public void Dispose() => client.Dispose();
}
