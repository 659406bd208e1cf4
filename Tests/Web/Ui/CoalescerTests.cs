using QuantPlatform.Web.Ui;
using Xunit;

namespace QuantPlatform.Tests.Web.Ui;

public sealed class CoalescerTests : IDisposable
{
    private readonly StepTime time = new();
    private readonly PagePace pace;
    private int calls;

    public CoalescerTests() => pace = new PagePace(time);

    public void Dispose() => pace.Dispose();

    [Fact]
    public void Signal_First_CallsAtOnce()
    {
        using var coalescer = new Coalescer(() => calls++, pace);

        coalescer.Signal();
        time.Advance(TimeSpan.Zero);

        Assert.Equal(1, calls);
    }

    [Fact]
    public void Signal_EachMillisecondOfASecond_CallsFourTimesAndAfterTheLast()
    {
        var last = 0;
        var signalled = 0;
        using var coalescer = new Coalescer(() => (calls, last) = (calls + 1, signalled), pace);

        for (var i = 1; i < 1_000; i++)
        {
            signalled = i;
            coalescer.Signal();
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(4, calls);
        time.Advance(PagePace.Normal);
        Assert.Equal(999, last);
        Assert.Equal(5, calls);
    }

    [Fact]
    public void Signal_OfManyAtDifferentTimes_CallsThemInTheSameTurns()
    {
        var turns = new SortedSet<double>();
        List<Coalescer> coalescers = [.. Enumerable.Range(0, 5).Select(_ => new Coalescer(Call, pace))];
        void Call()
        {
            calls++;
            turns.Add((time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds);
        }

        for (var i = 0; i < 999; i++)
        {
            coalescers[i * 7 % 5].Signal();
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        coalescers.ForEach(coalescer => coalescer.Dispose());
        Assert.Equal(4, turns.Count);
        Assert.Equal(1 + (3 * 5), calls);
        Assert.All(turns.Zip(turns.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 250, 251));
    }

    [Fact]
    public void Signal_SpacedFurtherThanATurn_WaitsForItsOwnTime()
    {
        using var often = new Coalescer(() => { }, pace);
        using var seldom = new Coalescer(() => calls++, pace, TimeSpan.FromSeconds(1));

        for (var i = 0; i < 2_999; i++)
        {
            often.Signal();
            seldom.Signal();
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(3, calls);
    }

    [Fact]
    public void Signal_OnASlowPage_CallsTwiceASecond()
    {
        using var coalescer = new Coalescer(() => calls++, pace);
        pace.SetSlow(true);

        for (var i = 0; i < 999; i++)
        {
            coalescer.Signal();
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(2, calls);
    }

    [Fact]
    public void Signal_None_NeverCalls()
    {
        using var coalescer = new Coalescer(() => calls++, pace);

        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(0, calls);
    }

    [Fact]
    public void Dispose_WithASignalWaiting_DropsIt()
    {
        var coalescer = new Coalescer(() => calls++, pace);
        coalescer.Signal();

        coalescer.Dispose();
        coalescer.Signal();
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(0, calls);
    }
}
