using System.Net;
using System.Net.Sockets;
using System.Text;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Tests.Web.Api.Fakes;
using Xunit;

namespace QuantPlatform.Tests.Web.Api;

public sealed class SlowReaderTests
{
    private const long Minute = 60_000;
    private const int Batch = 200;
    private const int MostBatches = 600;

    private static readonly SymbolKey Btc = new(Venues.Demo, "BTCUSDT");

    [Fact]
    public async Task Stream_ThatNobodyReads_IsCutAndOthersGetEverything()
    {
        await using var host = await ApiHost.Start(("Web:RateLimits:StreamsPerUser", "1"));
        host.Market.Bars[(Btc, Interval.OneMinute)] = [FakeMarket.BarAt(0)];
        var slow = await host.SignUp("slow@example.org");
        var quick = await host.SignUp("quick@example.org");
        using var stuck = await OpenAndNeverRead(host, slow);
        using var reader = await EventReader.Open(quick.Client, "bars:BTCUSDT:1m");
        var hub = host.Grains.Behind<FakeHub>(typeof(ISymbolHubGrain), Btc.ToString());

        var (sent, cut) = (0L, false);
        for (var batch = 0; batch < MostBatches && !cut; batch++)
        {
            await hub.Observers.Single().OnBars([.. Enumerable.Range(1, Batch).Select(i => new BarClosed(Btc, Interval.OneMinute, FakeMarket.BarAt((sent + i) * Minute), (sent + i - 1) * Minute))]);
            for (var i = 0; i < Batch; i++)
            {
                Assert.Equal(++sent * Minute, (await reader.Next()).Data.GetProperty("bar").GetProperty("openTime").GetInt64());
            }

            cut = await MayOpen(slow);
        }

        Assert.True(cut, $"After {sent} events the stuck stream still held its place.");
    }

    [Fact]
    public async Task TwoHundredStreams_ThatNobodyReads_AreAllCutWithBoundedMemoryAndOthersGetEverything()
    {
        const int stalled = 200;
        await using var host = await ApiHost.Start(("Web:RateLimits:StreamsPerUser", "200"));
        host.Market.Bars[(Btc, Interval.OneMinute)] = [FakeMarket.BarAt(0)];
        var slow = await host.SignUp("slow@example.org");
        var quick = await host.SignUp("quick@example.org");
        var stuck = new List<Socket>();
        for (var i = 0; i < stalled; i++)
        {
            stuck.Add(await Open(host, slow));
        }

        await Eventually.True(async () => !await MayOpen(slow));
        using var reader = await EventReader.Open(quick.Client, "bars:BTCUSDT:1m");
        var hub = host.Grains.Behind<FakeHub>(typeof(ISymbolHubGrain), Btc.ToString());
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        var sent = 0L;

        // As much as fills every buffer on the way to a reader several times over.
        for (var batch = 0; batch < 100; batch++)
        {
            await hub.Observers.Single().OnBars([.. Enumerable.Range(1, Batch).Select(i => new BarClosed(Btc, Interval.OneMinute, FakeMarket.BarAt((sent + i) * Minute), (sent + i - 1) * Minute))]);
            for (var i = 0; i < Batch; i++)
            {
                Assert.Equal(++sent * Minute, (await reader.Next()).Data.GetProperty("bar").GetProperty("openTime").GetInt64());
            }

            most = batch % 10 == 9 ? Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before) : most;
        }

        // Whoever was cut finds the end behind what is left in the buffers; who was not would wait for more.
        foreach (var socket in stuck)
        {
            await IsCut(socket);
            socket.Dispose();
        }

        Assert.InRange(most / 1_048_576, 0, 64);
    }

    /// <summary>Reads what is left and waits for the end.</summary>
    private static async Task IsCut(Socket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var buffer = new byte[65_536];
        try
        {
            while (await socket.ReceiveAsync(buffer, patience.Token) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // Reset is an end, too.
        }
    }

    private static async Task<bool> MayOpen(ApiUser user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/stream?topics=bars:BTCUSDT:1m");
        using var answer = await user.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private static async Task<Socket> OpenAndNeverRead(ApiHost host, ApiUser user)
    {
        var socket = await Open(host, user);
        await Eventually.True(async () => !await MayOpen(user));
        return socket;
    }

    private static async Task<Socket> Open(ApiHost host, ApiUser user)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096 };
        await socket.ConnectAsync(IPAddress.Loopback, host.Address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /api/v1/stream?topics=bars:BTCUSDT:1m HTTP/1.1\r\nHost: {host.Address.Authority}\r\nAuthorization: {user.Client.DefaultRequestHeaders.Authorization}\r\n\r\n"));
        return socket;
    }
}
