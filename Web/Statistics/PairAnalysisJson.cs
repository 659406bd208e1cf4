using System.ComponentModel;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Web.Pairs;

namespace QuantPlatform.Web.Statistics;

/// <summary>A series read as a pair: the fields of a snapshot at its last point, and the tests of its last window.</summary>
internal sealed record PairAnalysisJson : PairSnapshotJson
{
    private PairAnalysisJson(PairSnapshotJson snapshot, DiagnosticsJson diagnostics)
        : base(snapshot) => Diagnostics = diagnostics;

    [Description("The fields of `/pairs/{id}/diagnostics`.")]
    public DiagnosticsJson Diagnostics { get; }

    /// <param name="interval">As the request named it; null when it did not.</param>
    public static PairAnalysisJson Of(PairAnalysis analysis, string? interval)
    {
        var snapshot = PairSnapshotJson.Of(analysis.Snapshot, prose: true);
        return new PairAnalysisJson(
            snapshot with
            {
                PairId = null,
                Interval = interval,
                FeedState = null,
                Legs = [.. analysis.Snapshot.Legs.Select((leg, i) => snapshot.Legs[i] with { Symbol = leg.Symbol.Symbol })],
            },
            DiagnosticsJson.Of(analysis.Diagnostics));
    }
}
