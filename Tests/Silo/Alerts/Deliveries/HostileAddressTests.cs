using System.Net;
using QuantPlatform.Silo.Alerts.Deliveries;
using Xunit;

namespace QuantPlatform.Tests.Silo.Alerts.Deliveries;

/// <summary>Addresses a user may give to reach what is not theirs. Each must be refused as written, or when a connection is to be made.</summary>
public sealed class HostileAddressTests
{
    /// <summary>Hosts as users write them.</summary>
    public static TheoryData<string> Hosts =>
    [
        // Loopback, in every notation that some parser takes.
        "127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "2130706433", "017700000001", "0177.0.0.1", "0177.0.0.01", "0x7f000001", "0x7f.1", "0x7F.0x0.0x0.0x1",
        "0x7f.0.0.1", "127.0.0.1.", "127.000.000.001", "0x7f.0.1", "127.0x0.0.1", "4294967295", "0x00007f000001", "127.0.0.1%00", "127.0.0.1%2f.example.org",
        // Look-alike digits and dots.
        "１２７.０.０.１", "①②⑦.⓪.⓪.①", "127。0。0。1", "127．0．0．1", "127｡0｡0｡1", "𝟏𝟐𝟕.𝟎.𝟎.𝟏", "١٢٧.٠.٠.١", "ｌｏｃａｌｈｏｓｔ", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "loc\u00adalhost", "local\u200bhost",
        // Names of this machine and its network.
        "localhost", "LOCALHOST", "localhost.", "a.localhost", "localhost.localdomain", "ip6-localhost", "printer.local", "metadata.google.internal", "metadata", "router.home.arpa", "intranet",
        // Private and special IPv4.
        "0.0.0.0", "0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "012.0.0.1", "167772161", "100.64.0.1", "100.127.255.255", "169.254.169.254", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376",
        "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.31.196.1", "192.52.193.1", "192.88.99.1", "192.168.0.1", "192.168.1", "3232235777", "192.175.48.1",
        "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
        // IPv6, and IPv4 inside it.
        "[::]", "[::1]", "[0:0:0:0:0:0:0:1]", "[0000:0000:0000:0000:0000:0000:0000:0001]", "[::127.0.0.1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::FFFF:10.0.0.1]", "[::ffff:0:127.0.0.1]",
        "[::ffff:8.8.8.8]", "[64:ff9b::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b::10.0.0.1]", "[64:ff9b:1::1]", "[64:ff9b:1:a00:0:100::]", "[100::1]", "[100:0:0:1::1]",
        "[2001::1]", "[2001:0:7f00:1::]", "[2001:10::1]", "[2001:20::1]", "[2001:db8::1]", "[2002:7f00:1::]", "[2002:a00:1::1]", "[2002:a9fe:a9fe::]", "[2002:808:808::1]", "[3fff::1]", "[5f00::1]",
        "[fc00::1]", "[fd00:ec2::254]", "[fdff:ffff::1]", "[fe80::1]", "[fe80::1%25eth0]", "[fe80::1%eth0]", "[::1%25lo]", "[fec0::1]", "[ff02::1]", "[ff0e::1]", "[4000::1]", "[::8.8.8.8]", "[2620:4f:8000::1]",
        "[2606:4700::1111%25eth0]",
    ];

    /// <summary>Whole addresses that are refused as written.</summary>
    public static TheoryData<string> Addresses =>
    [
        "http://example.org/", "HTTP://example.org/", "ftp://example.org/", "file:///etc/passwd", "gopher://example.org:70/_x", "//example.org/", "example.org/hook", "javascript:alert(1)",
        "https://", "https:///hook", "https://user@example.org/", "https://user:pass@example.org/", "https://@example.org/", "https://example.org@127.0.0.1/", "https://127.0.0.1\\@example.org/",
        "https://example.org:0/", "https://example.org:22/", "https://example.org:25/", "https://example.org:65536/", "https://exa mple.org/", "https://example.org/\r\nHost: x", "https://example.org/#x",
        "https://exa%6dple.org/", "https://example..org/", "https://.example.org/", "unix:/run/docker.sock", "https://[::1", "https://[fe80::1%25]/", "data:,x", "ws://example.org/", "",
    ];

