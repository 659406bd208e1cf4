using System.Diagnostics.Metrics;
using QuantPlatform.Silo.Admin;
using Xunit;

namespace QuantPlatform.Tests.Silo.Admin;

public sealed class NodeLoadTests
{
    [Fact]
    public void Queues_OfAClassThatHasGone_AreNoLongerCounted()
    {
        using var load = new NodeLoad(TimeProvider.System);
        using var meter = new Meter("Microsoft.Orleans");
        List<Measurement<int>> waiting = [Of("Desk.PairGrain", 4), Of("Desk.RuleGrain", 2)];
        meter.CreateObservableGauge("orleans-scheduler-work-items-waiting-by-type", () => waiting);

        var busy = load.Queues();
        waiting.RemoveAt(0);
        var quiet = load.Queues();

        Assert.Equal((4, 2), (busy.Of("Desk.PairGrain"), busy.Of("Desk.RuleGrain")));
        Assert.Equal((0, 2), (quiet.Of("Desk.PairGrain"), quiet.Of("Desk.RuleGrain")));

        static Measurement<int> Of(string grainClass, int count) => new(count, new("type", "t"), new("class", grainClass));
    }

    [Fact]
    public void Queues_OfARuntimeThatDoesNotSay_AreUnknown() => Assert.Null(new NodeQueues(null, null, null).Of("Desk.PairGrain"));
}
