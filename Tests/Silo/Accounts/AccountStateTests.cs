using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Silo.Accounts;
using Xunit;

namespace QuantPlatform.Tests.Silo.Accounts;

/// <summary>The sessions of an account.</summary>
public sealed class AccountStateTests
{
    private const long Day = 24 * 60 * 60 * 1_000;

    [Fact]
    public void WithSession_BeyondTheLimit_EndsTheOneSeenLongestAgo()
    {
        var state = Enumerable.Range(0, AccountState.MaxSessions).Aggregate(new AccountState(), (state, i) => state.WithSession(Session($"s{i}", i)));

        state = state.WithSeen("s0", "1.2.3.4", 500).WithSession(Session("new", 600));

        Assert.Equal(AccountState.MaxSessions, state.Sessions.Length);
        Assert.DoesNotContain(state.Sessions, session => session.Id == "s1");
        Assert.Contains(state.Sessions, session => session is { Id: "s0", Address: "1.2.3.4" });
    }

    [Fact]
    public void WithSession_ForgetsThoseWhoseTicketsHaveExpired()
    {
        var state = new AccountState().WithSession(Session("old", 0)).WithSession(Session("new", 16 * Day));

        Assert.Equal("new", Assert.Single(state.Sessions).Id);
    }

    [Fact]
    public void WithRefresh_WithTheNewestToken_CountsUp()
    {
        var state = new AccountState().WithSession(Session("s", 0)).WithRefresh("s", 0, 10).WithRefresh("s", 1, 20);

        Assert.Equal(2, Assert.Single(state.Sessions).Generation);
    }

    [Theory]
    [InlineData(60_000, 1)]
    [InlineData(60_001, null)]
    public void WithRefresh_WithTheOneBefore_IsLetThroughForAMinute(long later, int? generation)
    {
        var state = new AccountState().WithSession(Session("s", 0)).WithRefresh("s", 0, 0).WithRefresh("s", 0, later);

        Assert.Equal(generation, (int?)state.Sessions.SingleOrDefault()?.Generation);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(-1)]
    public void WithRefresh_WithAnyOther_EndsTheSession(long generation)
    {
        var state = new AccountState().WithSession(Session("s", 0)).WithRefresh("s", 0, 0).WithRefresh("s", 1, 0).WithRefresh("s", generation, 1);

        Assert.Empty(state.Sessions);
    }

    private static AccountSession Session(string id, long at) => new() { Id = id, CreatedAt = at, LastSeenAt = at };
}
