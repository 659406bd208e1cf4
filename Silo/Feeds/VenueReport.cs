using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Silo.Feeds.Sockets;

namespace QuantPlatform.Silo.Feeds;

/// <summary>Says how sockets and symbols fare, from what is running.</summary>
internal sealed class VenueReport(SymbolSet symbols, StreamWatchdog watchdog, TimeProvider time)
{
    /// <summary>How the venue fares.</summary>
    public FeedVerdict Venue() => FeedStateRules.OfVenue(symbols.Slots.Select(Socket));

    /// <summary>How a symbol fares that is wanted.</summary>
    /// <param name="venue">The venue's state.</param>
    /// <param name="isListed">False when the venue does not trade it.</param>
    public SymbolFeedStatus Symbol(string symbol, VenueState venue, bool isListed)
    {
        if (symbols.Find(symbol) is not { } member)
        {
            return Unsubscribed(symbol, venue, isListed);
        }

        var feed = member.Feed;
        var verdict = Of(member, isListed);
        var counts = member.Status;
        var lastTrade = feed.Pump.State.LastTradeTime is > 0 and var last ? last : counts?.LastTradeTime;
        return new SymbolFeedStatus(
            symbol, verdict.State, verdict.Reason, lastTrade, feed.LagMs, counts?.OpenGaps ?? 0, counts?.FilledGaps ?? 0, counts?.FailedGaps ?? 0,
            counts?.Duplicates ?? 0, counts?.Early ?? 0, counts?.Late ?? 0, counts?.Rejected ?? 0);
    }

    /// <summary>The state of a subscribed symbol.</summary>
    public FeedVerdict Of(SymbolSet.Member member, bool isListed)
    {
        var feed = member.Feed;
        var view = new SymbolView(isListed, feed.Session is not null, feed.Session?.HasCaughtUp(feed) ?? false, watchdog.IsDead(feed), feed.Pump.State.Failure);
        return FeedStateRules.OfSymbol(Socket(member.Slot), view);
    }

    /// <summary>A symbol of a venue that has no sockets yet, or that is not subscribed.</summary>
    public static SymbolFeedStatus Unsubscribed(string symbol, VenueState venue, bool isListed)
    {
        var verdict = FeedStateRules.OfSymbol(new FeedVerdict(venue.State, venue.Reason), new SymbolView(isListed, false, false, false, null));
        return new SymbolFeedStatus(symbol, verdict.State, verdict.Reason, null, null, 0, 0, 0, 0, 0, 0, 0);
    }

    private FeedVerdict Socket(FeedSlot slot)
    {
        var state = slot.State;
        var session = state.Session;
        var caughtUp = session is null ? 0 : session.Active.Count(session.HasCaughtUp);
        return FeedStateRules.OfSocket(new SocketView(
            session is not null, time.GetElapsedTime(state.Since), session?.Clock.SinceLastFrame, state.Reason, slot.Symbols.Feeds.Length, caughtUp));
    }
}
