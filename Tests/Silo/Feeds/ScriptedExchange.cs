using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace QuantPlatform.Tests.Silo.Feeds;

/// <summary>Accepts WebSockets and does nothing by itself: the test reads what a client asked and says what it is told.</summary>
internal sealed class ScriptedExchange : IAsyncDisposable
{
    private readonly WebApplication app;

    private ScriptedExchange(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>Every socket that was accepted, in order.</summary>
    public ConcurrentQueue<Peer> Peers { get; } = new();

    public static async Task<ScriptedExchange> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var exchange = new ScriptedExchange(builder.Build());
        exchange.app.UseWebSockets();
        exchange.app.Run(async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var peer = new Peer(socket);
            exchange.Peers.Enqueue(peer);
            await peer.Run();
        });
        await exchange.app.StartAsync();
        var address = exchange.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        exchange.Address = new UriBuilder(address) { Scheme = "ws", Path = "/stream" }.Uri;
        return exchange;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in Peers)
        {
            peer.Cut();
        }

        await app.StopAsync();
        await app.DisposeAsync();
    }

    /// <summary>One client.</summary>
    internal sealed class Peer(WebSocket socket)
    {
        public ConcurrentQueue<string> Requests { get; } = new();

        public bool IsGone { get; private set; }

        public async Task Run()
        {
            var buffer = new byte[65_536];
            try
            {
                while (true)
                {
                    var part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                    if (part.MessageType == WebSocketMessageType.Close)
                    {
                        break;
                    }

                    Requests.Enqueue(Encoding.UTF8.GetString(buffer, 0, part.Count));
                }
            }
            catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException)
            {
            }

            IsGone = true;
        }

        public void Cut() => socket.Abort();

        public Task Say(string text) => Say(Encoding.UTF8.GetBytes(text));

        /// <summary>Sends a message in fragments of at most so many bytes.</summary>
        public async Task Say(byte[] message, int fragment = int.MaxValue, WebSocketMessageType type = WebSocketMessageType.Text)
        {
            for (var at = 0; at < message.Length;)
            {
                var length = Math.Min(fragment, message.Length - at);
                await socket.SendAsync(message.AsMemory(at, length), type, at + length == message.Length, CancellationToken.None);
                at += length;
            }
        }
    }
}
