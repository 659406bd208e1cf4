using QuantPlatform.Web.Ui;
using Xunit;

namespace QuantPlatform.Tests.Web.Ui;

public sealed class ToastListTests
{
    private readonly StepTime time = new();

    [Fact]
    public void Show_OneTooMany_DropsTheOldest()
    {
        using var list = new ToastList(time);
        for (var i = 0; i <= ToastList.Capacity; i++)
        {
            list.Show(new Toast($"{i}"));
        }

        Assert.Equal(["1", "2", "3"], list.Shown.Select(toast => toast.Text));
    }

    [Fact]
    public void Show_TimePasses_LeavesAndTellsSo()
    {
        using var list = new ToastList(time);
        var changes = 0;
        list.Changed += () => changes++;
        list.Show(new Toast("gone soon"));

        time.Advance(TimeSpan.FromSeconds(8));

        Assert.Empty(list.Shown);
        Assert.Equal(2, changes);
    }

    [Fact]
    public void Show_WithAnAction_StaysLonger()
    {
        using var list = new ToastList(time);
        list.Show(new Toast("deleted", ActionText: "Undo", Action: () => Task.CompletedTask));

        time.Advance(TimeSpan.FromSeconds(15));
        Assert.Single(list.Shown);

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(list.Shown);
    }
}
