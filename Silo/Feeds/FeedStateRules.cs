using QuantPlatform.Contracts.Feeds;

namespace QuantPlatform.Silo.Feeds;

/// <summary>What is known of one socket.</summary>
/// <param name="Since">Time since it connected, or since the connection was lost.</param>
/// <param name="SinceLastFrame">Time since its last market frame in this session; null before the first.</param>
/// <param name="Reason">Why there is no connection.</param>
internal readonly record struct SocketView(bool IsConnected, TimeSpan Since, TimeSpan? SinceLastFrame, string Reason, int Symbols, int CaughtUp);

/// <summary>What is known of one symbol.</summary>
/// <param name="IsListed">False when the venue does not trade it.</param>
/// <param name="IsActive">Its subscription is active.</param>
/// <param name="IsDead">The exchange trades it, but its stream says nothing.</param>
/// <param name="Failure">Why its data cannot be taken; null when it can.</param>
internal readonly record struct SymbolView(bool IsListed, bool IsActive, bool HasCaughtUp, bool IsDead, string? Failure);

/// <summary>A feed state with its reason, in words a user understands; empty when live.</summary>
internal readonly record struct FeedVerdict(FeedState State, string Reason);

/// <summary>Decides feed states. A constant lag is live; only silence and lost connections are not.</summary>
internal static class FeedStateRules
{
    /// <summary>No frame on a socket for this long is stale.</summary>
    public static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(10);

    /// <summary>No connection for this long is down.</summary>
    public static readonly TimeSpan DownAfter = TimeSpan.FromSeconds(5);

    public static FeedVerdict OfSocket(in SocketView view)
    {
        if (!view.IsConnected)
        {
            return view.Since < DownAfter || view.Reason.Length == 0
                ? new FeedVerdict(FeedState.Connecting, view.Reason.Length == 0 ? "connecting" : view.Reason)
                : new FeedVerdict(FeedState.Down, view.Reason);
        }

        if ((view.SinceLastFrame ?? view.Since) >= StaleAfter)
        {
            return new FeedVerdict(FeedState.Stale, view.SinceLastFrame is null
                ? "the connection stands, but no trade has come in yet"
                : "the connection stands, but no trade has come in for 10 s");
        }

        if (view.SinceLastFrame is null)
        {
            return new FeedVerdict(FeedState.Connecting, "connected; waiting for the first trade");
        }

        return view.CaughtUp * 2 < view.Symbols
            ? new FeedVerdict(FeedState.Backfilling, "fetching what was missed")
            : new FeedVerdict(FeedState.Live, "");
    }

    /// <summary>The worst of its sockets.</summary>
    public static FeedVerdict OfVenue(IEnumerable<FeedVerdict> sockets) =>
        sockets.DefaultIfEmpty(new FeedVerdict(FeedState.Connecting, "no symbol is subscribed yet")).MaxBy(verdict => Severity(verdict.State));

    public static FeedVerdict OfSymbol(in FeedVerdict socket, in SymbolView view) => view switch
    {
        { IsListed: false } => new FeedVerdict(FeedState.Down, "the exchange does not list this symbol"),
        { Failure: { } failure } => new FeedVerdict(FeedState.Down, "its data cannot be stored: " + failure),
        _ when socket.State is FeedState.Down or FeedState.Stale or FeedState.Connecting => socket,
        { IsActive: false } => new FeedVerdict(FeedState.Connecting, "waiting for its subscription"),
        { IsDead: true } => new FeedVerdict(FeedState.Stale, "the exchange trades it, but its stream says nothing"),
        { HasCaughtUp: false } => new FeedVerdict(FeedState.Backfilling, "fetching what was missed"),
        _ => new FeedVerdict(FeedState.Live, ""),
    };

    // Catching up is better than not hearing anything, although its number is higher.
    private static int Severity(FeedState state) => state switch
    {
        FeedState.Live => 0,
        FeedState.Backfilling => 1,
        FeedState.Stale => 2,
        FeedState.Connecting => 3,
        _ => 4,
    };
}
