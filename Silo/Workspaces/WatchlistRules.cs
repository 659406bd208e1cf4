using System.Collections.Immutable;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Workspaces;

namespace QuantPlatform.Silo.Workspaces;

/// <summary>What a watchlist must satisfy.</summary>
internal static class WatchlistRules
{
    /// <summary>Every rule that is broken; empty when none is.</summary>
    public static IReadOnlyList<Refusal> Check(WorkspaceState state, WatchlistSettings settings)
    {
        var known = state.Pairs.Select(pair => pair.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. new[] { NameRule.Check(settings.Name), TooMany(settings.Symbols, "symbols"), TooMany(settings.Pairs, "pairs") }.OfType<Refusal>(),
            .. Doubled(settings.Symbols, "symbols"),
            .. Doubled(settings.Pairs, "pairs"),
            .. settings.Pairs.Select((id, index) => (id, index)).Where(member => !known.Contains(member.id))
                .Select(member => new Refusal(RefusalCodes.Invalid, $"pairs[{member.index}]", "the id of one of your pairs", $"You have no pair '{member.id}'.")),
        ];
    }

    private static Refusal? TooMany<T>(ImmutableArray<T> members, string field) => members.Length <= WatchlistSettings.MaxMembers
        ? null
        : new Refusal(RefusalCodes.Invalid, field, $"at most {WatchlistSettings.MaxMembers}", $"A watchlist has at most {WatchlistSettings.MaxMembers} {field}.");

    private static IEnumerable<Refusal> Doubled<T>(ImmutableArray<T> members, string field)
        where T : notnull
    {
        var seen = new HashSet<T>();
        return members.Select((member, index) => (member, index)).Where(member => !seen.Add(member.member))
            .Select(member => new Refusal(RefusalCodes.Invalid, $"{field}[{member.index}]", "each once", $"{member.member} is on the list twice."));
    }
}
