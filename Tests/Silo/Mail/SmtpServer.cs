using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace QuantPlatform.Tests.Silo.Mail;

/// <summary>A mail server that takes everything and keeps it; <see cref="Answer"/> makes it refuse.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public SmtpServer()
    {
        _listener.Start();
        _serving = Serve();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The messages in the order they came, headers and body as they were sent.</summary>
    public ConcurrentQueue<string> Messages { get; } = [];

    /// <summary>What the server says to a recipient; the default takes it.</summary>
    public string Answer { get; set; } = "250 OK";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task Serve()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(Talk(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task Talk(TcpClient client)
    {
        using var owned = client;
        try
        {
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
            await writer.WriteLineAsync("220 test ESMTP");
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                var word = line.Split(' ', ':')[0].ToUpperInvariant();
                if (word == "DATA")
                {
                    await writer.WriteLineAsync("354 go on");
                    var text = new StringBuilder();
                    while (await reader.ReadLineAsync(_stop.Token) is { } body && body != ".")
                    {
                        text.Append(body).Append('\n');
                    }

                    Messages.Enqueue(text.ToString());
                }

                await writer.WriteLineAsync(word switch
                {
                    "RCPT" => Answer,
                    "QUIT" => "221 bye",
                    _ => "250 OK",
                });
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The client went, or the test is over.
        }
    }
}
