using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Silo.Alerts.Evaluation;
using Xunit;

namespace QuantPlatform.Tests.Web.Api;

/// <summary>Alert rules in the workspace document: out, in, and what stands in the way.</summary>
public sealed class WorkspaceRulesTests(ApiHostFixture fixture) : IClassFixture<ApiHostFixture>, IAsyncLifetime
{
    private const string Price = """{"name":"Dear","target":{"symbol":"BTCUSDT"},"conditions":[{"metric":"price","operator":"above","value":100}]}""";
    private const string Pairs = """[{"id":"eth-to-btc","y":"ETHUSDT","x":"BTCUSDT"}]""";

    private readonly ApiHost _host = fixture.Host;
    private ApiUser _user = null!;

    public async Task InitializeAsync() => _user = await _host.SignUp($"rules{Guid.NewGuid():N}@example.org");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task RoundTrip_IntoAnotherAccount_GivesTheSameRules()
    {
        var pair = await _user.AddPair();
        var list = (await Post(_user, "watchlists", $$"""{"name":"Both","symbols":["BTCUSDT"],"pairs":["{{pair}}"]}""")).GetProperty("id").GetString()!;
        foreach (var rule in AllWords(pair, list))
        {
            await Post(_user, "rules", JsonSerializer.Serialize(rule));
        }

        var exported = await _user.Client.GetStringAsync("/api/v1/workspace");
        var other = await SignUp();
        var preview = await Import(other, exported, "?mode=replace&preview=true");
        Assert.Empty(await Items(other, "rules"));
        var imported = await Import(other, exported, "?mode=replace");

        Assert.Equal(exported, await other.Client.GetStringAsync("/api/v1/workspace"));
        Assert.Equal((await Items(_user, "rules")).Select(Definition), (await Items(other, "rules")).Select(Definition));
        Assert.Equal(preview.GetProperty("changes").GetRawText(), imported.GetProperty("changes").GetRawText());
        Assert.Equal(AllWords(pair, list).Count, imported.GetProperty("changes").GetProperty("rules").GetProperty("added").GetArrayLength());
        var document = JsonDocument.Parse(exported).RootElement.GetProperty("rules").GetRawText();
        Assert.All(
            Names<AlertMetric>().Concat(Names<AlertOperator>()).Concat(Names<AlertTrigger>()).Concat(Names<NoDataPolicy>()).Concat(Names<AlertSeverity>()),
            word => Assert.Contains($"\"{word}\"", document, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Import_OfYourOwnDocument_ChangesNoRule()
    {
        await Post(_user, "rules", Price);
        await Post(_user, "rules", Price.Replace("\"conditions\"", "\"interval\":\"5m\",\"conditions\"", StringComparison.Ordinal));

        var answer = await Import(_user, await _user.Client.GetStringAsync("/api/v1/workspace"), "?mode=replace");

        Assert.Equal("""{"added":[],"changed":[],"removed":[],"unchanged":2}""", answer.GetProperty("changes").GetProperty("rules").GetRawText());
    }

    [Fact]
    public async Task Import_TargetsOfTheDocument_AreThoseOfTheAccount()
    {
        await Import(_user, $$$"""
            {"version":2,"pairs":{{{Pairs}}},"watchlists":[{"id":"both-of-them","name":"Both","symbols":["BTCUSDT"],"pairs":["eth-to-btc"]}],
             "rules":[{"name":"a","target":{"pair":"eth-to-btc"},"conditions":[{"metric":"z","operator":"above","value":2}]},
                      {"id":"rule-of-list","name":"b","target":{"watchlist":"both-of-them"},"conditions":[{"metric":"z","operator":"above","value":2}]}]}
            """);

        var rules = await Items(_user, "rules");
        Assert.Equal(["""{"pair":"eth-to-btc"}""", """{"watchlist":"both-of-them"}"""], rules.Select(rule => rule.GetProperty("target").GetRawText()));
        Assert.Equal("rule-of-list", rules[1].GetProperty("id").GetString());
        // The definitions refer to each other as if they had been made here.
        await (await _user.Client.DeleteAsync("/api/v1/pairs/eth-to-btc")).IsProblem(HttpStatusCode.Conflict, "conflict");
    }

    [Fact]
    public async Task Import_MergeAddsAndChanges_ReplaceDeletes()
    {
        await Post(_user, "rules", Price);

        var merged = await Import(_user, $$"""{"version":2,"rules":[{{WithId("rule-one")}},{{WithId("rule-two")}}]}""");
        var changed = await Import(_user, $$"""{"version":2,"rules":[{{WithId("rule-one").Replace("Dear", "Dearer", StringComparison.Ordinal)}}]}""");
        var replaced = await Import(_user, $$"""{"version":2,"rules":[{{WithId("rule-two")}}]}""", "?mode=replace");

        Assert.Equal("""{"added":["Dear","Dear"],"changed":[],"removed":[],"unchanged":1}""", Rules(merged));
        Assert.Equal("""{"added":[],"changed":["Dearer"],"removed":[],"unchanged":2}""", Rules(changed));
        Assert.Equal("""{"added":[],"changed":[],"removed":["Dear","Dearer"],"unchanged":1}""", Rules(replaced));
        Assert.Equal(["rule-two"], (await Items(_user, "rules")).Select(rule => rule.GetProperty("id").GetString()));
    }

    [Theory]
    [InlineData("""{"version":2,"rules":[RULE,{"name":"a","target":{"symbol":"BTCUSDT"},"conditions":[{"metric":"price","operator":"above","value":1},{"metric":"colour","operator":"above","value":1}]}]}""", "rules[1].conditions[1].metric")]
    [InlineData("""{"version":2,"rules":[{"name":"a","target":{"symbol":"BTCUSDT"},"conditions":[{"metric":"z","operator":"above","value":1}]}]}""", "rules[0].conditions[0].metric")]
    [InlineData("""{"version":2,"rules":[{"name":"a","target":{"symbol":"BTCUSDT"},"conditions":[{"metric":"price","value":1}]}]}""", "rules[0].conditions[0].operator")]
    [InlineData("""{"version":2,"rules":[{"name":"a","target":{"symbol":"NOSUCHUSDT"},"conditions":[{"metric":"price","operator":"above","value":1}]}]}""", "rules[0].target.symbol")]
    [InlineData("""{"version":2,"rules":[{"name":"a","target":{"pair":"nobodys-pair"},"conditions":[{"metric":"z","operator":"above","value":1}]}]}""", "rules[0].target.pair")]
    [InlineData("""{"version":2,"rules":[{"name":"a","target":{"watchlist":"nobodys-list"},"conditions":[{"metric":"z","operator":"above","value":1}]}]}""", "rules[0].target.watchlist")]
    [InlineData("""{"version":2,"rules":[{"name":"a","target":{},"conditions":[{"metric":"price","operator":"above","value":1}]}]}""", "rules[0].target")]
    [InlineData("""{"version":2,"rules":[{"name":"a","target":{"symbol":"BTCUSDT"},"conditions":[{"metric":"price","operator":"above","value":1}],"forBars":1001}]}""", "rules[0].forBars")]
    [InlineData("""{"version":2,"rules":[{"name":"a","target":{"symbol":"BTCUSDT"},"conditions":[{"metric":"price","operator":"above","value":1}],"contactPoints":[null]}]}""", "rules[0].contactPoints")]
    [InlineData("""{"version":2,"rules":[{"name":"a","target":{"symbol":"BTCUSDT"},"conditions":[{"metric":"price","operator":"above","value":1}],"contactPoints":["a","a"]}]}""", "rules[0].contactPoints")]
    [InlineData("""{"version":2,"rules":[RULE,{"name":"a","target":{"symbol":"BTCUSDT"}}]}""", "rules[1].conditions")]
    [InlineData("""{"version":2,"rules":[RULE,null]}""", "rules[1]")]
    [InlineData("""{"version":2,"rules":[RULE],"contactPoints":[{"id":"desk","name":"Desk"}]}""", "contactPoints[0].kind")]
    [InlineData("""{"version":2,"contactPoints":[{"id":"desk","name":"","kind":"email"}]}""", "contactPoints[0].name")]
    [InlineData("""{"version":2,"contactPoints":[{"id":"desk","name":"a","kind":"email"},{"id":"desk","name":"b","kind":"email"}]}""", "contactPoints[1].id")]
    [InlineData("""{"version":2,"contactPoints":[{"id":"desk","name":"Desk","kind":"email","email":"a@example.org"}]}""", "contactPoints[0].email")]
    [InlineData("""{"version":1,"rules":[RULE]}""", "rules")]
    public async Task Import_WithOneBrokenField_ChangesNothingAndNamesItsPath(string document, string field)
    {
        var whole = document.Replace("RULE", Price, StringComparison.Ordinal).Replace("\"version\":", $"\"pairs\":{Pairs},\"version\":", StringComparison.Ordinal);
        var before = await _user.Client.GetStringAsync("/api/v1/workspace");

        var problem = await (await Put(_user, whole)).IsProblem(HttpStatusCode.BadRequest, "invalid");

        Assert.Equal([field], problem.Fields());
        Assert.Equal(before, await _user.Client.GetStringAsync("/api/v1/workspace"));
    }

    [Fact]
    public async Task Import_OfMoreRulesThanTheQuota_ChangesNothingAndNamesIt()
    {
        await _host.WorkspaceOf(_user).SetLimits(ImmutableDictionary<string, long?>.Empty.Add("rules", 1));
        var before = await _user.Client.GetStringAsync("/api/v1/workspace");

        var problem = await (await Put(_user, $$"""{"version":2,"pairs":{{Pairs}},"rules":[{{Price}},{{Price}}]}""")).IsProblem(HttpStatusCode.UnprocessableEntity, "quota");

        Assert.Equal(["rules"], problem.Fields());
        Assert.Equal(before, await _user.Client.GetStringAsync("/api/v1/workspace"));
        await Import(_user, $$"""{"version":2,"rules":[{{Price}}]}""");
    }

    [Fact]
    public async Task ContactPoints_AreFoundByNameAndKind_AndNamedWhereTheyAreMissing()
    {
        var desk = (await Post(_user, "contact-points", """{"name":"Desk","kind":"webhook","url":"https://secret.example.org/hook"}""")).GetProperty("id").GetString()!;
        var night = (await Post(_user, "contact-points", """{"name":"Night","kind":"webhook","url":"https://secret.example.org/night"}""")).GetProperty("id").GetString()!;
        await Post(_user, "contact-points", """{"name":"Unused","kind":"webhook","url":"https://secret.example.org/unused"}""");
        await Post(_user, "rules", Price.Replace("\"name\"", $"\"contactPoints\":[\"in-app\",\"{night}\",\"{desk}\",\"deleted-long-ago\"],\"name\"", StringComparison.Ordinal));
        var exported = await _user.Client.GetStringAsync("/api/v1/workspace");
        var other = await SignUp();
        var theirs = (await Post(other, "contact-points", """{"name":"DESK","kind":"webhook","url":"https://theirs.example.org/hook"}""")).GetProperty("id").GetString()!;
        await Post(other, "contact-points", """{"name":"Other","kind":"webhook","url":"https://theirs.example.org/other"}""");

        var preview = await Import(other, exported, "?preview=true");
        var imported = await Import(other, exported);

        Assert.DoesNotContain("secret", exported, StringComparison.Ordinal);
        Assert.Equal(["Desk", "Night"], JsonDocument.Parse(exported).RootElement.GetProperty("contactPoints").EnumerateArray().Select(point => point.GetProperty("name").GetString()));
        Assert.Equal($"""["in-app","{theirs}"]""", (await Items(other, "rules"))[0].GetProperty("contactPoints").GetRawText());
        Assert.Equal(
            $$"""[{"field":"rules[0].contactPoints[1]","rule":"Dear","id":"{{night}}","name":"Night","kind":"webhook"},{"field":"rules[0].contactPoints[3]","rule":"Dear","id":"deleted-long-ago"}]""",
            imported.GetProperty("missingContactPoints").GetRawText());
        Assert.Equal(imported.GetProperty("missingContactPoints").GetRawText(), preview.GetProperty("missingContactPoints").GetRawText());
    }

    [Fact]
    public async Task ContactPoints_OfTheSameNameButAnotherKind_AreMissing()
    {
        await Post(_user, "contact-points", """{"name":"Desk","kind":"webhook","url":"https://example.org/hook"}""");

        var imported = await Import(_user, $$"""
            {"version":2,"rules":[{{Price.Replace("\"name\"", "\"contactPoints\":[\"desk\"],\"name\"", StringComparison.Ordinal)}}],"contactPoints":[{"id":"desk","name":"Desk","kind":"email"}]}
            """);

        Assert.Equal("email", Assert.Single(imported.GetProperty("missingContactPoints").EnumerateArray()).GetProperty("kind").GetString());
        Assert.Equal("[]", (await Items(_user, "rules"))[0].GetProperty("contactPoints").GetRawText());
    }

    [Fact]
    public async Task Import_OfVersion1_StillWorksAndLeavesTheRulesAlone()
    {
        await Post(_user, "rules", Price);
        const string old = """
            {"version":1,"pairs":[{"id":"eth-to-btc","name":"ETHUSDT/BTCUSDT","y":"demo:ETHUSDT","x":"demo:BTCUSDT","interval":"1m","window":240,"enabled":true}],
             "watchlists":[{"id":"majors-list","name":"Majors","symbols":["demo:BTCUSDT"],"pairs":["eth-to-btc"]}],"dashboards":[],
             "preferences":{"timeZone":null,"theme":"dark","density":"comfortable"},"trackedSymbols":["demo:BTCUSDT"]}
            """;

        var imported = await Import(_user, old, "?mode=replace");

        Assert.Equal("""{"added":[],"changed":[],"removed":[],"unchanged":1}""", Rules(imported));
        Assert.Equal("[]", imported.GetProperty("missingContactPoints").GetRawText());
        Assert.Equal(["eth-to-btc"], (await Items(_user, "pairs")).Select(pair => pair.GetProperty("id").GetString()));
        Assert.Equal(2, JsonDocument.Parse(await _user.Client.GetStringAsync("/api/v1/workspace")).RootElement.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Import_OfHostileSizes_IsRefusedAsAWhole()
    {
        var before = await _user.Client.GetStringAsync("/api/v1/workspace");
        var condition = """{"metric":"price","operator":"above","value":1}""";
        string Rules(int count, string rule) => $$"""{"version":2,"rules":[{{string.Join(',', Enumerable.Repeat(rule, count))}}]}""";
        string Rule(string members) => $$"""{"name":"a","target":{"symbol":"BTCUSDT"},{{members}}}""";

        var items = await (await Put(_user, Rules(2_001, Price))).IsProblem(HttpStatusCode.BadRequest, "invalid");
        var quota = await (await Put(_user, Rules(1_999, Price))).IsProblem(HttpStatusCode.UnprocessableEntity, "quota");
        var conditions = await (await Put(_user, Rules(1, Rule($"\"conditions\":[{string.Join(',', Enumerable.Repeat(condition, 50_000))}]")))).IsProblem(HttpStatusCode.BadRequest, "invalid");
        var points = await (await Put(_user, Rules(1, Rule($"\"conditions\":[{condition}],\"contactPoints\":[{string.Join(',', Enumerable.Range(0, 200_000).Select(id => $"\"{id}\""))}]")))).IsProblem(HttpStatusCode.BadRequest, "invalid");
        var message = await (await Put(_user, Rules(1, Rule($"\"conditions\":[{condition}],\"message\":\"{new string('a', 1_000_000)}\"")))).IsProblem(HttpStatusCode.BadRequest, "invalid");
        var references = await (await Put(_user, $$"""{"version":2,"contactPoints":[{{string.Join(',', Enumerable.Range(0, 2_001).Select(id => $$"""{"id":"{{id}}","name":"a","kind":"email"}"""))}}]}""")).IsProblem(HttpStatusCode.BadRequest, "invalid");
        var deep = await (await Put(_user, Rules(1, Rule($"\"status\":{new string('[', 5_000)}{new string(']', 5_000)},\"conditions\":[{condition}]")))).IsProblem(HttpStatusCode.BadRequest, "invalid");
        await (await Put(_user, Rules(1, Rule($"\"conditions\":[{condition}],\"message\":\"{new string('a', 4 * 1024 * 1024)}\"")))).IsProblem(HttpStatusCode.RequestEntityTooLarge, "too_large");

        Assert.Equal(["body"], items.Fields());
        Assert.Equal(["rules"], quota.Fields());
        Assert.Equal(["rules[0].conditions"], conditions.Fields());
        Assert.Equal(["rules[0].contactPoints"], points.Fields());
        Assert.Equal(["rules[0].message"], message.Fields());
        Assert.Equal(["body"], references.Fields());
        Assert.Single(deep.Fields());
        Assert.Equal(before, await _user.Client.GetStringAsync("/api/v1/workspace"));
    }

    /// <summary>Rules that together say every word a rule can say.</summary>
    private static List<object> AllWords(string pair, string list)
    {
        var rules = new List<object>();
        foreach (var metric in Enum.GetValues<AlertMetric>())
        {
            var number = rules.Count;
            var isOfLeg = MetricReader.IsOfLeg(metric);
            object onPair = new { metric = Word(metric), @operator = "above", value = 2.25 + number, exit = 1.125 };
            rules.Add(new
            {
                name = $"On a pair {metric}",
                target = new { pair },
                conditions = new[] { isOfLeg ? new { metric = Word(metric), @operator = "below", value = 0.1, leg = number % 2 == 0 ? "y" : "x" } : onPair },
                trigger = Word((AlertTrigger)(number % 3)),
                noData = Word((NoDataPolicy)(number % 4)),
                severity = Word((AlertSeverity)(number % 3)),
                forBars = 1 + number,
                cooldownSeconds = number * 10,
                repeatSeconds = number % 2 == 0 ? (int?)null : 60,
                enabled = number % 5 != 0,
                message = number % 2 == 0 ? null : "{{pair}} stands at {{z}}",
            });
        }

        foreach (var operation in Enum.GetValues<AlertOperator>())
        {
            object condition = operation switch
            {
                AlertOperator.Inside or AlertOperator.Outside => new { metric = "price", @operator = Word(operation), value = 1.5, value2 = 2.5 },
                AlertOperator.MovesUpPct or AlertOperator.MovesDownPct => new { metric = "volume", @operator = Word(operation), value = 1.5, bars = 15 },
                _ => new { metric = "price", @operator = Word(operation), value = 1.5 },
            };
            rules.Add(new { name = $"On a symbol {operation}", target = new { symbol = "BTCUSDT" }, interval = "5m", conditions = new[] { condition } });
        }

        rules.Add(new { name = "On a list", target = new { watchlist = list }, conditions = new object[] { new { metric = "z", @operator = "above", value = 2 }, new { metric = "price", @operator = "above", value = 1, leg = "y" } } });
        return rules;
    }

    private static IEnumerable<string> Names<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(Word);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string WithId(string id) => Price.Replace("{\"name\"", $"{{\"id\":\"{id}\",\"name\"", StringComparison.Ordinal);

    private static string Rules(JsonElement answer) => answer.GetProperty("changes").GetProperty("rules").GetRawText();

    /// <summary>A rule without where it stands.</summary>
    private static string Definition(JsonElement rule)
    {
        var node = JsonNode.Parse(rule.GetRawText())!.AsObject();
        node.Remove("status");
        return node.ToJsonString();
    }

    private static async Task<IReadOnlyList<JsonElement>> Items(ApiUser user, string path) =>
        [.. (await user.Client.GetFromJsonAsync<JsonElement>($"/api/v1/{path}?limit=500")).GetProperty("items").EnumerateArray()];

    /// <summary>The client waits for the word to go on, so that a body refused unread is none that broke off.</summary>
    private static async Task<HttpResponseMessage> Put(ApiUser user, string document, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/workspace{query}") { Content = new StringContent(document, Encoding.UTF8, "application/json") };
        request.Headers.ExpectContinue = true;
        return await user.Client.SendAsync(request);
    }

    private static async Task<JsonElement> Import(ApiUser user, string document, string query = "") => await Json(await Put(user, document, query));

    private static async Task<JsonElement> Post(ApiUser user, string path, string body) =>
        await Json(await user.Client.PostAsync($"/api/v1/{path}", new StringContent(body, Encoding.UTF8, "application/json")));

    private static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private Task<ApiUser> SignUp() => _host.SignUp($"rules{Guid.NewGuid():N}@example.org");
}
