using Microsoft.AspNetCore.Components;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Pairs;

/// <summary>The KPI strip of a pair.</summary>
public sealed partial class PairKpis
{
    [Parameter, EditorRequired]
    public required PairDefinition Definition { get; set; }

    [Parameter]
    public PairSnapshot? Snapshot { get; set; }

    [Parameter]
    public PairPreview? Preview { get; set; }

    [Parameter]
    public SymbolInfo? SymbolY { get; set; }

    [Parameter]
    public SymbolInfo? SymbolX { get; set; }

    [Inject]
    private ShownZone Zone { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private string SpreadUnit => PairTexts.SpreadUnit(Definition.Settings.Transform, SymbolY?.QuoteAsset ?? "");

    private string? SpreadNote => Snapshot?.SpreadStd is { } deviation
        ? Snapshot.SpreadStdBps is { } basisPoints ? $"σ {Format.Number(basisPoints, 2)} bps" : $"σ {Format.Number(deviation, 6)}"
        : null;

    private string? CointegratedNote => Snapshot?.Cointegrated switch
    {
        true => PairTexts.Cointegrated,
        false => PairTexts.NotCointegrated,
        _ => null,
    };

    private string Progress => Snapshot is { Required: > 0 } known
        ? (100.0 * Math.Min(known.Samples, known.Required) / known.Required).ToString("0", System.Globalization.CultureInfo.InvariantCulture)
        : "0";

    private string Readiness
    {
        get
        {
            if (Snapshot is not { } known || known.Samples >= known.Required)
            {
                return Snapshot?.Reason ?? "";
            }

            var wait = (known.Required - known.Samples) * known.Interval.Ms();
            var ready = Time.GetUtcNow().ToUnixTimeMilliseconds() + wait;
            return PairTexts.Warming(known.Samples, known.Required, $"{Zone.Text(ready, Moment.Minute)} {Zone.Suffix(ready)}");
        }
    }

    /// <summary>Why a metric is missing, or the note of one that is there.</summary>
    private string? WhyNot(string metric, string? note) =>
        Snapshot?.Metrics.GetValueOrDefault(metric) is { Ready: false } missing ? missing.Reason : note;

    /// <summary>Side, units and notional of a leg of one unit of spread.</summary>
    private string? LegNote(SymbolKey symbol)
    {
        if (Snapshot is not { Legs.IsDefaultOrEmpty: false } known || known.Legs.FirstOrDefault(leg => leg.Symbol == symbol) is not { } leg)
        {
            return null;
        }

        var info = symbol == Definition.Settings.Y ? SymbolY : SymbolX;
        return PairTexts.Leg(leg, info?.BaseAsset ?? "", info?.QuoteAsset ?? "");
    }
}
