using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;

namespace QuantPlatform.Silo.Workspaces;

/// <summary>One user's definitions. Every change is a pure method that validates and returns the next state.</summary>
[GenerateSerializer, Alias("WorkspaceState")]
internal sealed record WorkspaceState
{
    [Id(0)] public ImmutableArray<PairDefinition> Pairs { get; init; } = [];

    [Id(1)] public ImmutableArray<SymbolKey> Tracked { get; init; } = [];

    public PairDefinition? FindPair(string id) => Pairs.FirstOrDefault(pair => pair.Id == id);

    public Outcome<WorkspaceState> WithPair(PairDefinition pair, int quota)
    {
        var refusals = PairRules.Check(pair.Settings);
        if (refusals.Count > 0)
        {
            return Outcome.Refused<WorkspaceState>(refusals);
        }

        if (FindPair(pair.Id) is not null)
        {
            return Outcome.Refused<WorkspaceState>(RefusalCodes.Conflict, "id", "a pair has one id", "This pair exists already.");
        }

        return Pairs.Length >= quota
            ? Outcome.Refused<WorkspaceState>(RefusalCodes.Quota, "pairs", $"at most {quota}", $"You have {Pairs.Length} of {quota} pairs. Delete one first, or ask an admin for more.")
            : Outcome.Of(this with { Pairs = Pairs.Add(pair) });
    }

    public Outcome<WorkspaceState> WithChangedPair(string id, PairSettings settings, long? ifVersion)
    {
        if (FindPair(id) is not { } pair)
        {
            return Outcome.Refused<WorkspaceState>(RefusalCodes.NotFound, "id", "must exist", "There is no such pair.");
        }

        if (PairRules.Check(settings) is { Count: > 0 } refusals)
        {
            return Outcome.Refused<WorkspaceState>(refusals);
        }

        if (ifVersion is { } version && version != pair.Version)
        {
            return Outcome.Refused<WorkspaceState>(RefusalCodes.Stale, null, "If-Match names the current version", "The pair was changed in between.");
        }

        return Outcome.Of(this with { Pairs = Pairs.Replace(pair, pair with { Settings = settings, Version = pair.Version + 1 }) });
    }

    public WorkspaceState WithoutPair(string id) => this with { Pairs = Pairs.RemoveAll(pair => pair.Id == id) };

    public Outcome<WorkspaceState> WithTracked(SymbolKey symbol, int quota)
    {
        if (Tracked.Contains(symbol))
        {
            return Outcome.Of(this);
        }

        return Tracked.Length >= quota
            ? Outcome.Refused<WorkspaceState>(RefusalCodes.Quota, "trackedSymbols", $"at most {quota}", $"You track {Tracked.Length} of {quota} symbols. Untrack one first, or ask an admin for more.")
            : Outcome.Of(this with { Tracked = Tracked.Add(symbol) });
    }

    public WorkspaceState WithoutTracked(SymbolKey symbol) => this with { Tracked = Tracked.Remove(symbol) };
}
