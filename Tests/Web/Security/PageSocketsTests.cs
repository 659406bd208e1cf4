using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuantPlatform.Web.Security;
using Xunit;

namespace QuantPlatform.Tests.Web.Security;

public sealed class PageSocketsTests
{
    private readonly TaskCompletionSource _closed = new();
    private readonly PageSockets _sockets;
    private int _reached;

    public PageSocketsTests() => _sockets = new PageSockets(
        _ =>
        {
            _reached++;
            return _closed.Task;
        },
        Options.Create(new RateLimitOptions { PagesPerUser = 2 }));

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://desk.example")]
    [InlineData("https://desk.example:444")]
    [InlineData("https://desk.example.evil.example")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task Socket_OfAForeignOrNoOrigin_IsRefused(string? origin)
    {
        var context = Socket("ann", origin);

        await _sockets.Invoke(context);

        Assert.Equal((StatusCodes.Status403Forbidden, 0), (context.Response.StatusCode, _reached));
    }

    [Theory]
    [InlineData("https://evil.example", StatusCodes.Status403Forbidden, 0)]
    [InlineData("https://desk.example", StatusCodes.Status200OK, 1)]
    [InlineData(null, StatusCodes.Status200OK, 1)]
    public async Task Negotiation_OfAForeignOrigin_IsRefused(string? origin, int status, int reached)
    {
        _closed.SetResult();
        var context = Request("ann", origin);
        context.Request.Path = "/_blazor/negotiate";

        await _sockets.Invoke(context);

        Assert.Equal((status, reached), (context.Response.StatusCode, _reached));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task OtherTransports_AreRefused_BecauseNobodyWouldCountThem(string method)
    {
        var context = Request("ann", "https://desk.example");
        context.Request.Method = method;

        await _sockets.Invoke(context);

        Assert.Equal((StatusCodes.Status400BadRequest, 0), (context.Response.StatusCode, _reached));
    }

    [Fact]
    public async Task Sockets_BeyondTheLimit_AreRefusedUntilOneCloses_AndOthersAreNot()
    {
        var first = _sockets.Invoke(Socket("ann", "https://desk.example"));
        var second = _sockets.Invoke(Socket("ann", "https://desk.example"));
        var third = Socket("ann", "https://desk.example");
        await _sockets.Invoke(third);
        var bob = _sockets.Invoke(Socket("bob", "https://desk.example"));

        Assert.Equal(StatusCodes.Status429TooManyRequests, third.Response.StatusCode);
        Assert.Equal(3, _reached);

        _closed.SetResult();
        await Task.WhenAll(first, second, bob);
        var again = Socket("ann", "https://desk.example");
        await _sockets.Invoke(again);
        Assert.Equal((StatusCodes.Status200OK, 4), (again.Response.StatusCode, _reached));
    }

    private static DefaultHttpContext Socket(string user, string? origin)
    {
        var context = Request(user, origin);
        context.Features.Set<IHttpUpgradeFeature>(new Upgradable());
        return context;
    }

    private static DefaultHttpContext Request(string user, string? origin)
    {
        var context = new DefaultHttpContext
        {
            User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user)], "test")),
            RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(),
        };
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Request.Scheme = "https";
        context.Request.Host = new HostString("desk.example");
        context.Request.Path = "/_blazor";
        if (origin is not null)
        {
            context.Request.Headers.Origin = origin;
        }

        return context;
    }

    private sealed class Upgradable : IHttpUpgradeFeature
    {
        public bool IsUpgradableRequest => true;

        public Task<Stream> UpgradeAsync() => throw new NotSupportedException();
    }
}
