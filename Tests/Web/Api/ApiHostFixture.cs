using Xunit;

namespace QuantPlatform.Tests.Web.Api;

/// <summary>One host for the tests of a class; each test signs up users of its own.</summary>
public sealed class ApiHostFixture : IAsyncLifetime
{
    internal ApiHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await ApiHost.Start();

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
