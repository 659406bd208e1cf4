using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Symbols;

namespace QuantPlatform.Web.Live;

/// <summary>One update of a pair: a closed or replaced point, or a preview of the open one.</summary>
/// <param name="Snapshot">The pair at its newest closed point; null when this is a preview.</param>
/// <param name="Preview">The open bar; null when this is a closed point.</param>
public sealed record PairUpdate(PairSnapshot? Snapshot, PairPreview? Preview);

/// <summary>One update of a symbol's bars: a closed or replaced bar, or the newest trade.</summary>
/// <param name="Closed">A bar that closed, or with a higher revision replaces a closed one; null when this is a tick.</param>
/// <param name="Tick">The newest trade; null when this is a closed bar.</param>
public sealed record BarUpdate(BarClosed? Closed, SymbolTick? Tick);

/// <summary>One update of the user's inbox.</summary>
/// <param name="Alert">A new alert, or an older one that was acknowledged or whose bar was revised; null when only the numbers changed.</param>
public sealed record AlertUpdate(AlertRecord? Alert, AlertSummary Summary, bool IsNew)
{
    internal static AlertUpdate? Of(LiveEvent liveEvent) => liveEvent switch
    {
        AlertEvent fired => new AlertUpdate(fired.Alert, fired.Summary, IsNew: true),
        AlertChangedEvent changed => new AlertUpdate(changed.Alert, changed.Summary, IsNew: false),
        _ => null,
    };
}
