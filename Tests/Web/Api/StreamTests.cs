using System.Net;
using Microsoft.Extensions.DependencyInjection;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Tests.Web.Api.Fakes;
using QuantPlatform.Web.Live;
using Xunit;

namespace QuantPlatform.Tests.Web.Api;

public sealed class StreamTests : IAsyncLifetime
{
    private const long Minute = 60_000;

    private static readonly SymbolKey Btc = new(Venues.Demo, "BTCUSDT");

    private ApiHost _host = null!;
    private ApiUser _user = null!;

    public async Task InitializeAsync()
    {
        _host = await ApiHost.Start(("Web:RateLimits:StreamsPerUser", "3"));
        _user = await _host.SignUp("ann@example.org");
        _host.Market.Bars[(Btc, Interval.OneMinute)] = [FakeMarket.BarAt(0)];
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Bars_AsTheyClose_AreSentUnderTheNamesOfTheApi()
    {
        using var stream = await EventReader.Open(_user.Client, "bars:BTCUSDT:1m");

        await Close(Minute, before: 0);
        var first = await stream.Next();

        Assert.Equal("bars", first.Name);
        Assert.Equal("BTCUSDT", first.Data.GetProperty("symbol").GetString());
        Assert.Equal("demo", first.Data.GetProperty("venue").GetString());
        Assert.Equal("1m", first.Data.GetProperty("interval").GetString());
        Assert.Equal(Minute, first.Data.GetProperty("bar").GetProperty("openTime").GetInt64());
    }

    [Fact]
    public async Task Bars_WhenAHintWasLost_ArePulledAndComeInOrder()
    {
        using var stream = await EventReader.Open(_user.Client, "bars:BTCUSDT:1m");
        _host.Market.Bars[(Btc, Interval.OneMinute)] = [.. Enumerable.Range(0, 4).Select(minute => FakeMarket.BarAt(minute * Minute))];

        await Close(3 * Minute, before: 2 * Minute);

        Assert.Equal([1, 2, 3], await NextOpens(stream, 3));
    }

    [Fact]
    public async Task Bars_DoubledOrReplaced_AreSentOnceARevision()
    {
        using var stream = await EventReader.Open(_user.Client, "bars:BTCUSDT:1m");

        await Close(Minute, before: 0);
        await Close(Minute, before: 0);
        await Close(Minute, before: 0, revision: 1);
        await Close(Minute, before: 0, revision: 1);
        await Close(2 * Minute, before: Minute);

        List<(long, int)> got = [];
        for (var i = 0; i < 3; i++)
        {
            var bar = (await stream.Next()).Data.GetProperty("bar");
            got.Add((bar.GetProperty("openTime").GetInt64() / Minute, bar.GetProperty("revision").GetInt32()));
        }

        Assert.Equal([(1, 0), (1, 1), (2, 0)], got);
    }

    [Fact]
    public async Task Stream_Resumed_GetsWhatHappenedSince()
    {
        long seen;
        using (var first = await EventReader.Open(_user.Client, "bars:BTCUSDT:1m"))
        {
            await Close(Minute, before: 0);
            seen = (await first.Next()).Id!.Value;
        }

        await Close(2 * Minute, before: Minute);
        await Close(3 * Minute, before: 2 * Minute);
        using var again = await EventReader.Open(_user.Client, "bars:BTCUSDT:1m", seen);

        Assert.Equal([2, 3], await NextOpens(again, 2));
    }

    [Fact]
    public async Task Stream_ResumedFromBeforeWhatIsRemembered_SaysWhatIsMissed()
    {
        var longAgo = DateTimeOffset.UtcNow.AddMinutes(-5).ToUnixTimeMilliseconds();
        using var stream = await EventReader.Open(_user.Client, "bars:BTCUSDT:1m", longAgo * 1_000);

        var missed = await stream.Next();

        Assert.Equal("missed", missed.Name);
        Assert.Equal("bars:BTCUSDT:1m", missed.Data.GetProperty("topic").GetString());
        Assert.Equal(longAgo, missed.Data.GetProperty("from").GetInt64());
        Assert.True(missed.Data.GetProperty("to").GetInt64() > longAgo);
    }

    [Fact]
    public async Task Pair_BeginsWithItsStateAndMovesWithoutProse()
    {
        var id = await _user.AddPair();
        var pair = _host.PairOf(_user, id);
        pair.Snapshot = FakePair.SnapshotOf(id, Minute, 1, 1.5);
        using var stream = await EventReader.Open(_user.Client, $"pair:{id}");

        var first = await stream.Next();
        await pair.Observers.Single().OnSnapshot(FakePair.SnapshotOf(id, 2 * Minute, 2, 2.5));
        var second = await stream.Next();
        await pair.Observers.Single().OnPreview(id, new PairPreview(2 * Minute, 1, 2, 0.5, 2.75));
        var third = await stream.Next();

        Assert.Equal(["pair", "pair", "pairPreview"], [first.Name, second.Name, third.Name]);
        Assert.Equal([1.5, 2.5], [first.Data.GetProperty("z").GetDouble(), second.Data.GetProperty("z").GetDouble()]);
        Assert.Equal("""{"confidence":"medium"}""", second.Data.GetProperty("interpretation").GetRawText());
        Assert.Equal($$"""{"pairId":"{{id}}","time":120000,"priceY":1,"priceX":2,"spread":0.5,"z":2.75}""", third.Data.GetRawText());
        Assert.True(first.Id < second.Id && second.Id < third.Id);
    }

    [Fact]
    public async Task Previews_AreAtMostFourASecond()
    {
        var id = await _user.AddPair();
        var pair = _host.PairOf(_user, id);
        pair.Snapshot = FakePair.SnapshotOf(id, Minute, 1, 1.5);
        using var stream = await EventReader.Open(_user.Client, $"pair:{id}");
        await stream.Next();

        for (var i = 0; i < 50; i++)
        {
            await pair.Observers.Single().OnPreview(id, new PairPreview(i, 1, 2, null, null));
        }

        await pair.Observers.Single().OnSnapshot(FakePair.SnapshotOf(id, 2 * Minute, 2, 2.5));
        var previews = 0;
        while ((await stream.Next()).Name == "pairPreview")
        {
            previews++;
        }

        Assert.InRange(previews, 1, 4);
    }

    [Fact]
    public async Task Feed_BeginsWithItsStateAndTellsChanges()
    {
        using var stream = await EventReader.Open(_user.Client, "feed");
        var first = await stream.Next();

        _host.Market.State = FeedState.Stale;
        var feed = _host.Grains.Behind<FakeFeed>(typeof(IFeedGrain), Venues.Demo);
        await feed.Observers.Single().OnFeed(feed.State);
        var second = await stream.Next();

        Assert.Equal("""{"venue":"demo","kind":"demo","state":"live","since":5000,"reason":""}""", first.Data.GetRawText());
        Assert.Equal("stale", second.Data.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Feed_WhenAnotherVenueBecomesActive_FollowsIt()
    {
        using var stream = await EventReader.Open(_user.Client, "feed");
        await stream.Next();

        _host.Market.Venue = Venues.Binance;

        Assert.Equal("binance-usdm", (await stream.Next()).Data.GetProperty("venue").GetString());
        Assert.Empty(_host.Grains.Behind<FakeFeed>(typeof(IFeedGrain), Venues.Demo).Observers);
    }

    [Fact]
    public async Task Stream_OfTwoUsers_SharesOneLease()
    {
        var bob = await _host.SignUp("bob@example.org");
        using var one = await EventReader.Open(_user.Client, "bars:BTCUSDT:1m");
        using var two = await EventReader.Open(bob.Client, "bars:demo:BTCUSDT:1m");

        Assert.Single(Hub.Observers);
        Assert.Equal(1, _host.Services.GetRequiredService<LiveHub>().TopicCount);
        await Close(Minute, before: 0);
        Assert.Equal([1], await NextOpens(one, 1));
        Assert.Equal([1], await NextOpens(two, 1));
    }

    [Fact]
    public async Task Stream_OfASignedOutUser_Ends()
    {
        using var stream = await EventReader.Open(_user.Client, "feed");
        await stream.Next();

        await _user.Client.PostAsync("/api/v1/account/logout", null);

        Assert.True(await stream.Ends());
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("topics=", 400)]
    [InlineData("topics=weather", 400)]
    [InlineData("topics=bars:BTCUSDT", 400)]
    [InlineData("topics=bars:BTCUSDT:7m", 400)]
    [InlineData("topics=bars:NOPEUSDT:1m", 404)]
    [InlineData("topics=pair:abc", 404)]
    [InlineData("topics=weather,pair:abc", 404)]
    public async Task Stream_OfWhatCannotBeHad_IsRefused(string query, int status)
    {
        await (await _user.Client.GetAsync($"/api/v1/stream?{query}")).IsProblem((HttpStatusCode)status, status == 404 ? "not_found" : "invalid");
    }

    [Fact]
    public async Task Stream_BeyondTheAllowance_IsRefusedUntilOneCloses()
    {
        var open = new List<EventReader> { await EventReader.Open(_user.Client, "feed"), await EventReader.Open(_user.Client, "feed"), await EventReader.Open(_user.Client, "feed") };
        await (await _user.Client.GetAsync("/api/v1/stream?topics=feed")).IsProblem(HttpStatusCode.TooManyRequests, "too_many_streams");

        open[0].Dispose();

        await Eventually.True(async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/stream?topics=feed");
            using var answer = await _user.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            return answer.StatusCode == HttpStatusCode.OK;
        });
        open.ForEach(stream => stream.Dispose());
    }

    private FakeHub Hub => _host.Grains.Behind<FakeHub>(typeof(ISymbolHubGrain), Btc.ToString());

    private static async Task<List<long>> NextOpens(EventReader stream, int count)
    {
        var opens = new List<long>();
        while (opens.Count < count)
        {
            opens.Add((await stream.Next()).Data.GetProperty("bar").GetProperty("openTime").GetInt64() / Minute);
        }

        return opens;
    }

    private Task Close(long open, long before, int revision = 0) =>
        Hub.Observers.Single().OnBars([new BarClosed(Btc, Interval.OneMinute, FakeMarket.BarAt(open, revision: revision), before)]);
}
