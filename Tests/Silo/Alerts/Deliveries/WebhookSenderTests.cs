using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Silo.Alerts.Deliveries;
using QuantPlatform.Tests.Silo.Feeds;
using Xunit;

namespace QuantPlatform.Tests.Silo.Alerts.Deliveries;

public sealed class WebhookSenderTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Send_ToAReceiver_CarriesStandardWebhookHeaders()
    {
        await using var receiver = new Receiver(Receiver.Ok);

        var result = await Send(receiver.Url);

        Assert.Equal(SendResult.Delivered(200), result);
        var message = Assert.Single(receiver.Messages);
        Assert.Equal("POST /hook HTTP/1.1", message.RequestLine);
        Assert.Equal("a1", message.Id);
        Assert.Equal("application/json", message.Headers["content-type"]);
        Assert.DoesNotContain("traceparent", message.Headers.Keys);
        Assert.DoesNotContain("cookie", message.Headers.Keys);

        // The signature by hand, from the specification.
        using var hmac = new HMACSHA256(Convert.FromBase64String(Senders.Secret["whsec_".Length..]));
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{message.Id}.{message.Headers["webhook-timestamp"]}."), .. message.Body];
        Assert.Equal("v1," + Convert.ToBase64String(hmac.ComputeHash(signed)), message.Headers["webhook-signature"]);
    }

    [Fact]
    public void Sign_TheExampleOfTheSpecification_GivesItsSignature() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Sign(Senders.Secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, """{"test": 2432232314}"""u8));

    [Theory]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", DeliveryVerdict.Delivered, 204, null)]
    [InlineData("HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n", DeliveryVerdict.Failed, 500, "answered 500")]
    [InlineData("HTTP/1.1 429 Slow\r\nContent-Length: 0\r\n\r\n", DeliveryVerdict.Failed, 429, "answered 429")]
    [InlineData("HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n", DeliveryVerdict.Gone, 410, "answered 410: the receiver wants no more")]
    [InlineData("HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n", DeliveryVerdict.Failed, 407, "answered 407")]
    [InlineData("HTTP/1.1 401 No\r\nWWW-Authenticate: Negotiate\r\nContent-Length: 0\r\n\r\n", DeliveryVerdict.Failed, 401, "answered 401")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", DeliveryVerdict.Failed, null, "the answer is not HTTP")]
    [InlineData("", DeliveryVerdict.Failed, null, "the connection ended before an answer")]
    public async Task Send_ToAReceiverThatAnswers_TellsWhat(string answer, DeliveryVerdict verdict, int? status, string? error)
    {
        await using var receiver = new Receiver(answer);

        Assert.Equal(new SendResult(verdict, status, error), await Send(receiver.Url));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Send_ToAReceiverThatRedirects_DoesNotFollow(int status)
    {
        await using var other = new Receiver(Receiver.Ok);
        await using var receiver = new Receiver($"HTTP/1.1 {status} Moved\r\nLocation: {other.Url}\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal(SendResult.Failed($"answered {status}: redirects are not followed", status), await Send(receiver.Url));
        Assert.Equal(0, other.Connected);
    }

    [Fact]
    public async Task Send_ToAReceiverThatResets_Fails()
    {
        await using var receiver = new Receiver((socket, _, _) =>
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
            return Task.CompletedTask;
        });

        var result = await Send(receiver.Url);

        Assert.Equal(DeliveryVerdict.Failed, result.Verdict);
        Assert.Null(result.Status);
    }

    [Fact]
    public async Task Send_ToAReceiverThatHangs_EndsWithItsToken()
    {
        await using var receiver = new Receiver(Receiver.Hang);
        using var sender = Senders.Webhook();
        using var stop = new CancellationTokenSource();
        var sending = sender.Send(Senders.Job(receiver.Url), stop.Token);
        await Eventually.Holds(() => !receiver.Messages.IsEmpty, "a message", 60);

        Assert.False(sending.IsCompleted);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(Long));
    }

    [Theory]
    [InlineData("Content-Length: 1073741824\r\n\r\n")]
    [InlineData("Connection: close\r\n\r\n")]
    public async Task Send_ToAReceiverThatAnswersAGigabyte_ReadsLittleOfIt(string head)
    {
        const long Gigabyte = 1L << 30;
        var sent = 0L;
        await using var receiver = new Receiver(async (socket, _, stop) =>
        {
            await Receiver.Say(socket, "HTTP/1.1 200 OK\r\n" + head, stop);
            var some = new byte[64 * 1024];
            while (Interlocked.Read(ref sent) < Gigabyte)
            {
                Interlocked.Add(ref sent, await socket.SendAsync(some, stop));
            }
        });

        Assert.Equal(SendResult.Delivered(200), await Send(receiver.Url));

        // What the kernel's buffers on both sides swallow, not what anybody read.
        Assert.InRange(Interlocked.Read(ref sent), 0, 32L << 20);
    }

    [Fact]
    public async Task Send_ToAReceiverWithEndlessHeaders_Fails()
    {
        await using var receiver = new Receiver(async (socket, _, stop) =>
        {
            await Receiver.Say(socket, "HTTP/1.1 200 OK\r\n", stop);
            for (var i = 0; i < 100_000; i++)
            {
                await Receiver.Say(socket, $"X-{i}: {new string('x', 500)}\r\n", stop);
            }
        });

        Assert.Equal(SendResult.Failed("the headers of the answer are too large"), await Send(receiver.Url));
    }

    [Fact]
    public async Task Send_ToAPortWhereNobodyListens_Fails()
    {
        int port;
        await using (var receiver = new Receiver(Receiver.Ok))
        {
            port = receiver.Port;
        }

        Assert.Equal(SendResult.Failed("no connection could be made"), await Send($"http://127.0.0.1:{port}/"));
    }

    [Fact]
    public async Task Send_ToANameThatIsReboundBetweenTwoTries_IsRefusedAndConnectsNowhere()
    {
        await using var receiver = new Receiver(Receiver.Ok);
        var resolver = new ScriptedResolver(["127.0.0.1"], ["127.0.0.2"]);
        using var sender = Senders.Webhook(resolver: resolver);
        var url = $"http://hook.example.org:{receiver.Port}/";

        Assert.Equal(SendResult.Delivered(200), await sender.Send(Senders.Job(url), CancellationToken.None));
        Assert.Equal(1, resolver.Asked);
        var second = await sender.Send(Senders.Job(url), CancellationToken.None);

        Assert.Equal(DeliveryVerdict.Refused, second.Verdict);
        Assert.Equal("the address is not public (loopback)", second.Error);
        Assert.Equal(1, receiver.Connected);
    }

    [Theory]
    [InlineData("127.0.0.1", "10.0.0.1")]
    [InlineData("93.184.216.34", "127.0.0.2")]
    [InlineData("127.0.0.1", "::1")]
    public async Task Send_ToANameWithOneForbiddenAddress_IsRefused(string first, string second)
    {
        await using var receiver = new Receiver(Receiver.Ok);
        using var sender = Senders.Webhook(resolver: new ScriptedResolver([first, second]));

        Assert.Equal(DeliveryVerdict.Refused, (await sender.Send(Senders.Job($"https://hook.example.org:{receiver.Port}/"), CancellationToken.None)).Verdict);
        Assert.Equal(0, receiver.Connected);
    }

    [Fact]
    public async Task Send_OverTls_ProvesTheNameAndNotTheAddress()
    {
        string? asked = null;
        using var key = RSA.Create(2048);
        using var made = new CertificateRequest("CN=hook.example.org", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Task.Run(async () =>
        {
            using var socket = await listener.AcceptTcpClientAsync();
            await using var tls = new SslStream(socket.GetStream());
            try
            {
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
                {
                    ServerCertificateSelectionCallback = (_, host) =>
                    {
                        asked = host;
                        return certificate;
                    },
                });
                await tls.ReadExactlyAsync(new byte[1]);
            }
            catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The sender does not trust a certificate that nobody issued.
            }
        });
        using var sender = Senders.Webhook(resolver: new ScriptedResolver(["127.0.0.1"]));

        var result = await sender.Send(Senders.Job($"https://hook.example.org:{((IPEndPoint)listener.LocalEndpoint).Port}/"), CancellationToken.None);

        await serving.WaitAsync(Long);
        listener.Stop();
        Assert.Equal("hook.example.org", asked);
        Assert.Equal(SendResult.Failed("the TLS handshake failed: certificate or protocol"), result);
    }

    private static async Task<SendResult> Send(string url)
    {
        using var sender = Senders.Webhook();
        return await sender.Send(Senders.Job(url), CancellationToken.None).WaitAsync(Long);
    }
}
