using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Tests.Web.Api.Fakes;
using Xunit;

namespace QuantPlatform.Tests.Web.Api;

public sealed class PairEndpointsTests(ApiHostFixture fixture) : IClassFixture<ApiHostFixture>, IAsyncLifetime
{
    private readonly ApiHost _host = fixture.Host;
    private ApiUser _user = null!;

    public async Task InitializeAsync() => _user = await _host.SignUp($"{Guid.NewGuid():N}@example.org");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Post_WithLegsOnly_AnswersTheWholeDefinition()
    {
        var answer = await _user.Client.PostAsJsonAsync("/api/v1/pairs", new { y = "ethusdt", x = "demo:BTCUSDT" });
        var pair = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("\"1\"", answer.Headers.ETag!.Tag);
        Assert.Equal($"/api/v1/pairs/{pair.GetProperty("id").GetString()}", answer.Headers.Location!.OriginalString);
        Assert.Equal(
            """{"name":"ETHUSDT/BTCUSDT","y":"demo:ETHUSDT","x":"demo:BTCUSDT","interval":"1m","window":240,"zWindow":60,"method":"ols","transform":"log","intercept":true,"entry":2,"exit":0.5,"stop":4,"enabled":true}""",
            JsonSerializer.Serialize(pair.EnumerateObject().Where(member => member.Name != "id").ToDictionary(member => member.Name, member => member.Value)));
    }

    [Theory]
    [InlineData("""{"x":"BTCUSDT"}""", "y")]
    [InlineData("""{"y":"ETHUSDT","x":"NOPEUSDT"}""", "x")]
    [InlineData("""{"y":"upload:1","x":"BTCUSDT"}""", "y")]
    [InlineData("""{"y":"ETHUSDT","x":"ETHUSDT"}""", "x")]
    [InlineData("""{"y":"ETHUSDT","x":"BTCUSDT","window":9}""", "window")]
    [InlineData("""{"y":"ETHUSDT","x":"BTCUSDT","window":12.5}""", "window")]
    [InlineData("""{"y":"ETHUSDT","x":"BTCUSDT","method":"magic"}""", "method")]
    [InlineData("""{"y":"ETHUSDT","x":"BTCUSDT","method":0}""", "method")]
    [InlineData("""{"y":"ETHUSDT","x":"BTCUSDT","interval":"7m"}""", "interval")]
    [InlineData("""{"y":"ETHUSDT","x":"BTCUSDT","colour":"red"}""", "colour")]
    [InlineData("""{"y":"ETHUSDT","x":"BTCUSDT","id":"mine"}""", "id")]
    [InlineData("""{"y":"ETHUSDT","y":"SOLUSDT","x":"BTCUSDT"}""", "y")]
    [InlineData("""[1]""", "body")]
    [InlineData("""{""", "body")]
    [InlineData("null", "body")]
    public async Task Post_WithBadShape_NamesTheField(string body, string field)
    {
        var problem = await (await Post(body)).IsProblem(HttpStatusCode.BadRequest, "invalid");

        Assert.Equal([field], problem.Fields());
    }

    [Fact]
    public async Task Post_WithExitPastEntry_IsUnprocessable()
    {
        var problem = await (await Post("""{"y":"ETHUSDT","x":"BTCUSDT","entry":1,"exit":1.5}""")).IsProblem(HttpStatusCode.UnprocessableEntity, "unprocessable");

        Assert.Equal(["exit"], problem.Fields());
    }

    [Fact]
    public async Task Post_OverQuota_IsUnprocessable()
    {
        await _host.WorkspaceOf(_user).SetLimits(ImmutableDictionary<string, long?>.Empty.Add("pairs", 1));
        await _user.AddPair();

        await (await Post("""{"y":"ETHUSDT","x":"SOLUSDT"}""")).IsProblem(HttpStatusCode.UnprocessableEntity, "quota");
    }

