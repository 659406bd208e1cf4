using System.Collections.Immutable;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Web.Alerts;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Pairs;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Workspaces;

/// <summary>Reads a workspace document: its shape, its symbols. The rules between the parts are the workspace's.</summary>
internal static class WorkspaceReader
{
    /// <summary>The document; what stands in its way is in <paramref name="errors"/>, each with its path.</summary>
    /// <returns>The document with the user's own contact points in its rules, and those that the user has not.</returns>
    public static async Task<(WorkspaceDocument Document, IReadOnlyList<MissingContactPointJson> Missing)> Read(WorkspaceBody body, UserGrains user, FieldErrors errors)
    {
        CheckWhole(body, errors);
        if (errors.All.Count > 0)
        {
            return (new WorkspaceDocument(), []);
        }

        var missing = new List<MissingContactPointJson>();
        var points = body.Rules is { Count: > 0 } || body.ContactPoints is { Count: > 0 } ? await OwnContactPoints.Read(body.ContactPoints, user, errors) : null;
        var rules = await Items<RuleBody, RuleSettings>(body.Rules, "rules", user, errors);
        return (new WorkspaceDocument
        {
            Pairs = await Items<PairBody, PairSettings>(body.Pairs, "pairs", user, errors),
            Watchlists = await Items<WatchlistBody, WatchlistSettings>(body.Watchlists, "watchlists", user, errors),
            Dashboards = await Items<DashboardBody, DashboardSettings>(body.Dashboards, "dashboards", user, errors),
            Preferences = body.Preferences?.Read(),
            TrackedSymbols = await Symbols(body.TrackedSymbols, user, errors),
            Rules = points is null ? rules : rules?.Select((item, index) => item with { Settings = points.In(item.Settings, $"rules[{index}]", missing) }).ToImmutableArray(),
        }, missing);
    }

    /// <summary>What is wrong with the document as a whole.</summary>
    private static void CheckWhole(WorkspaceBody body, FieldErrors errors)
    {
        const int oldest = WorkspaceJson.OldestVersion, current = WorkspaceJson.CurrentVersion;
        if (body.Version is not (>= oldest and <= current))
        {
            errors.Add("version", $"{oldest} to {current}", $"This is not a workspace document of version {oldest} to {current}.");
            return;
        }

        foreach (var (section, isGiven) in new[] { ("rules", body.Rules is not null), ("contactPoints", body.ContactPoints is not null) })
        {
            if (isGiven && body.Version == oldest)
            {
                errors.Add(section, $"version {current}", $"A document of version {oldest} has no {section}.");
            }
        }

        var items = new[] { body.Pairs?.Count, body.Watchlists?.Count, body.Dashboards?.Count, body.TrackedSymbols?.Count, body.Rules?.Count, body.ContactPoints?.Count }.Sum(count => count ?? 0);
        if (items > WorkspaceDocument.MaxItems)
        {
            errors.Add("body", $"at most {WorkspaceDocument.MaxItems} items", $"The document has {items} items.");
        }
    }

    private static async Task<ImmutableArray<DocumentItem<TSettings>>?> Items<TBody, TSettings>(
        IReadOnlyList<TBody>? section, string name, UserGrains user, FieldErrors errors)
        where TBody : class, IDefinitionBody<TSettings>
        where TSettings : class
    {
        if (section is null)
        {
            return null;
        }

        var items = new List<DocumentItem<TSettings>>();
        for (var index = 0; index < section.Count; index++)
        {
            if (section[index] is not { } one)
            {
                errors.Add($"{name}[{index}]", "an object", "An item is missing.");
            }
            else if (await one.Read(user, errors.Within($"{name}[{index}]")) is { } settings)
            {
                items.Add(new DocumentItem<TSettings>(one.Id, settings));
            }
        }

        return [.. items];
    }

    private static async Task<ImmutableArray<SymbolKey>?> Symbols(IReadOnlyList<string>? names, UserGrains user, FieldErrors errors)
    {
        if (names is null)
        {
            return null;
        }

        var symbols = new List<SymbolKey>();
        for (var index = 0; index < names.Count; index++)
        {
            if (await user.Find(names[index]) is { } symbol)
            {
                symbols.Add(symbol);
            }
            else
            {
                errors.Add($"trackedSymbols[{index}]", "a known symbol", $"There is no symbol '{names[index]}'.");
            }
        }

        return [.. symbols];
    }
}
