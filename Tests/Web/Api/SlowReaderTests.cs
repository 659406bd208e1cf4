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

    private static async Task<bool> MayOpen(ApiUser user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/stream?topics=bars:BTCUSDT:1m");
        using var answer = await user.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private static async Task<Socket> OpenAndNeverRead(ApiHost host, ApiUser user)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096 };
        await socket.ConnectAsync(IPAddress.Loopback, host.Address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /api/v1/stream?topics=bars:BTCUSDT:1m HTTP/1.1\r\nHost: {host.Address.Authority}\r\nAuthorization: {user.Client.DefaultRequestHeaders.Authorization}\r\n\r\n"));
        await Eventually.True(async () => !await MayOpen(user));
        return socket;
    }
}
