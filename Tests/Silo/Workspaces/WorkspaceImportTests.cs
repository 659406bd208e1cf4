using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Workspaces;
using Xunit;

namespace QuantPlatform.Tests.Silo.Workspaces;

public sealed class WorkspaceImportTests
{
    private static readonly SymbolKey Btc = new("demo", "BTCUSDT");
    private static readonly SymbolKey Eth = new("demo", "ETHUSDT");
    private static readonly PairSettings EthBtc = new() { Y = Eth, X = Btc };
    private static readonly PairDefinition Kept = new("pair-kept", 3, 7, EthBtc);
    private static readonly PairDefinition Other = new("pair-other", 1, 7, EthBtc with { Window = 60 });

    private static readonly WorkspaceState Before = new()
    {
        Pairs = [Kept, Other],
        Watchlists = [new WatchlistDefinition("list-one", 1, 7, new WatchlistSettings("One", [Eth], ["pair-kept", "pair-other"]))],
        Tracked = [Btc],
    };

    [Fact]
    public void Take_Merge_ReplacesByIdAddsTheRestAndDeletesNothing()
    {
        var import = Import(ImportMode.Merge, new WorkspaceDocument
        {
            Pairs = [new("pair-kept", EthBtc with { Window = 120 }), new(null, EthBtc with { Window = 30 }), new("pair-fresh", EthBtc)],
            TrackedSymbols = [Eth],
        });

        Assert.Empty(import.Refusals);
        Assert.Equal(["pair-kept", "pair-other", "new-id-1", "pair-fresh"], import.State.Pairs.Select(pair => pair.Id));
        Assert.Equal((4L, 120, 7L), (import.State.Pairs[0].Version, import.State.Pairs[0].Settings.Window, import.State.Pairs[0].CreatedAt));
        Assert.Same(Other, import.State.Pairs[1]);
        Assert.Equal([Btc, Eth], import.State.Tracked.AsEnumerable());
        Assert.Equal(Before.Watchlists.AsEnumerable(), import.State.Watchlists);
    }

    [Fact]
    public void Take_Replace_DeletesWhatIsNotNamedAlsoFromWatchlists()
    {
        var import = Import(ImportMode.Replace, new WorkspaceDocument { Pairs = [new("pair-other", Other.Settings)], TrackedSymbols = [] });

        Assert.Empty(import.Refusals);
        Assert.Same(Other, Assert.Single(import.State.Pairs));
        Assert.Equal(["pair-other"], Assert.Single(import.State.Watchlists).Settings.Pairs.AsEnumerable());
        Assert.Equal(2, import.State.Watchlists[0].Version);
        Assert.Empty(import.State.Tracked);
    }

    [Fact]
    public void Take_WhatIsThereAlready_ChangesNothing()
    {
        var import = Import(ImportMode.Replace, new WorkspaceDocument
        {
            Pairs = [new(Kept.Id, Kept.Settings with { }), new(Other.Id, Other.Settings)],
            Watchlists = [new("list-one", new WatchlistSettings("One", [Eth], ["pair-kept", "pair-other"]))],
            Dashboards = [],
            TrackedSymbols = [Btc],
            Preferences = new PreferenceSettings(),
        });

        Assert.Empty(import.Refusals);
        Assert.All(WorkspaceDifference.Between(Before, import.State), section => Assert.True(section.Added.IsEmpty && section.Changed.IsEmpty && section.Removed.IsEmpty));
        Assert.Equal(1, import.State.Watchlists[0].Version);
    }

    [Fact]
    public void Take_BrokenRules_AreAllNamedWithTheirPath()
    {
        var import = Import(ImportMode.Merge, new WorkspaceDocument
        {
            Pairs = [new("pair-kept", EthBtc), new("short", EthBtc with { Window = 9 }), new("pair-kept", EthBtc)],
            Watchlists = [new(null, new WatchlistSettings("", [], ["nowhere-to-be-found"]))],
            Preferences = new PreferenceSettings { TimeZone = "Mars/Olympus" },
        });

        Assert.Equal(
            ["pairs[1].id", "pairs[1].window", "pairs[2].id", "preferences.timeZone", "watchlists[0].name", "watchlists[0].pairs[0]"],
            import.Refusals.Select(refusal => refusal.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Take_MoreThanAQuota_NamesTheQuota()
    {
        var limited = Before with { Limits = ImmutableDictionary<string, long>.Empty.Add(QuotaNames.Pairs, 2).Add(QuotaNames.TrackedSymbols, 2) };
        var import = Import(
            ImportMode.Merge,
            new WorkspaceDocument { Pairs = [new(null, EthBtc)], TrackedSymbols = [new SymbolKey("demo", "SOLUSDT"), new SymbolKey("demo", "BNBUSDT")] },
            limited);

        Assert.Equal([(RefusalCodes.Quota, "pairs"), (RefusalCodes.Quota, "trackedSymbols")], import.Refusals.Select(refusal => (refusal.Code, refusal.Field!)));
    }

    [Fact]
    public void Take_NewSymbolsOnly_AreToBeKnown()
    {
        var import = Import(ImportMode.Merge, new WorkspaceDocument
        {
            Pairs = [new("pair-kept", Kept.Settings), new(null, EthBtc with { X = new SymbolKey("demo", "GONEUSDT") })],
            TrackedSymbols = [Btc, Eth],
        });

        Assert.Equal(["pairs[1].y", "pairs[1].x", "trackedSymbols[1]"], import.NewSymbols.Select(symbol => symbol.Field));
    }

    private static WorkspaceImport Import(ImportMode mode, WorkspaceDocument document, WorkspaceState? before = null)
    {
        var made = 0;
        var import = new WorkspaceImport(before ?? Before, mode, 9, () => $"new-id-{++made}", new QuotaOptions());
        import.Take(document);
        return import;
    }
}
