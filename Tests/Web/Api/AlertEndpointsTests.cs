using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Tests.Silo.Alerts;
using QuantPlatform.Tests.Web.Api.Fakes;
using Xunit;

namespace QuantPlatform.Tests.Web.Api;

/// <summary>Rules, alerts and silences over HTTP.</summary>
public sealed class AlertEndpointsTests(ApiHostFixture fixture) : IClassFixture<ApiHostFixture>, IAsyncLifetime
{
    private readonly ApiHost _host = fixture.Host;
    private ApiUser _user = null!;

    public async Task InitializeAsync() => _user = await _host.SignUp($"{Guid.NewGuid():N}@example.org");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task PostRule_WithTheRequiredOnly_AnswersTheWholeDefinition()
    {
        var answer = await Post("rules", """{"name":"Dear","target":{"symbol":"btcusdt"},"conditions":[{"metric":"price","operator":"above","value":100}]}""");
        var rule = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("\"1\"", answer.Headers.ETag!.Tag);
        Assert.Equal(
            """{"name":"Dear","enabled":true,"target":{"symbol":"demo:BTCUSDT"},"interval":"1m","conditions":[{"metric":"price","operator":"above","value":100}],"forBars":1,"trigger":"oncePerBarClose","cooldownSeconds":0,"noData":"noData","severity":"warning","contactPoints":[],"status":{"paused":false,"pausedReason":null,"snoozedUntil":null,"targets":[]}}""",
            JsonSerializer.Serialize(rule.EnumerateObject().Where(member => member.Name != "id").ToDictionary(member => member.Name, member => member.Value)));
    }

