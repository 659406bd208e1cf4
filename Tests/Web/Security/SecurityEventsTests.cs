using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using QuantPlatform.Tests.Silo.Feeds;
using QuantPlatform.Web.Security;
using Xunit;

namespace QuantPlatform.Tests.Web.Security;

public sealed class SecurityEventsTests
{
    private const string Secret = "qp_k1_topsecret";

    private readonly ManualTime _time = new();
    private readonly Lines _lines = new();

    [Theory]
    [InlineData(StatusCodes.Status403Forbidden, 1)]
    [InlineData(StatusCodes.Status429TooManyRequests, 1)]
    [InlineData(StatusCodes.Status401Unauthorized, 1)]
    [InlineData(StatusCodes.Status200OK, 0)]
    [InlineData(StatusCodes.Status404NotFound, 0)]
    public async Task Refusal_IsLoggedOnce_WithoutWhatWasSent(int status, int lines)
    {
        await Events(context => context.Response.StatusCode = status).Invoke(Request());

        Assert.Equal(lines, _lines.Values.Count);
        foreach (var line in _lines.Values)
        {
            Assert.Equal("ann", line["User"]);
            Assert.Equal("203.0.113.7", line["Address"]);
            Assert.DoesNotContain(line.Values, value => value?.ToString() is { } text && (text.Contains("topsecret", StringComparison.Ordinal) || text.Contains('\n')));
        }
    }

    [Fact]
    public async Task NotSignedIn_WithoutCredentials_IsNoEvent()
    {
        var context = Request();
        context.Request.Headers.Authorization = default;
        await Events(one => one.Response.StatusCode = StatusCodes.Status401Unauthorized).Invoke(context);

        Assert.Empty(_lines.Values);
    }

    [Fact]
    public async Task TenantBoundary_HitByAGrainCall_IsLoggedAndPassedOn()
    {
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Events(_ => throw new UnauthorizedAccessException()).Invoke(Request()));

        Assert.Equal("tenant boundary", Assert.Single(_lines.Values)["Reason"]);
    }

    [Fact]
    public async Task Attack_OfManyRequests_FillsNoDisk_AndItsSizeIsSaid()
    {
        var events = Events(context => context.Response.StatusCode = StatusCodes.Status403Forbidden);
        for (var i = 0; i < SecurityEvents.PerMinute + 50; i++)
        {
            await events.Invoke(Request());
        }

        Assert.Equal(SecurityEvents.PerMinute, _lines.Values.Count);
        _time.Advance(TimeSpan.FromMinutes(1));
        await events.Invoke(Request());

        Assert.Equal(SecurityEvents.PerMinute + 2, _lines.Values.Count);
        Assert.Equal(50, _lines.Values[SecurityEvents.PerMinute]["Count"]);
    }

    private SecurityEvents Events(Action<HttpContext> answer) => new(
        context =>
        {
            answer(context);
            return Task.CompletedTask;
        },
        _time, _lines);

    private static DefaultHttpContext Request()
    {
        var context = new DefaultHttpContext { User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "ann")], "test")) };
        context.Connection.RemoteIpAddress = System.Net.IPAddress.Parse("203.0.113.7");
        context.Request.Method = "POST";
        context.Request.Path = "/api/v1/pairs/a\r\nforged line";
        context.Request.QueryString = new QueryString("?key=" + Secret);
        context.Request.Headers.Authorization = "Bearer " + Secret;
        return context;
    }

    /// <summary>The values of every line that was logged.</summary>
    private sealed class Lines : ILogger<SecurityEvents>
    {
        public List<Dictionary<string, object?>> Values { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Values.Add(((IEnumerable<KeyValuePair<string, object?>>)state!).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal));
    }
}
