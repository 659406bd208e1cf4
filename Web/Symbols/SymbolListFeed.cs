using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Web.Feeds;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Symbols;

/// <summary>The active venue's symbols and the user's own, for one list on one page; states are read every two seconds.</summary>
internal sealed class SymbolListFeed(TenantGrains grains, AlwaysOnSymbols alwaysOn, PagePace pace, ILogger logger) : PageFeed(pace, logger)
{
    /// <summary>By name.</summary>
    public IReadOnlyList<SymbolRow> Rows { get; private set; } = [];

    /// <summary>Reads everything again, e.g. after a change.</summary>
    public async Task Refresh()
    {
        Rows = await grains.Call(ReadRows);
        Signal();
    }

    protected override async Task<bool> Load()
    {
        await Refresh();
        Repeat(TimeSpan.FromSeconds(2), Refresh);
        return true;
    }

    private async Task<IReadOnlyList<SymbolRow>> ReadRows(UserGrains user)
    {
        var venue = await user.ActiveVenue.Get();
        var catalog = (await user.Catalog(venue).GetSymbols()).ToDictionary(info => new SymbolKey(venue, info.Symbol));
        var tracked = (await user.Workspace.GetTracked()).ToHashSet();
        var own = await UserSymbols.Of(user);
        var feed = (await user.Feed(venue).GetStatus()).Symbols.ToDictionary(symbol => new SymbolKey(venue, symbol.Symbol), symbol => symbol.State);
        var rows = await Task.WhenAll(catalog.Keys.Union(own.Where(key => !key.IsUpload)).Select(async key =>
        {
            var always = key.Venue == venue && alwaysOn.Contains(key.Symbol);
            var row = new SymbolRow(key, catalog.GetValueOrDefault(key), tracked.Contains(key), always, own.Contains(key) && !tracked.Contains(key), null, null);
            return row.Collected
                ? row with { Status = await user.Symbol(key).GetStatus(), Feed = feed.TryGetValue(key, out var state) ? state : null }
                : row;
        }));
        return [.. rows.OrderByDescending(row => row.Collected).ThenBy(row => row.Key.Symbol, StringComparer.Ordinal)];
    }
}