    [Fact]
    public async Task PutRule_WithAnAnswerSentBack_IsTaken()
    {
        var id = await AddRule();
        var text = await _user.Client.GetStringAsync($"/api/v1/rules/{id}");

        var answer = await _user.Client.PutAsync($"/api/v1/rules/{id}", new StringContent(text.Replace("Dear", "Dearer", StringComparison.Ordinal), Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Dearer", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("name").GetString());
        Assert.Equal("\"2\"", answer.Headers.ETag!.Tag);
    }

    [Theory]
    [InlineData("""{}""", 400, "conditions name target")]
    [InlineData("""{"name":"r","target":{},"conditions":[{"metric":"price","operator":"above","value":1}]}""", 400, "target")]
    [InlineData("""{"name":"r","target":{"symbol":"NOPE"},"conditions":[{"metric":"price","operator":"above","value":1}]}""", 400, "target.symbol")]
    [InlineData("""{"name":"r","target":{"pair":"nope"},"conditions":[{"metric":"z","operator":"above","value":1}]}""", 400, "target.pair")]
    [InlineData("""{"name":"r","target":{"symbol":"BTCUSDT"},"conditions":[{"metric":"price"}]}""", 400, "conditions[0].operator conditions[0].value")]
    [InlineData("""{"name":"r","target":{"symbol":"BTCUSDT"},"conditions":[{"metric":"magic","operator":"above","value":1}]}""", 400, "conditions[0].metric")]
    [InlineData("""{"name":"r","target":{"symbol":"BTCUSDT"},"conditions":[{"metric":"price","operator":"above","value":1,"exit":2}]}""", 422, "conditions[0].exit")]
    [InlineData("""{"name":"r","target":{"symbol":"BTCUSDT"},"conditions":[{"metric":"price","operator":"above","value":1}],"message":"{{nothing}}"}""", 400, "message")]
    [InlineData("""{"name":"r","target":{"symbol":"BTCUSDT"},"conditions":[{"metric":"price","operator":"above","value":1}],"colour":"red"}""", 400, "colour")]
    public async Task PostRule_Broken_NamesTheFields(string body, int status, string fields)
    {
        var problem = await (await Post("rules", body)).IsProblem((HttpStatusCode)status, status == 400 ? "invalid" : "unprocessable");

        Assert.Equal(fields.Split(' '), problem.Fields().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Rule_PausedSnoozedResumed_SaysSo()
    {
        var id = await AddRule();
        var until = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds();

        Assert.True((await Act(id, "pause", "")).GetProperty("paused").GetBoolean());
        Assert.Equal(until, (await Act(id, "snooze", $$"""{"until":{{until}}}""")).GetProperty("snoozedUntil").GetInt64());
        Assert.Equal(JsonValueKind.Null, (await Act(id, "resume", "")).GetProperty("snoozedUntil").ValueKind);
        Assert.Equal(["until"], (await (await Post($"rules/{id}/snooze", """{"until":5}""")).IsProblem(HttpStatusCode.BadRequest, "invalid")).Fields());
    }

    [Fact]
    public async Task DryRun_StartsAJobWithTheRule()
    {
        var answer = await Post("rules/dry-run", """{"rule":{"name":"r","target":{"symbol":"BTCUSDT"},"conditions":[{"metric":"price","operator":"above","value":1}]},"from":1000,"to":2000}""");
        var job = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal("dryRun", job.GetProperty("kind").GetString());
        Assert.Equal($"/api/v1/jobs/{job.GetProperty("id").GetString()}", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task DryRun_OfABrokenRule_NamesTheField()
    {
        var problem = await (await Post("rules/dry-run", """{"rule":{"name":"r","target":{"symbol":"BTCUSDT"},"conditions":[{"metric":"z","operator":"above","value":1}]}}"""))
            .IsProblem(HttpStatusCode.BadRequest, "invalid");

        Assert.Equal(["rule.conditions[0].metric"], problem.Fields());
    }

    [Fact]
    public async Task Alerts_AreListedFilteredExportedAndAcknowledged()
    {
        await Inbox.Record([Transitions.Fired("a1"), Transitions.Fired("a2", 2, severity: AlertSeverity.Critical), Transitions.Resolved("a3", "a1", 3)]);

        Assert.Equal("a3 a2 a1", await Ids("alerts"));
        Assert.Equal("a2", await Ids("alerts?severity=critical"));
        Assert.Equal("a3", await Ids("alerts?state=resolved"));
        var page = await Get("alerts?limit=2");
        Assert.Equal("a1", await Ids($"alerts?limit=2&cursor={page.GetProperty("nextCursor").GetString()}"));

        Assert.Equal(JsonValueKind.Number, (await (await Post("alerts/a1/ack", "")).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("acknowledgedAt").ValueKind);
        Assert.Equal("a1", await Ids("alerts?acknowledged=true"));
        Assert.Equal("""{"acknowledged":2,"unacknowledged":0}""", await (await Post("alerts/ack", "{}")).Content.ReadAsStringAsync());
        await (await Post("alerts/nope/ack", "")).IsProblem(HttpStatusCode.NotFound, "not_found");
        Assert.Equal(["state"], (await (await _user.Client.GetAsync("/api/v1/alerts?state=odd")).IsProblem(HttpStatusCode.BadRequest, "invalid")).Fields());

        var csv = (await _user.Client.GetStringAsync("/api/v1/alerts?format=csv")).Split("\r\n");
        Assert.StartsWith("open_time,open_time_ms,id,rule_id,", csv[0], StringComparison.Ordinal);
        Assert.StartsWith("1970-01-01T00:03:00.000Z,180000,a3,r1,BTC high,symbol:binance-usdm:BTCUSDT,", csv[1], StringComparison.Ordinal);
        Assert.Equal(3, (await _user.Client.GetStringAsync("/api/v1/alerts?format=ndjson")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Alerts_OfAnotherUser_AreNotThere()
    {
        await Inbox.Record([Transitions.Fired("secret")]);
        var id = await AddRule();
        var other = await _host.SignUp($"{Guid.NewGuid():N}@example.org");

        Assert.Equal("""{"items":[],"nextCursor":null}""", await other.Client.GetStringAsync("/api/v1/alerts"));
        Assert.Equal("""{"items":[],"nextCursor":null}""", await other.Client.GetStringAsync("/api/v1/rules"));
        await (await other.Client.PostAsync("/api/v1/alerts/secret/ack", null)).IsProblem(HttpStatusCode.NotFound, "not_found");
        await (await other.Client.PostAsync($"/api/v1/rules/{id}/pause", null)).IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Silences_AreMadeListedAndEnded()
    {
        var answer = await Post("silences", """{"target":{"symbol":"BTCUSDT"},"severity":"info","from":1000,"to":2000,"comment":"maintenance"}""");
        var silence = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var id = silence.GetProperty("id").GetString();

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("demo:BTCUSDT", silence.GetProperty("target").GetProperty("symbol").GetString());
        Assert.Equal(["to"], (await (await Post("silences", """{"from":2000,"to":1000}""")).IsProblem(HttpStatusCode.UnprocessableEntity, "unprocessable")).Fields());
        Assert.Equal(["to"], (await (await Post("silences", "{}")).IsProblem(HttpStatusCode.BadRequest, "invalid")).Fields());
        Assert.Equal(id, (await Get("silences")).GetProperty("items")[0].GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await _user.Client.DeleteAsync($"/api/v1/silences/{id}")).StatusCode);
        await (await _user.Client.DeleteAsync($"/api/v1/silences/{id}")).IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Stream_OfAlerts_SendsNewOnesOnlyAndResumes()
    {
        await Inbox.Record([Transitions.Fired("old")]);
        long last;
        using (var stream = await EventReader.Open(_user.Client, "alerts"))
        {
            await Inbox.Record([Transitions.Fired("n1")]);
            await Inbox.Acknowledge(["old"], null);
            await Inbox.Record([Transitions.Fired("n2")]);
            var first = await stream.Next();
            last = first.Id!.Value;

            Assert.Equal(("alerts", "n1"), (first.Name, first.Data.GetProperty("id").GetString()));
            Assert.Equal("n2", (await stream.Next()).Data.GetProperty("id").GetString());
        }

        using var resumed = await EventReader.Open(_user.Client, "alerts", last);
        Assert.Equal("n2", (await resumed.Next()).Data.GetProperty("id").GetString());
    }

    private FakeInbox Inbox => _host.Grains.Behind<FakeInbox>(typeof(IAlertInboxGrain), _user.Id);

    private Task<HttpResponseMessage> Post(string path, string body) =>
        _user.Client.PostAsync("/api/v1/" + path, body.Length == 0 ? null : new StringContent(body, Encoding.UTF8, "application/json"));

    private async Task<JsonElement> Get(string path) => await _user.Client.GetFromJsonAsync<JsonElement>("/api/v1/" + path);

    private async Task<string> Ids(string path) => string.Join(' ', (await Get(path)).GetProperty("items").EnumerateArray().Select(alert => alert.GetProperty("id").GetString()));

    private async Task<JsonElement> Act(string id, string action, string body) =>
        (await (await Post($"rules/{id}/{action}", body)).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status");

    private async Task<string> AddRule()
    {
        var answer = await Post("rules", """{"name":"Dear","target":{"symbol":"BTCUSDT"},"conditions":[{"metric":"price","operator":"above","value":100}]}""");
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }
}
