using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;

namespace QuantPlatform.Silo.Symbols;

/// <content>When bars close, and what REST is asked while the socket is silent.</content>
internal sealed partial class SymbolBook
{
    /// <summary>The feed reports silence after 1.5 s; REST is asked at 10 s, and every 10 s from then on.</summary>
    private const long FirstProbeAfterMs = 8_500;
    private const long ProbeEveryMs = 10_000;

    private long knownQuietUntil;
    private long? silentSince;
    private long nextProbe;

    private void CloseBars()
    {
        if (phase != Phase.Live || connection == 0 || ids.IsEmpty)
        {
            return;
        }

        var complete = waiting.Count > 0 ? ids.UpperTime : long.MaxValue;
        var gate = new ClosingGate(frameClock, silentClock, ids.UpperTime, knownQuietUntil, complete);
        foreach (var bars in series)
        {
            var before = bars.NextOpen;
            bars.Close(gate, ids, bar => Publish(bars.Interval, bar), open => AskForKline(bars.Interval, open));
            changes.StateChanged |= bars.NextOpen != before;
        }
    }

    /// <summary>The incomplete first bar is replaced by the venue's own.</summary>
    private void AskForKline(Interval interval, long open)
    {
        if (interval != Interval.OneSecond)
        {
            Ask(FetchKind.Klines, 0, 0, interval, open + interval.Ms(), 1);
        }
    }

    /// <summary>Only REST can say that a silent socket missed nothing; without its word empty bars stay open.</summary>
    private void AskAboutSilence()
    {
        if (silentClock == 0 || phase != Phase.Live || ids.IsEmpty)
        {
            silentSince = null;
            return;
        }

        if (silentSince is null)
        {
            silentSince = now;
            nextProbe = now + FirstProbeAfterMs;
        }

        if (backfills && now >= nextProbe && !IsAsking(FetchKind.Probe))
        {
            nextProbe = now + ProbeEveryMs;
            Ask(FetchKind.Probe, ids.Upper + 1, 0);
        }
    }
}