    [Fact]
    public async Task Post_WithoutJson_IsRefusedByItsType()
    {
        var answer = await _user.Client.PostAsync("/api/v1/pairs", new StringContent("y=1", Encoding.UTF8, "application/x-www-form-urlencoded"));

        await answer.IsProblem(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
    }

    [Fact]
    public async Task Post_TooLarge_IsRefused()
    {
        await (await Post($$"""{"name":"{{new string('a', 300_000)}}"}""")).IsProblem(HttpStatusCode.RequestEntityTooLarge, "too_large");
    }

    [Fact]
    public async Task Get_WithTheTag_IsNotModified()
    {
        var id = await _user.AddPair();
        var first = await _user.Client.GetAsync($"/api/v1/pairs/{id}");
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/pairs/{id}");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        Assert.Equal(HttpStatusCode.NotModified, (await _user.Client.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task Put_WithCurrentTag_ChangesAndMovesTheTag()
    {
        var id = await _user.AddPair();

        var answer = await Put(id, """{"y":"ETHUSDT","x":"BTCUSDT","window":60}""", "\"1\"");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("\"2\"", answer.Headers.ETag!.Tag);
        Assert.Equal(60, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("window").GetInt32());
    }

    [Fact]
    public async Task Put_WithStaleTag_ShowsBothVersions()
    {
        var id = await _user.AddPair();
        await Put(id, """{"y":"ETHUSDT","x":"BTCUSDT","window":60}""", "\"1\"");

        var problem = await (await Put(id, """{"y":"ETHUSDT","x":"BTCUSDT","window":120}""", "\"1\"")).IsProblem(HttpStatusCode.PreconditionFailed, "stale");

        Assert.Equal(60, problem.GetProperty("current").GetProperty("window").GetInt32());
        Assert.Equal(120, problem.GetProperty("yours").GetProperty("window").GetInt32());
    }

    [Fact]
    public async Task Put_StaleAndUnprocessable_IsUnprocessable()
    {
        var id = await _user.AddPair();

        await (await Put(id, """{"y":"ETHUSDT","x":"BTCUSDT","stop":1}""", "\"7\"")).IsProblem(HttpStatusCode.UnprocessableEntity, "unprocessable");
    }

    [Fact]
    public async Task Put_OfAnAnswerSentBack_ChangesNothing()
    {
        var id = await _user.AddPair();
        var answer = await _user.Client.GetStringAsync($"/api/v1/pairs/{id}");

        var again = await Put(id, answer, null);

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(answer, await again.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Put_WithBadBodyOnNoPair_IsNotFound()
    {
        await (await Put("nothing", "{", null)).IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Delete_ThenGet_IsNotFound()
    {
        var id = await _user.AddPair();

        Assert.Equal(HttpStatusCode.NoContent, (await _user.Client.DeleteAsync($"/api/v1/pairs/{id}")).StatusCode);

        await (await _user.Client.GetAsync($"/api/v1/pairs/{id}")).IsProblem(HttpStatusCode.NotFound, "not_found");
        await (await _user.Client.DeleteAsync($"/api/v1/pairs/{id}")).IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task List_InPages_GivesEachPairOnceInOrder()
    {
        string[] made = [await _user.AddPair(), await _user.AddPair("SOLUSDT"), await _user.AddPair("ADAUSDT")];

        var first = await _user.Client.GetFromJsonAsync<JsonElement>("/api/v1/pairs?limit=2");
        var second = await _user.Client.GetFromJsonAsync<JsonElement>($"/api/v1/pairs?limit=2&cursor={first.GetProperty("nextCursor").GetString()}");

        Assert.Equal(made, first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(pair => pair.GetProperty("id").GetString()));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("nextCursor").ValueKind);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=5001", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("cursor=x", "cursor")]
    public async Task List_WithBadQuery_NamesTheParameter(string query, string field)
    {
        var problem = await (await _user.Client.GetAsync($"/api/v1/pairs?{query}")).IsProblem(HttpStatusCode.BadRequest, "invalid");

        Assert.Equal([field], problem.Fields());
    }

    [Fact]
    public async Task Snapshot_HasTheMembersOfTheApiAndNullForUnknown()
    {
        var id = await _user.AddPair();
        _host.PairOf(_user, id).Snapshot = FakePair.SnapshotOf(id, 60_000, 7, 2.25);

        var snapshot = await _user.Client.GetFromJsonAsync<JsonElement>($"/api/v1/pairs/{id}/snapshot");

        Assert.Equal(
            "pairId,interval,time,revision,feedState,priceY,priceX,alpha,beta,betaSe,r2,spread,spreadMean,spreadStd,spreadStdBps,costBps,z,correlation,betaDrift,volatilityRatio,halfLife,adfP,egP,cointegrated,signal,legs,ready,samples,required,reason,metrics,quality,preview,interpretation".Split(','),
            snapshot.EnumerateObject().Select(member => member.Name));
        Assert.Equal(2.25, snapshot.GetProperty("z").GetDouble());
        Assert.Equal("shortSpread", snapshot.GetProperty("signal").GetString());
        Assert.Equal("sell", snapshot.GetProperty("legs")[0].GetProperty("side").GetString());
        Assert.Equal("live", snapshot.GetProperty("feedState").GetString());
        Assert.Equal("Wide.", snapshot.GetProperty("interpretation").GetProperty("summary").GetString());
        Assert.All(["betaSe", "halfLife", "adfP"], name => Assert.Equal(JsonValueKind.Null, snapshot.GetProperty(name).ValueKind));
    }

    [Fact]
    public async Task Series_AsCsv_HasTheSameRowsAsJson()
    {
        var id = await _user.AddPair();
        _host.PairOf(_user, id).Points =
        [
            new PairPoint(0, 2_500, 60_000, null, null, null, null, null, null, null, PairSignal.Flat, BarQuality.Quiet),
            new PairPoint(60_000, 2_501, 60_001, 1.5, 0.75, 0.01, 0.02, 0.005, -2, 0.9, PairSignal.LongSpread, BarQuality.Traded),
        ];

        var json = await _user.Client.GetFromJsonAsync<JsonElement>($"/api/v1/pairs/{id}/series");
        var csv = (await _user.Client.GetStringAsync($"/api/v1/pairs/{id}/series?format=csv")).Split("\r\n");
        var lines = (await _user.Client.GetStringAsync($"/api/v1/pairs/{id}/series?format=ndjson")).TrimEnd('\n').Split('\n');

        Assert.Equal("open_time,open_time_ms,price_y,price_x,alpha,beta,spread,spread_mean,spread_std,z,correlation,signal,quality", csv[0]);
        Assert.Equal("1970-01-01T00:00:00.000Z,0,2500,60000,,,,,,,,flat,quiet", csv[1]);
        Assert.Equal("1970-01-01T00:01:00.000Z,60000,2501,60001,1.5,0.75,0.01,0.02,0.005,-2,0.9,longSpread,traded", csv[2]);
        Assert.Equal(json.GetProperty("points").EnumerateArray().Select(point => point.GetRawText()), lines);
    }

    [Fact]
    public async Task Series_WithRange_TakesTheFirstFromThereOrTheLastBefore()
    {
        var id = await _user.AddPair();
        _host.PairOf(_user, id).Points =
            [.. Enumerable.Range(0, 10).Select(minute => new PairPoint(minute * 60_000, 1, 1, null, null, null, null, null, null, null, PairSignal.Flat, BarQuality.Traded))];

        async Task<IEnumerable<long>> Times(string query) =>
            (await _user.Client.GetFromJsonAsync<JsonElement>($"/api/v1/pairs/{id}/series?{query}")).GetProperty("points").EnumerateArray().Select(point => point.GetProperty("time").GetInt64() / 60_000);

        Assert.Equal([2, 3], await Times("from=120000&limit=2"));
        Assert.Equal([3, 4], await Times("to=300000&limit=2"));
        Assert.Equal([2, 3, 4], await Times("from=120000&to=300000"));
        await (await _user.Client.GetAsync($"/api/v1/pairs/{id}/series?from=2&to=1")).IsProblem(HttpStatusCode.UnprocessableEntity, "unprocessable");
    }

    [Fact]
    public async Task Series_NodeIsBusy_SaysTooManyRequests()
    {
        var id = await _user.AddPair();
        _host.PairOf(_user, id).IsBusy = true;

        var response = await _user.Client.GetAsync($"/api/v1/pairs/{id}/series");

        await response.IsProblem(HttpStatusCode.TooManyRequests, "busy");
        Assert.NotNull(response.Headers.RetryAfter);
    }

    private Task<HttpResponseMessage> Post(string body) => _user.Client.PostAsync("/api/v1/pairs", new StringContent(body, Encoding.UTF8, "application/json"));

    private Task<HttpResponseMessage> Put(string id, string body, string? tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/pairs/{id}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (tag is not null)
        {
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(tag));
        }

        return _user.Client.SendAsync(request);
    }
}
