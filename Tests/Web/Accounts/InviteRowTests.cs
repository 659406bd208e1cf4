using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Web.Accounts;
using Xunit;

namespace QuantPlatform.Tests.Web.Accounts;

/// <summary>What an administrator reads about an invitation.</summary>
public sealed class InviteRowTests
{
    private static readonly Dictionary<string, string> People = new(StringComparer.Ordinal) { ["root"] = "root@example.org", ["ann"] = "ann@example.org" };

    private static readonly Invite Open = new() { Id = "i", CodeHash = "hash", CreatedBy = "root", CreatedAt = 1_000, ExpiresAt = 5_000, Email = "ANN@EXAMPLE.ORG" };

    [Theory]
    [InlineData(4_999, InviteState.Open)]
    [InlineData(5_000, InviteState.Expired)]
    public void Row_OfAnUnusedInvitation_HoldsUntilItExpires(long now, InviteState state) =>
        Assert.Equal(new InviteRow("i", "ann@example.org", "root@example.org", 1_000, 5_000, null, state), InviteRow.Of(Open, People, now));

    [Fact]
    public void Row_OfAUsedInvitation_NamesWhoUsedItForGood() =>
        Assert.Equal(
            new InviteRow("i", "ann@example.org", "root@example.org", 1_000, 5_000, "ann@example.org", InviteState.Used), InviteRow.Of(Open with { UsedBy = "ann", UsedAt = 2_000 }, People, 9_000));

    [Fact]
    public void Row_OfPeopleWhoAreGone_HasNoAddresses()
    {
        var row = InviteRow.Of(Open with { Email = null, UsedBy = "zoe" }, new Dictionary<string, string>(StringComparer.Ordinal), 2_000);

        Assert.Equal((null, null, null, InviteState.Used), (row.Email, row.CreatedBy, row.UsedBy, row.State));
    }
}
