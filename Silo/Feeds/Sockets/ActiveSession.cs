using System.Collections.Immutable;
using QuantPlatform.Silo.Feeds.Protocol;

namespace QuantPlatform.Silo.Feeds.Sockets;

/// <summary>
/// Hands the frames of one session to the queues of its symbols. A trade is in its queue before any queue hears of a clock that counts it:
/// so no symbol ever sees a clock ahead of its own earlier trades. Thread-safe.
/// </summary>
internal sealed class ActiveSession(FeedSession session)
{
    private readonly Lock gate = new();
    private ImmutableArray<SymbolFeed> active = [];
    private bool hasEnded;

    public FeedSession Session => session;

    public ExchangeClock Clock => session.Clock;

    /// <summary>The symbols whose subscription is active.</summary>
    public ImmutableArray<SymbolFeed> Active
    {
        get
        {
            lock (gate)
            {
                return active;
            }
        }
    }

    /// <summary>A symbol's subscription is active (acknowledged, or its first frame came).</summary>
    public void Activate(SymbolFeed symbol)
    {
        lock (gate)
        {
            if (hasEnded || symbol.IsRemoved || ReferenceEquals(symbol.Session, this))
            {
                return;
            }

            symbol.Session = this;
            symbol.OnActive();
            active = active.Add(symbol);
            symbol.Pump.Queue.Begin(session);
        }
    }

    /// <summary>Takes a frame that holds a trade or a skipped id of a symbol.</summary>
    public void Accept(SymbolFeed symbol, in Frame frame)
    {
        lock (gate)
        {
            Activate(symbol);
            if (!ReferenceEquals(symbol.Session, this))
            {
                return;
            }

            if (frame.Kind == FrameKind.SkippedTrade)
            {
                symbol.Pump.Queue.Skip(frame.Trade.Id);
            }
            else
            {
                symbol.Pump.Queue.Add(in frame.Trade);
            }

            if (session.Clock.OnFrame(frame.EventTime))
            {
                foreach (var each in active)
                {
                    each.Pump.Queue.Mark(frame.EventTime);
                }
            }
        }
    }

    /// <summary>A symbol is no longer subscribed.</summary>
    public void Remove(SymbolFeed symbol)
    {
        lock (gate)
        {
            if (ReferenceEquals(symbol.Session, this))
            {
                active = active.Remove(symbol);
                symbol.Session = null;
                symbol.Pump.Queue.End();
            }
        }
    }

    /// <summary>The connection is lost: every symbol is told after its last trade.</summary>
    public void End()
    {
        lock (gate)
        {
            hasEnded = true;
            foreach (var symbol in active)
            {
                symbol.Session = null;
                symbol.Pump.Queue.End();
            }

            active = [];
        }
    }

    /// <summary>Before the first frame the clock starts from the symbols' last trades, once all of them have caught up.</summary>
    /// <param name="expected">How many symbols the connection has, active or not.</param>
    public void StartClock(int expected)
    {
        lock (gate)
        {
            if (session.Clock.FrameClock > 0 || active.Length < expected || !active.All(HasCaughtUp))
            {
                return;
            }

            var times = active.Select(symbol => symbol.Pump.State.LastTradeTime).Where(time => time > 0).DefaultIfEmpty(0);
            session.Clock.OnCaughtUp(times.Min());
        }
    }

    /// <summary>Whether a symbol has said, in this session, that it missed nothing.</summary>
    public bool HasCaughtUp(SymbolFeed symbol) => symbol.Pump.State is { CaughtUp: true } state && state.Session == session.Number;
}
