using System.Collections.Immutable;
using QuantPlatform.Contracts.Workspaces;

namespace QuantPlatform.Silo.Workspaces;

/// <summary>What is different between two states of a workspace, by section and name.</summary>
internal static class WorkspaceDifference
{
    public static ImmutableArray<SectionChanges> Between(WorkspaceState before, WorkspaceState after) =>
    [
        Of(DefinitionKinds.Pairs, before, after, pair => pair.DisplayName),
        Of(DefinitionKinds.Watchlists, before, after, list => list.Settings.Name),
        Of(DefinitionKinds.Dashboards, before, after, dashboard => dashboard.Settings.Name),
        Of(DefinitionKinds.Rules, before, after, rule => rule.Settings.Name),
        new("preferences", [], before.Preferences.Settings == after.Preferences.Settings ? [] : ["preferences"], [], before.Preferences.Settings == after.Preferences.Settings ? 1 : 0),
        new(
            QuotaNames.TrackedSymbols, [.. after.Tracked.Except(before.Tracked).Select(symbol => symbol.ToString())], [],
            [.. before.Tracked.Except(after.Tracked).Select(symbol => symbol.ToString())], before.Tracked.Intersect(after.Tracked).Count()),
    ];

    private static SectionChanges Of<T, TSettings>(DefinitionKind<T, TSettings> kind, WorkspaceState before, WorkspaceState after, Func<T, string> name)
        where T : class, IDefinition<T, TSettings>
    {
        var old = kind.Get(before).ToDictionary(one => one.Id, StringComparer.Ordinal);
        var now = kind.Get(after);
        bool IsChanged(T one) => old.TryGetValue(one.Id, out var was) && was.Version != one.Version;
        return new SectionChanges(
            kind.Quota,
            [.. now.Where(one => !old.ContainsKey(one.Id)).Select(name)],
            [.. now.Where(IsChanged).Select(name)],
            [.. kind.Get(before).Where(one => now.All(other => other.Id != one.Id)).Select(name)],
            now.Count(one => old.ContainsKey(one.Id) && !IsChanged(one)));
    }
}
