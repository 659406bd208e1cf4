using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using QuantPlatform.AppHost;
using QuantPlatform.Silo.Hosting;
using Xunit;

namespace QuantPlatform.Tests.AppHost;

public sealed class ListenAddressesTests
{
    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://localhost:0;https://[::1]:0")]
    [InlineData("http://*:0")]
    [InlineData("")]
    public void Check_AFreeAddress_IsSilent(string urls) => ListenAddresses.Check(urls);

    [Theory]
    [InlineData("127.0.0.1:5080")]
    [InlineData("nonsense")]
    [InlineData("http://127.0.0.1:0;nonsense")]
    public void Check_AMalformedAddress_NamesTheKey(string urls) =>
        Assert.Equal("urls", Assert.Throws<NodeRefusedException>(() => ListenAddresses.Check(urls)).Key);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public void Check_ATakenPort_NamesKeyAndAddress(string host)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://{host}:{((IPEndPoint)other.LocalEndpoint).Port}";

        var refusal = Assert.Throws<NodeRefusedException>(() => ListenAddresses.Check("http://127.0.0.1:0;" + url));
        Assert.Contains($"{url} is in use", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("urls", "http://127.0.0.1:1", false)]
    [InlineData("http_ports", "8080", false)]
    [InlineData("Kestrel:Endpoints:Web:Url", "http://127.0.0.1:1", false)]
    public void AreDefault_OnlyWhereNothingSaysOtherwise(string? key, string? value, bool expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(key is null ? [] : new Dictionary<string, string?> { [key] = value }).Build();

        Assert.Equal(expected, ListenAddresses.AreDefault(configuration));
    }
}
