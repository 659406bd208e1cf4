using System.Collections.Immutable;
using System.Text.Json;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Workspaces;
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
        var stored = new WorkspaceState
        {
            Pairs = [pair],
            Tracked = [pair.Settings.Y],
            Watchlists = [new WatchlistDefinition("w", 2, 0, new WatchlistSettings("Majors", [pair.Settings.X], ["a"]))],
            Dashboards = [new DashboardDefinition("d", 1, 0, new DashboardSettings("Home", [new DashboardPanel("p", "kpi", 0, 1, 2, 3, "{}")]))],
            Preferences = new Preferences(4, new PreferenceSettings { TimeZone = "UTC", Theme = Theme.Dark, Density = Density.Compact }),
            Limits = ImmutableDictionary<string, long>.Empty.Add("pairs", 7),
            DeletedPairs = [new DeletedPair(pair, 3, [new WatchlistPlace("w", 1)])],
            Revision = 9,
        };
        var read = serializer.Deserialize<WorkspaceState>(serializer.Serialize(stored), "workspace");

        Assert.Equal(pair, Assert.Single(read.Pairs));
        Assert.Equal(pair.Settings.Y, Assert.Single(read.Tracked));
        Assert.Equal([pair.Settings.X], Assert.Single(read.Watchlists).Settings.Symbols.AsEnumerable());
        Assert.Equal(["a"], read.Watchlists[0].Settings.Pairs.AsEnumerable());
        Assert.Equal(stored.Dashboards[0].Settings.Panels.AsEnumerable(), Assert.Single(read.Dashboards).Settings.Panels);
        Assert.Equal(stored.Preferences, read.Preferences);
        Assert.Equal(7, read.Limits["pairs"]);
        Assert.Equal(stored.DeletedPairs[0].Watchlists.AsEnumerable(), Assert.Single(read.DeletedPairs).Watchlists);
        Assert.Equal(9, read.Revision);
    }

    [Fact]
    public void Deserialize_AWorkspaceOfTheFirstVersion_HasTheDefaultsOfWhatItLacks()
    {
        var read = JsonSerializer.Deserialize(
            """{"pairs":[{"id":"a","version":1,"createdAt":2,"settings":{"y":{"venue":"demo","symbol":"ETHUSDT"},"x":{"venue":"demo","symbol":"BTCUSDT"}}}],"tracked":[]}""",
            GrainStateJson.Default.WorkspaceState)!;

        Assert.Equal("ETHUSDT/BTCUSDT", Assert.Single(read.Pairs).DisplayName);
        Assert.Empty(read.Watchlists);
        Assert.Empty(read.Limits);
        Assert.Equal(0, read.Preferences.Version);
    }
}
