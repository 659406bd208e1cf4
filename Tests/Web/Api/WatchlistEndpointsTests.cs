using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Xunit;

namespace QuantPlatform.Tests.Web.Api;

/// <summary>Watchlists, dashboards, preferences and the whole workspace over HTTP; the rules themselves are tested beside them.</summary>
public sealed class WatchlistEndpointsTests(ApiHostFixture fixture) : IClassFixture<ApiHostFixture>, IAsyncLifetime
{
    private readonly ApiHost _host = fixture.Host;
    private ApiUser _user = null!;

    public async Task InitializeAsync() => _user = await _host.SignUp($"lists{Guid.NewGuid():N}@example.org");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Post_NameOnly_MakesAnEmptyListWithIdTagAndLocation()
    {
        var answer = await Send(HttpMethod.Post, "watchlists", """{"name":"Majors"}""");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var list = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal($"/api/v1/watchlists/{list.GetProperty("id").GetString()}", answer.Headers.Location!.ToString());
        Assert.Equal("\"1\"", answer.Headers.ETag!.Tag);
        Assert.Equal(["id", "name", "symbols", "pairs"], list.EnumerateObject().Select(member => member.Name));
        Assert.Equal(0, list.GetProperty("symbols").GetArrayLength());
    }

    [Fact]
    public async Task Put_MembersInAnotherOrder_KeepsThatOrder()
    {
        var pair = await _user.AddPair();
        var id = await Make("watchlists", $$"""{"name":"Mine","symbols":["BTCUSDT","demo:ETHUSDT"],"pairs":["{{pair}}"]}""");

        var changed = await Json(await Send(HttpMethod.Put, $"watchlists/{id}", """{"name":"Mine","symbols":["ETHUSDT","BTCUSDT"]}"""));

        Assert.Equal(["demo:ETHUSDT", "demo:BTCUSDT"], changed.GetProperty("symbols").EnumerateArray().Select(symbol => symbol.GetString()));
        Assert.Equal(0, changed.GetProperty("pairs").GetArrayLength());
    }

