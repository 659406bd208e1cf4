using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QuantPlatform.Contracts.Mail;
using QuantPlatform.Silo.Mail;
using Xunit;

namespace QuantPlatform.Tests.Silo.Mail;

public sealed class SmtpMailSenderTests : IAsyncDisposable
{
    private static readonly MailMessage Message = new("ann@example.org", "Grüße", "One line.\nAnother.", "abc");

    private readonly SmtpServer _server = new();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Send_ToAServer_HandsTheMessageOver()
    {
        Assert.Equal(MailOutcome.Success, await Sender().Send(Message, CancellationToken.None));

        var sent = Assert.Single(_server.Messages);
        Assert.Contains("To: ann@example.org", sent, StringComparison.Ordinal);
        Assert.Contains("From: QuantPlatform <qp@example.org>", sent, StringComparison.Ordinal);
        Assert.Contains("Message-Id: <abc@example.org>", sent, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("One line.", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_WithLinesInTheSubject_AddsNoHeader()
    {
        await Sender().Send(Message with { Subject = "a\r\nBcc: eve@example.org" }, CancellationToken.None);

        Assert.DoesNotContain("\nBcc:", Assert.Single(_server.Messages), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("450 busy", true)]
    [InlineData("550 no such user", false)]
    public async Task Send_Refused_SaysWhetherToTryAgain(string answer, bool mayRetry)
    {
        _server.Answer = answer;

        var outcome = await Sender().Send(Message, CancellationToken.None);

        Assert.False(outcome.Sent);
        Assert.Equal(mayRetry, outcome.MayRetry);
        Assert.Contains(answer.Split(' ')[0], outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ToNoServer_MayBeTriedAgain()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();

        var outcome = await Sender(options => options.Port = port).Send(Message, CancellationToken.None);

        Assert.True(outcome is { Sent: false, MayRetry: true }, outcome.Error);
    }

    [Fact]
    public async Task Send_InTheClearToAServerThatMustEncrypt_SendsNothing()
    {
        var outcome = await Sender(options => options.Tls = SmtpTls.StartTls).Send(Message, CancellationToken.None);

        Assert.False(outcome.Sent);
        Assert.Empty(_server.Messages);
    }

    [Fact]
    public async Task Send_WithoutAHost_SaysSo()
    {
        var sender = Sender(options => options.Host = null);

        Assert.False(sender.IsConfigured);
        Assert.Contains("Smtp:Host", (await sender.Send(Message, CancellationToken.None)).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("mail.example.org", "qp@example.org", true)]
    [InlineData("mail.example.org", "QuantPlatform <qp@example.org>", true)]
    [InlineData("mail.example.org", null, false)]
    [InlineData("mail.example.org", "nobody", false)]
    public void Options_WithAHost_NeedASender(string? host, string? from, bool valid) =>
        Assert.Equal(valid, new SmtpOptionsValidator().Validate(null, new SmtpOptions { Host = host, From = from }).Succeeded);

    private SmtpMailSender Sender(Action<SmtpOptions>? change = null)
    {
        var options = new SmtpOptions { Host = "127.0.0.1", Port = _server.Port, From = "QuantPlatform <qp@example.org>", Tls = SmtpTls.None };
        change?.Invoke(options);
        return new SmtpMailSender(Options.Create(options), TimeProvider.System, NullLogger<SmtpMailSender>.Instance);
    }
}
