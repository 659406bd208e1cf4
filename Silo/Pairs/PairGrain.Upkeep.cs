using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Hosting;

namespace QuantPlatform.Silo.Pairs;

/// <content>Keeping up: leases, warm-up, pulls, and storing what the signal decided.</content>
internal sealed partial class PairGrain
{
    private const int MaxPull = 1_000;

    /// <summary>More replaced bars than these at once are read together, by a warm-up.</summary>
    private const int MaxRevised = 8;
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(5);

    /// <summary>Renews the leases at both hubs and pulls what no hint brought; after a failure again in 5 s.</summary>
    private async Task Tend()
    {
        if (live is not { } pair)
        {
            return;
        }

        try
        {
            if (pair.Definition.Settings.Enabled)
            {
                foreach (var leg in pair.Legs)
                {
                    pair.SetFeedState(leg, leg.IsUpload ? FeedState.Live : await Hub(leg).LeasePair(key.ToString(), pair.Definition.Settings.Interval));
                }
            }

            await (!pair.IsWarm || (pair.IsStatic && !pair.IsComplete) ? Warm(pair) : pair.IsStatic ? Task.CompletedTask : Pull(pair));
            await Advance(pair);
            timer?.Change(Leases.Renewal, Leases.Renewal);
        }
        catch (Exception exception)
        {
            LogTendFailed(exception, key.ToString());
            timer?.Change(RetryPeriod, Leases.Renewal);
        }
    }

    private async Task Warm(LivePair pair)
    {
        if (storage.State.SettingsKey != pair.SettingsKey)
        {
            var replay = await Analytics.ReplaySignal(pair.Definition.Settings);
            await storage.Save(storage.State.Replayed(pair.SettingsKey, replay, pair.Definition.Settings.Interval.Ms()), DeactivateOnIdle);
        }

        await pair.Warm(History, queue, storage.State);
    }

    /// <summary>Works the points of replaced bars out again.</summary>
    private async Task Revise(LivePair pair, IReadOnlyCollection<long> times)
    {
        var isHeld = times.Count <= MaxRevised;
        foreach (var open in isHeld ? times : [])
        {
            isHeld &= await pair.Revise(History, open);
        }

        if (!isHeld)
        {
            await Warm(pair);
        }
    }

    private async Task Pull(LivePair pair)
    {
        foreach (var leg in pair.Legs)
        {
            if (!await PullLeg(pair, leg))
            {
                await Warm(pair);
                return;
            }
        }
    }

    /// <returns>False when the symbol's memory does not reach back far enough.</returns>
    private async Task<bool> PullLeg(LivePair pair, SymbolKey leg)
    {
        var symbol = GrainFactory.GetGrain<ISymbolGrain>(leg.ToString());
        while (true)
        {
            var recent = await symbol.GetBarsAfter(pair.Definition.Settings.Interval, pair.LastOpen(leg) ?? long.MinValue, MaxPull);
            if (recent is null)
            {
                return false;
            }

            pair.TakeAll(leg, recent);

            if (recent.Bars.Length < MaxPull)
            {
                return true;
            }
        }
    }

    /// <summary>Turns waiting bars into points; stores a transition before anybody hears of it.</summary>
    private async Task Advance(LivePair pair)
    {
        var changed = pair.Join();
        if (pair.TakeTransitions() is { Count: > 0 } transitions)
        {
            await storage.Save(storage.State.With(transitions, pair.EvaluatedUpTo), DeactivateOnIdle);
        }

        if (changed)
        {
            Show(pair);
            TellRules(pair, []);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pair {Pair} could not be brought up to date; tried again in 5 s.")]
    private partial void LogTendFailed(Exception exception, string pair);
}
