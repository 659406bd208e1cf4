using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo.Workspaces;
using Xunit;

namespace QuantPlatform.Tests.Silo.Workspaces;

public sealed class WatchlistRulesTests
{
    private static readonly SymbolKey Btc = new("demo", "BTCUSDT");
    private static readonly SymbolKey Eth = new("demo", "ETHUSDT");
    private static readonly PairDefinition Pair = new("p", 1, 0, new PairSettings { Y = Eth, X = Btc });
    private static readonly WorkspaceState State = new() { Pairs = [Pair] };

    public static TheoryData<WatchlistSettings, string> Broken => new()
    {
        { new("", [], []), "name" },
        { new("  ", [], []), "name" },
        { new(new string('a', 81), [], []), "name" },
        { new("a", [Btc, Eth, Btc], []), "symbols[2]" },
        { new("a", [], ["p", "p"]), "pairs[1]" },
        { new("a", [], ["p", "q"]), "pairs[1]" },
        { new("a", [.. Enumerable.Range(0, 101).Select(number => new SymbolKey("demo", $"S{number}"))], []), "symbols" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Check_BrokenRule_NamesTheField(WatchlistSettings settings, string field) =>
        Assert.Equal((RefusalCodes.Invalid, field), Assert.Single(WatchlistRules.Check(State, settings)) is var refusal ? (refusal.Code, refusal.Field) : default);

    [Fact]
    public void Order_EveryIdOnce_IsTheNewOrderAndAnythingElseIsRefused()
    {
        var state = State with { Watchlists = [List("a"), List("b"), List("c")] };

        Assert.Equal(["c", "a", "b"], DefinitionKinds.Watchlists.Order(state, ["c", "a", "b"]).Value!.Watchlists.Select(list => list.Id));
        foreach (var ids in new ImmutableArray<string>[] { ["a", "b"], ["a", "b", "b"], ["a", "b", "d"], ["a", "b", "c", "c"] })
        {
            Assert.Equal("ids", Assert.Single(DefinitionKinds.Watchlists.Order(state, ids).Refusals).Field);
        }
    }

    [Fact]
    public void Delete_PairOnWatchlists_LeavesThemWithANewVersionAndComesBackToItsPlaces()
    {
        var (first, last) = (Pair with { Id = "f" }, Pair with { Id = "l" });
        var state = State with
        {
            Pairs = [first, Pair, last],
            Watchlists = [List("a", "f", "p", "l"), List("b", "l")],
        };

        var without = DeletedPair.Delete(state, Pair);
        var restored = DeletedPair.Restore(without, "p", 3).Value!;

        Assert.Equal(["f", "l"], without.Pairs.Select(pair => pair.Id));
        Assert.Equal(["f", "l"], without.Watchlists[0].Settings.Pairs.AsEnumerable());
        Assert.Equal((2L, 1L), (without.Watchlists[0].Version, without.Watchlists[1].Version));
        Assert.Equal(["f", "p", "l"], restored.Pairs.Select(pair => pair.Id));
        Assert.Equal(2, restored.Pairs[1].Version);
        Assert.Equal(["f", "p", "l"], restored.Watchlists[0].Settings.Pairs.AsEnumerable());
        Assert.Empty(restored.DeletedPairs);
        Assert.Equal(RefusalCodes.NotFound, Assert.Single(DeletedPair.Restore(restored, "p", 9).Refusals).Code);
        Assert.Equal(RefusalCodes.Quota, Assert.Single(DeletedPair.Restore(without, "p", 2).Refusals).Code);
    }

    [Fact]
    public void WithinSymbols_ListsAndTrackedTogether_CountDistinctSymbolsOnce()
    {
        var state = new WorkspaceState { Tracked = [Btc] };
        var next = state with { Watchlists = [List("a") with { Settings = new WatchlistSettings("a", [Btc, Eth], []) }] };

        Assert.True(next.WithinSymbols(2, state).Accepted);
        Assert.Equal((RefusalCodes.Quota, "trackedSymbols"), Assert.Single(next.WithinSymbols(1, state).Refusals) is var refusal ? (refusal.Code, refusal.Field) : default);
        // A limit that was lowered below what there is stops growth, nothing else.
        Assert.True(next.WithinSymbols(1, next).Accepted);
    }

    private static WatchlistDefinition List(string id, params ImmutableArray<string> pairs) => new(id, 1, 0, new WatchlistSettings(id, [], pairs));
}
