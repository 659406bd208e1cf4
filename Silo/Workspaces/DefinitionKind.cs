using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Workspaces;

namespace QuantPlatform.Silo.Workspaces;

/// <summary>
/// One kind of definition in a workspace. Finding, adding, changing, deleting and ordering are the same for all kinds: pure, and a refusal
/// instead of a next state when a rule is broken.
/// </summary>
/// <param name="Quota">The quota that counts it, one of <see cref="QuotaNames"/>; also the plural for messages.</param>
/// <param name="Noun">What one of them is called in messages.</param>
/// <param name="Get">Where the state keeps them.</param>
/// <param name="Set">The state with others.</param>
/// <param name="Check">Every rule that settings break in that state.</param>
/// <param name="Symbols">The symbols that settings name, each with its field: they must be known to their venue.</param>
internal sealed record DefinitionKind<T, TSettings>(
    string Quota,
    string Noun,
    Func<WorkspaceState, ImmutableArray<T>> Get,
    Func<WorkspaceState, ImmutableArray<T>, WorkspaceState> Set,
    Func<WorkspaceState, TSettings, IReadOnlyList<Refusal>> Check,
    Func<TSettings, IEnumerable<(string Field, SymbolKey Symbol)>> Symbols)
    where T : class, IDefinition<T, TSettings>
{
    public T? Find(WorkspaceState state, string id) => Get(state).FirstOrDefault(one => one.Id == id);

    public Outcome<WorkspaceState> Add(WorkspaceState state, T definition, long quota, int index = int.MaxValue)
    {
        if (Check(state, definition.Settings) is { Count: > 0 } refusals)
        {
            return Outcome.Refused<WorkspaceState>(refusals);
        }

        var all = Get(state);
        if (Find(state, definition.Id) is not null)
        {
            return Outcome.Refused<WorkspaceState>(RefusalCodes.Conflict, "id", $"a {Noun} has one id", $"This {Noun} exists already.");
        }

        return all.Length >= quota
            ? Outcome.Refused<WorkspaceState>(Quotas.Exceeded(Quota, all.Length, quota))
            : Outcome.Of(Set(state, all.Insert(Math.Min(index, all.Length), definition)));
    }

    public Outcome<WorkspaceState> Change(WorkspaceState state, string id, TSettings settings, long? ifVersion)
    {
        if (Find(state, id) is not { } current)
        {
            return NotFound();
        }

        if (Check(state, settings) is { Count: > 0 } refusals)
        {
            return Outcome.Refused<WorkspaceState>(refusals);
        }

        return ifVersion is { } version && version != current.Version
            ? Outcome.Refused<WorkspaceState>(RefusalCodes.Stale, null, "If-Match names the current version", $"The {Noun} was changed in between.")
            : Outcome.Of(Replace(state, current, settings));
    }

    /// <summary>Changes one whatever its rules say: for what follows from the change of another definition.</summary>
    public WorkspaceState Replace(WorkspaceState state, T current, TSettings settings) =>
        Set(state, Get(state).Replace(current, T.Create(current.Id, current.Version + 1, current.CreatedAt, settings)));

    public Outcome<WorkspaceState> Remove(WorkspaceState state, string id) =>
        Find(state, id) is { } current ? Outcome.Of(Set(state, Get(state).Remove(current))) : NotFound();

    /// <summary>Puts them in the order of <paramref name="ids"/>, which names every one once.</summary>
    public Outcome<WorkspaceState> Order(WorkspaceState state, ImmutableArray<string> ids)
    {
        var byId = Get(state).ToDictionary(one => one.Id, StringComparer.Ordinal);
        return ids.Length == byId.Count && ids.Distinct(StringComparer.Ordinal).Count() == ids.Length && ids.All(byId.ContainsKey)
            ? Outcome.Of(Set(state, [.. ids.Select(id => byId[id])]))
            : Outcome.Refused<WorkspaceState>(RefusalCodes.Invalid, "ids", $"every {Noun} once", $"Name the id of every {Noun} once. You have {byId.Count}.");
    }

    private Outcome<WorkspaceState> NotFound() =>
        Outcome.Refused<WorkspaceState>(RefusalCodes.NotFound, "id", "must exist", $"There is no such {Noun}.");
}
