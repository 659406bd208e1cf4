using System.Collections.Immutable;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Web.Dashboards;
using Xunit;

namespace QuantPlatform.Tests.Web.Dashboards;

public sealed class DashboardGridTests
{
    [Fact]
    public void Put_OntoAnother_PushesThatDown()
    {
        var panels = DashboardGrid.Put([Panel("a", 0, 0, 12, 6), Panel("b", 12, 0, 12, 6)], Panel("b", 0, 0, 12, 6));

        Assert.Equal((0, 0), Place(panels, "b"));
        Assert.Equal((0, 6), Place(panels, "a"));
    }

    [Fact]
    public void Put_Far_Down_MovesUpAsFarAsItCan() => Assert.Equal((0, 6), Place(DashboardGrid.Put([Panel("a", 0, 0, 24, 6)], Panel("b", 0, 90, 8, 4)), "b"));

    [Theory]
    [InlineData(-3, 0)]
    [InlineData(30, 12)]
    public void Put_OutsideTheColumns_StaysInside(int x, int expected) => Assert.Equal((expected, 0), Place(DashboardGrid.Put([], Panel("a", x, 0, 12, 6)), "a"));

    [Fact]
    public void Put_TooSmallOrTooWide_FitsTheLimits()
    {
        var small = DashboardGrid.Put([], Panel("a", 0, 0, 1, 1))[0];
        var wide = DashboardGrid.Put([], Panel("a", 0, 0, 99, 999))[0];

        Assert.Equal((DashboardGrid.MinWidth, DashboardGrid.MinHeight), (small.W, small.H));
        Assert.Equal((DashboardPanel.Columns, 100), (wide.W, wide.H));
    }

    [Fact]
    public void Remove_APanel_LetsThoseBelowMoveUp() =>
        Assert.Equal((0, 0), Place(DashboardGrid.Remove([Panel("a", 0, 0, 24, 6), Panel("b", 0, 6, 24, 6)], "a"), "b"));

    [Fact]
    public void Put_ManyAtRandom_NoneOverlapAndNoneIsLost()
    {
        var random = new Random(7);
        ImmutableArray<DashboardPanel> panels = [];
        for (var step = 0; step < 300; step++)
        {
            panels = DashboardGrid.Put(panels, Panel($"p{random.Next(12)}", random.Next(-4, 28), random.Next(-4, 40), random.Next(1, 26), random.Next(1, 20)));

            Assert.Distinct(panels.Select(panel => panel.Id));
            foreach (var one in panels)
            {
                Assert.DoesNotContain(panels, other => other.Id != one.Id && one.X < other.X + other.W && other.X < one.X + one.W && one.Y < other.Y + other.H && other.Y < one.Y + one.H);
                Assert.True(one.X >= 0 && one.Y >= 0 && one.X + one.W <= DashboardPanel.Columns);
            }
        }
    }

    [Fact]
    public void Read_BrokenSettings_CountAsNotChosen()
    {
        Assert.Equal(new PanelSettings(), PanelSettings.Read("{"));
        Assert.Equal(new PanelSettings(), PanelSettings.Read("null"));
        Assert.Equal(new PanelSettings { Pair = "p1" }, PanelSettings.Read(new PanelSettings { Pair = "p1" }.Write()));
    }

    private static DashboardPanel Panel(string id, int x, int y, int w, int h) => new(id, PanelKinds.Pairs, x, y, w, h, "{}");

    private static (int X, int Y) Place(IEnumerable<DashboardPanel> panels, string id) => panels.Where(panel => panel.Id == id).Select(panel => (panel.X, panel.Y)).Single();
}