    [Fact]
    public async Task Put_WithAnOldTag_ShowsBothVersions()
    {
        var id = await Make("watchlists", """{"name":"First"}""");
        await Send(HttpMethod.Put, $"watchlists/{id}", """{"name":"Theirs"}""", "\"1\"");

        var problem = await (await Send(HttpMethod.Put, $"watchlists/{id}", """{"name":"Mine"}""", "\"1\"")).IsProblem(HttpStatusCode.PreconditionFailed, "stale");

        Assert.Equal("Theirs", problem.GetProperty("current").GetProperty("name").GetString());
        Assert.Equal("Mine", problem.GetProperty("yours").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("""{}""", "name")]
    [InlineData("""{"name":"a","color":"red"}""", "color")]
    [InlineData("""{"name":"a","symbols":["NOSUCHUSDT"]}""", "symbols[0]")]
    [InlineData("""{"name":"a","symbols":[null]}""", "symbols[0]")]
    [InlineData("""{"name":"a","symbols":["BTCUSDT","demo:BTCUSDT"]}""", "symbols[1]")]
    [InlineData("""{"name":"a","pairs":["nosuchpair"]}""", "pairs[0]")]
    [InlineData("""{"id":"chosen","name":"a"}""", "id")]
    [InlineData("""{"name":5}""", "name")]
    public async Task Post_BrokenRule_NamesTheField(string body, string field) =>
        Assert.Equal([field], (await (await Send(HttpMethod.Post, "watchlists", body)).IsProblem(HttpStatusCode.BadRequest, "invalid")).Fields());

    [Fact]
    public async Task Post_OverTheQuotaOfListsOrSymbols_NamesIt()
    {
        await _host.WorkspaceOf(_user).SetLimits(ImmutableDictionary<string, long?>.Empty.Add("watchlists", 1).Add("trackedSymbols", 1));

        var symbols = await (await Send(HttpMethod.Post, "watchlists", """{"name":"a","symbols":["BTCUSDT","ETHUSDT"]}""")).IsProblem(HttpStatusCode.UnprocessableEntity, "quota");
        await Make("watchlists", """{"name":"a"}""");
        var lists = await (await Send(HttpMethod.Post, "watchlists", """{"name":"b"}""")).IsProblem(HttpStatusCode.UnprocessableEntity, "quota");

        Assert.Equal(["trackedSymbols"], symbols.Fields());
        Assert.Equal(["watchlists"], lists.Fields());
        var me = await _user.Client.GetFromJsonAsync<JsonElement>("/api/v1/me");
        Assert.Equal("""{"used":1,"limit":1}""", me.GetProperty("quotas").GetProperty("watchlists").GetRawText());
    }

    [Fact]
    public async Task Order_ListsAndPairs_AreListedLikeThat()
    {
        var (first, second) = (await Make("watchlists", """{"name":"a"}"""), await Make("watchlists", """{"name":"b"}"""));

        await Json(await Send(HttpMethod.Put, "watchlists/order", $$"""{"ids":["{{second}}","{{first}}"]}"""));
        var problem = await (await Send(HttpMethod.Put, "watchlists/order", $$"""{"ids":["{{second}}"]}""")).IsProblem(HttpStatusCode.BadRequest, "invalid");

        Assert.Equal(["ids"], problem.Fields());
        Assert.Equal([second, first], (await Items("watchlists")).Select(list => list.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Delete_PairOnAList_LeavesItAndComesBack()
    {
        var pair = await _user.AddPair();
        await Make("watchlists", $$"""{"name":"a","pairs":["{{pair}}"]}""");

        Assert.Equal(HttpStatusCode.NoContent, (await _user.Client.DeleteAsync($"/api/v1/pairs/{pair}?force=false")).StatusCode);
        Assert.Equal("[]", (await Items("watchlists"))[0].GetProperty("pairs").GetRawText());
        var restored = await Json(await Send(HttpMethod.Post, $"pairs/{pair}/restore", null));

        Assert.Equal(pair, restored.GetProperty("id").GetString());
        Assert.Equal($"""["{pair}"]""", (await Items("watchlists"))[0].GetProperty("pairs").GetRawText());
        await (await Send(HttpMethod.Post, $"pairs/{pair}/restore", null)).IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Dashboards_KeepTheirPanelsAndSettings()
    {
        const string dashboard = """{"name":"Home","panels":[{"id":"z1","kind":"pairChart","x":0,"y":2,"w":12,"h":8,"settings":{"pair":"abc","nested":{"a":[1,2.50]}}},{"id":"z2","kind":"kpi"}]}""";
        var id = await Make("dashboards", dashboard);

        var read = await _user.Client.GetFromJsonAsync<JsonElement>($"/api/v1/dashboards/{id}");
        var problem = await (await Send(HttpMethod.Put, $"dashboards/{id}", """{"name":"Home","panels":[{"id":"a","kind":"b","x":20,"w":5,"settings":[]}]}""")).IsProblem(HttpStatusCode.BadRequest, "invalid");

        Assert.Equal("""{"pair":"abc","nested":{"a":[1,2.50]}}""", read.GetProperty("panels")[0].GetProperty("settings").GetRawText());
        Assert.Equal((12, 8), (read.GetProperty("panels")[1].GetProperty("w").GetInt32(), read.GetProperty("panels")[1].GetProperty("h").GetInt32()));
        Assert.Equal(["panels[0].settings", "panels[0].w"], problem.Fields().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Preferences_StateAllAndAreGuardedByTheTag()
    {
        var first = await _user.Client.GetAsync("/api/v1/preferences");
        var changed = await Send(HttpMethod.Put, "preferences", """{"timeZone":"Europe/Zurich","theme":"dark"}""", first.Headers.ETag!.Tag);
        var problem = await (await Send(HttpMethod.Put, "preferences", """{"theme":"light"}""", first.Headers.ETag.Tag)).IsProblem(HttpStatusCode.PreconditionFailed, "stale");
        var bad = await (await Send(HttpMethod.Put, "preferences", """{"timeZone":"Mars/Olympus"}""")).IsProblem(HttpStatusCode.BadRequest, "invalid");

        Assert.Equal("""{"timeZone":null,"theme":"system","density":"comfortable"}""", await first.Content.ReadAsStringAsync());
        Assert.Equal("""{"timeZone":"Europe/Zurich","theme":"dark","density":"comfortable"}""", await changed.Content.ReadAsStringAsync());
        Assert.Equal("dark", problem.GetProperty("current").GetProperty("theme").GetString());
        Assert.Equal("light", problem.GetProperty("yours").GetProperty("theme").GetString());
        Assert.Equal(["timeZone"], bad.Fields());
        Assert.Equal("Europe/Zurich", (await _user.Client.GetFromJsonAsync<JsonElement>("/api/v1/me")).GetProperty("timeZone").GetString());
    }

    [Fact]
    public async Task Workspace_ExportedAndImportedElsewhere_IsTheSame()
    {
        var pair = await _user.AddPair();
        await Make("watchlists", $$"""{"name":"a","symbols":["BTCUSDT"],"pairs":["{{pair}}"]}""");
        await Make("dashboards", """{"name":"Home","panels":[{"id":"p","kind":"kpi"}]}""");
        await Send(HttpMethod.Put, "preferences", """{"theme":"dark"}""");
        await _user.Client.PostAsync("/api/v1/symbols/ETHUSDT/track", null);
        var exported = await _user.Client.GetStringAsync("/api/v1/workspace");
        var other = await _host.SignUp($"lists{Guid.NewGuid():N}@example.org");

        var preview = await Json(await other.Client.PutAsync("/api/v1/workspace?mode=replace&preview=true", Content(exported)));
        Assert.Equal("[]", (await other.Client.GetFromJsonAsync<JsonElement>("/api/v1/pairs")).GetProperty("items").GetRawText());
        var imported = await Json(await other.Client.PutAsync("/api/v1/workspace?mode=replace", Content(exported)));

        Assert.Equal(exported, await other.Client.GetStringAsync("/api/v1/workspace"));
        Assert.True(preview.GetProperty("preview").GetBoolean());
        Assert.Equal(preview.GetProperty("changes").GetRawText(), imported.GetProperty("changes").GetRawText());
        Assert.Equal("""["ETHUSDT/BTCUSDT"]""", imported.GetProperty("changes").GetProperty("pairs").GetProperty("added").GetRawText());
    }

    [Fact]
    public async Task Workspace_WithOneBrokenField_ChangesNothingAndNamesItsPath()
    {
        await _user.AddPair();
        var before = await _user.Client.GetStringAsync("/api/v1/workspace");

        var rule = await (await Send(HttpMethod.Put, "workspace", """{"version":1,"pairs":[{"y":"ETHUSDT","x":"BTCUSDT"},{"y":"ETHUSDT","x":"SOLUSDT","window":5}]}""")).IsProblem(HttpStatusCode.BadRequest, "invalid");
        var member = await (await Send(HttpMethod.Put, "workspace", """{"version":1,"pairs":[{"y":"ETHUSDT","x":"BTCUSDT","colour":1}]}""")).IsProblem(HttpStatusCode.BadRequest, "invalid");
        var symbol = await (await Send(HttpMethod.Put, "workspace", """{"version":1,"watchlists":[{"name":"a","symbols":["NOSUCHUSDT"]}]}""")).IsProblem(HttpStatusCode.BadRequest, "invalid");
        var version = await (await Send(HttpMethod.Put, "workspace", """{"version":3}""")).IsProblem(HttpStatusCode.BadRequest, "invalid");
        var quota = await (await Send(HttpMethod.Put, "workspace", """{"version":1,"pairs":[{"y":"ETHUSDT","x":"BTCUSDT"},{"y":"ETHUSDT","x":"BTCUSDT"},{"y":"ETHUSDT","x":"BTCUSDT"}]}""")).IsProblem(HttpStatusCode.UnprocessableEntity, "quota");
        await (await Send(HttpMethod.Put, "workspace", """{"version":1}""", "\"999\"")).IsProblem(HttpStatusCode.PreconditionFailed, "stale");

        Assert.Equal(["pairs[1].window"], rule.Fields());
        Assert.Equal(["pairs[0].colour"], member.Fields());
        Assert.Equal(["watchlists[0].symbols[0]"], symbol.Fields());
        Assert.Equal(["version"], version.Fields());
        Assert.Equal(["pairs"], quota.Fields());
        Assert.Equal(before, await _user.Client.GetStringAsync("/api/v1/workspace"));
    }

    private static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static StringContent Content(string json) => new(json, Encoding.UTF8, "application/json");

    private async Task<IReadOnlyList<JsonElement>> Items(string path) =>
        [.. (await _user.Client.GetFromJsonAsync<JsonElement>($"/api/v1/{path}")).GetProperty("items").EnumerateArray()];

    private async Task<string> Make(string path, string body) => (await Json(await Send(HttpMethod.Post, path, body))).GetProperty("id").GetString()!;

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, string? body, string? tag = null)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/{path}") { Content = body is null ? null : Content(body) };
        if (tag is not null)
        {
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(tag));
        }

        return await _user.Client.SendAsync(request);
    }
}
