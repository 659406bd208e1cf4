using QuantPlatform.Web.Ui;
using Xunit;

namespace QuantPlatform.Tests.Web.Ui;

public sealed class CoalescerTests
{
    private readonly StepTime time = new();

    [Fact]
    public void Signal_First_CallsAtOnce()
    {
        var calls = 0;
        using var coalescer = new Coalescer(() => calls++, time);

        coalescer.Signal();
        time.Advance(TimeSpan.Zero);

        Assert.Equal(1, calls);
    }

    [Fact]
    public void Signal_EachMillisecondOfASecond_CallsFourTimesAndAfterTheLast()
    {
        var calls = 0;
        var last = 0;
        var signalled = 0;
        using var coalescer = new Coalescer(() => (calls, last) = (calls + 1, signalled), time);

        for (var i = 1; i < 1_000; i++)
        {
            signalled = i;
            coalescer.Signal();
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(4, calls);
        time.Advance(Coalescer.Spacing);
        Assert.Equal(999, last);
        Assert.Equal(5, calls);
    }

    [Fact]
    public void Signal_None_NeverCalls()
    {
        var calls = 0;
        using var coalescer = new Coalescer(() => calls++, time);

        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(0, calls);
    }

    [Fact]
    public void Dispose_WithASignalWaiting_DropsIt()
    {
        var calls = 0;
        var coalescer = new Coalescer(() => calls++, time);
        coalescer.Signal();

        coalescer.Dispose();
        coalescer.Signal();
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(0, calls);
    }
}
