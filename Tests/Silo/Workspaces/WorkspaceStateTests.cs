using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Silo.Storage;
using QuantPlatform.Silo.Workspaces;
using Xunit;

namespace QuantPlatform.Tests.Silo.Workspaces;

public sealed class WorkspaceStateTests
{
    [Fact]
    public void Deserialize_WhatWasStored_IsTheSameWorkspace()
    {
        var pair = new PairDefinition("a", 3, 1_700_000_000_000, new PairSettings
        {
            Name = "Majors",
            Y = new SymbolKey("demo", "ETHUSDT"),
            X = new SymbolKey("demo", "BTCUSDT"),
            Interval = Interval.FifteenMinutes,
            Method = HedgeMethod.Kalman,
            Transform = PriceTransform.Level,
            Kalman = new KalmanParameters(1e-4, null, null, null),
        });
        var serializer = new GrainStateSerializer(GrainStateJson.Default);
        var read = serializer.Deserialize<WorkspaceState>(serializer.Serialize(new WorkspaceState { Pairs = [pair], Tracked = [pair.Settings.Y] }), "workspace");

        Assert.Equal(pair, Assert.Single(read.Pairs));
        Assert.Equal(pair.Settings.Y, Assert.Single(read.Tracked));
    }
}
