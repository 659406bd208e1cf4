using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Workspaces;

/// <summary>A watchlist.</summary>
[Example("""{"id":"d3d760becd6e471fbb723f7baec953ca","name":"Majors","symbols":["binance-usdm:BTCUSDT","binance-usdm:ETHUSDT"],"pairs":[]}""")]
internal sealed record WatchlistJson(
    [property: Description("Its id.")] string Id,
    [property: Description("Its name.")] string Name,
    [property: Description("Its symbols with their venue, in your order.")] IReadOnlyList<string> Symbols,
    [property: Description("Ids of its pairs, in your order.")] IReadOnlyList<string> Pairs)
{
    public static WatchlistJson Of(WatchlistDefinition list) => new(
        list.Id, list.Settings.Name, [.. list.Settings.Symbols.Select(symbol => symbol.ToString())], list.Settings.Pairs);
}

/// <summary>A watchlist as a request states it.</summary>
[Example("""{"name":"Majors","symbols":["BTCUSDT","ETHUSDT"]}""")]
internal sealed record WatchlistBody(
    [property: Description("Ignored when it is the watchlist's own id, as in an answer that is sent back.")] string? Id,
    [property: Description("1 to 80 characters."), Required] string? Name,
    [property: Description("At most 100 symbols, each once: `ETHUSDT` of the active venue, or `demo:ETHUSDT`. Default: none.")] IReadOnlyList<string>? Symbols,
    [property: Description("At most 100 ids of your pairs, each once. Default: none.")] IReadOnlyList<string>? Pairs) : IDefinitionBody<WatchlistSettings>
{
    /// <inheritdoc/>
    public async Task<WatchlistSettings?> Read(UserGrains user, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(Name))
        {
            errors.Add("name", "required", "Give the watchlist a name.");
        }

        if (Symbols?.Count > WatchlistSettings.MaxMembers)
        {
            errors.Add("symbols", $"at most {WatchlistSettings.MaxMembers}", $"A watchlist has at most {WatchlistSettings.MaxMembers} symbols.");
            return null;
        }

        var symbols = new List<SymbolKey>();
        for (var index = 0; index < (Symbols?.Count ?? 0); index++)
        {
            if (await user.Find(Symbols![index]) is { } symbol)
            {
                symbols.Add(symbol);
            }
            else
            {
                errors.Add($"symbols[{index}]", "a known symbol", $"There is no symbol '{Symbols[index]}'.");
            }
        }

        return Name is null ? null : new WatchlistSettings(Name, [.. symbols], [.. Pairs ?? []]);
    }
}

/// <summary>The signed-in user's watchlists.</summary>
internal static class WatchlistEndpoints
{
    private static readonly DefinitionCalls<WatchlistDefinition, WatchlistSettings, WatchlistBody, WatchlistJson> Calls = new()
    {
        Noun = "watchlist",
        Tag = "Workspace",
        AddHelp = "The trades of its symbols are collected; they count against the quota `trackedSymbols`, each once.",
        UsedByRules = true,
        All = user => user.Workspace.GetWatchlists(),
        One = (user, id) => user.Workspace.GetWatchlist(id),
        Add = (user, settings) => user.Workspace.AddWatchlist(settings),
        Change = (user, id, settings, version) => user.Workspace.UpdateWatchlist(id, settings, version),
        Delete = (user, id, force) => user.Workspace.DeleteWatchlist(id, force),
        Order = (user, ids) => user.Workspace.OrderWatchlists(ids),
        Show = WatchlistJson.Of,
    };

    public static void MapWatchlists(this IEndpointRouteBuilder api) => Calls.Map(api);
}
