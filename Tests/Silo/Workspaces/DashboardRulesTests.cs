using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Workspaces;
using Xunit;

namespace QuantPlatform.Tests.Silo.Workspaces;

public sealed class DashboardRulesTests
{
    private static readonly DashboardPanel Panel = new("a", "pairChart", 0, 0, 12, 8, "{}");

    public static TheoryData<DashboardPanel, string> Broken => new()
    {
        { Panel with { Id = "" }, "id" },
        { Panel with { Kind = "a b" }, "kind" },
        { Panel with { X = -1 }, "x" },
        { Panel with { X = 24, W = 0 }, "x" },
        { Panel with { X = 13, W = 12 }, "w" },
        { Panel with { Y = 1_000 }, "y" },
        { Panel with { H = 0 }, "h" },
        { Panel with { Settings = "[]" }, "settings" },
        { Panel with { Settings = "{" }, "settings" },
        { Panel with { Settings = $"{{\"a\":\"{new string('a', 4_096)}\"}}" }, "settings" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Check_BrokenRule_NamesThePanelAndField(DashboardPanel panel, string field) =>
        Assert.Contains(DashboardRules.Check(new DashboardSettings("a", [Panel with { Id = "first" }, panel])), refusal => refusal.Field == $"panels[1].{field}");

    [Fact]
    public void Check_TwoPanelsWithOneId_IsRefused() =>
        Assert.Equal("panels[1].id", Assert.Single(DashboardRules.Check(new DashboardSettings("a", [Panel, Panel]))).Field);

    [Fact]
    public void Check_SoundDashboard_IsAccepted() => Assert.Empty(DashboardRules.Check(new DashboardSettings("a", [Panel, Panel with { Id = "b", X = 12 }])));
}