    public static TheoryData<string> PublicAddresses =>
    [
        "https://example.org/hook", "https://example.org:8443/hook?a=b", "https://EXAMPLE.org./", "https://bücher.example/", "https://xn--bcher-kva.example/", "https://8.8.8.8/", "https://93.184.216.34:443/",
        "https://[2606:4700::1111]/", "https://[64:ff9b::8.8.8.8]/", "https://100.63.255.255/", "https://172.32.0.1/", "https://[2003::1]/", "https://192.0.1.1/", "https://11.0.0.1/", "https://126.255.255.255/",
    ];

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Host_ThatIsNotPublic_IsNeverConnectedTo(string host)
    {
        var (address, rule) = WebhookAddress.Read($"https://{host}/hook", Senders.Guard());
        if (rule is not null)
        {
            Assert.Null(address);
            return;
        }

        // What was not refused as written must be refused by what it resolves to, whatever form it has.
        await Refused(address!.IdnHost, new SystemResolver());
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Host_ThatIsNotPublic_IsRefusedAtConnectTimeToo(string host)
    {
        if (IPAddress.TryParse(host.Trim('[', ']').Replace("%25", "%", StringComparison.Ordinal), out var literal))
        {
            await Refused("hook.example.org", new ScriptedResolver([literal.ToString()]));
        }
        else
        {
            Assert.NotNull(WebhookAddress.Read($"https://{host}/hook", Senders.Guard()).Rule);
        }
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public void Address_ThatBreaksARule_IsRefusedAsWritten(string address) => Assert.NotNull(WebhookAddress.Read(address, Senders.Guard()).Rule);

    [Theory]
    [MemberData(nameof(PublicAddresses))]
    public void Address_OnThePublicInternet_IsTaken(string text)
    {
        var (address, rule) = WebhookAddress.Read(text, Senders.Guard());

        Assert.Null(rule);
        Assert.All(address!.Host, c => Assert.True(char.IsAscii(c)));
        if (IPAddress.TryParse(address.IdnHost, out var literal))
        {
            Assert.Null(Senders.Guard().Refuses(literal, plain: false));
        }
    }

    [Fact]
    public void Table_HasAtLeastEightyHosts() => Assert.True(Hosts.Count >= 80, $"{Hosts.Count}");

    [Theory]
    [InlineData("127.0.0.1/32", "127.0.0.1", true)]
    [InlineData("127.0.0.1/32", "::ffff:127.0.0.1", true)]
    [InlineData("127.0.0.1/32", "127.0.0.2", false)]
    [InlineData("127.0.0.1/32", "10.0.0.1", false)]
    [InlineData("10.0.0.0/8,fd00::/8", "10.9.8.7", true)]
    [InlineData("10.0.0.0/8,fd00::/8", "fd00::1", true)]
    [InlineData("10.0.0.0/8,fd00::/8", "::1", false)]
    [InlineData("10.0.0.0/8", "64:ff9b::10.0.0.1", true)]
    public void Guard_PermitsWhatTheNodeSays_AndNothingElse(string permitted, string address, bool allowed) =>
        Assert.Equal(allowed, Senders.Guard(permitted).Refuses(IPAddress.Parse(address), plain: true) is null);

    [Fact]
    public void Guard_TakesPlainHttpToPermittedTargetsOnly()
    {
        var guard = Senders.Guard("127.0.0.1/32");

        Assert.NotNull(guard.Refuses(IPAddress.Parse("8.8.8.8"), plain: true));
        Assert.Null(guard.Refuses(IPAddress.Parse("8.8.8.8"), plain: false));
        Assert.Null(WebhookAddress.Read("http://receiver:8080/x", guard).Rule);
        Assert.NotNull(WebhookAddress.Read("http://8.8.8.8/x", guard).Rule);
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1/32;10.0.0.0/8")]
    public void Options_WithWhatIsNoNetwork_AreRefused(string text) => Assert.Null(NetworksAttribute.Parse(text));

    private static async Task Refused(string host, IHostResolver resolver) =>
        await Assert.ThrowsAsync<TargetRefusedException>(async () => await new GuardedConnections(Senders.Guard(), resolver).Connect(new DnsEndPoint(host, 443), plain: false, CancellationToken.None));
}
