using System.Threading.Channels;
using Orleans;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Web.Live;

/// <summary>
/// One subject of the live feed on this node: holds its lease, puts its hints in order, remembers the newest events for subscribers
/// that come back, and hands them to every mailbox. Hints enter an inbox and are worked off one at a time, under the topic's own principal.
/// </summary>
internal abstract class LiveTopic(LiveHub hub, LiveTopicKey key, CallPrincipal principal)
{
    private const int RememberedEvents = 512;
    private const int InboxCapacity = 4_096;

    private static readonly object Renew = new();

    private readonly Channel<object> _inbox = Channel.CreateBounded<object>(new BoundedChannelOptions(InboxCapacity) { SingleReader = true });
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<LiveMailbox> _mailboxes = [];
    private readonly Queue<LiveEvent> _remembered = new();
    private long _rememberedAfter;
    private long _idleSince;
    private long _renewAt;
    private volatile bool _hintsLost;

    public LiveTopicKey Key => key;

    protected LiveHub Hub => hub;

    protected IGrainFactory Grains => hub.Grains;

    /// <summary>How often <see cref="CatchUp"/> runs besides the renewals of the lease.</summary>
    protected virtual TimeSpan Period => Leases.Renewal;

    /// <summary>What a new subscriber is told at once; null for nothing.</summary>
    protected virtual LiveEvent? Greeting => null;

    /// <summary>Takes or renews the lease.</summary>
    protected abstract Task TakeLease();

    /// <summary>Gives the lease and the observer's reference back.</summary>
    protected abstract Task EndLease();

    /// <summary>Works off one hint.</summary>
    protected abstract Task Handle(object hint);

    /// <summary>Pulls what lost hints may have left out.</summary>
    protected abstract Task CatchUp();

    /// <summary>Completes when the topic holds its lease for the first time; fails when it cannot be had.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Completes when the topic has given its lease back.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>Begins working, under the hub's lock.</summary>
    public void Start()
    {
        _rememberedAfter = hub.NextSequence();
        _idleSince = hub.Now;
        _inbox.Writer.TryWrite(Renew);
        _renewAt = hub.Now + (long)Period.TotalMilliseconds;
        using (ExecutionContext.SuppressFlow())
        {
            Ended = Task.Run(Run);
        }
    }

    /// <summary>Called by the hub's timer, under its lock.</summary>
    /// <returns>False when nobody has listened for a lease's length: the topic has ended.</returns>
    public bool OnTimer(long now)
    {
        if (_mailboxes.Count == 0 && now - _idleSince > Leases.Length.TotalMilliseconds)
        {
            End();
            return false;
        }

        if (now >= _renewAt)
        {
            _renewAt = now + (long)Period.TotalMilliseconds;
            _inbox.Writer.TryWrite(Renew);
        }

        return true;
    }

    /// <summary>Ends the topic and every subscription of it, under the hub's lock.</summary>
    public void End()
    {
        _inbox.Writer.TryComplete();
        foreach (var mailbox in _mailboxes)
        {
            mailbox.Complete();
        }

        _mailboxes.Clear();
    }

    /// <summary>Adds a subscriber, under the hub's lock. With <paramref name="after"/> it first gets what happened since, or is told what cannot be resent.</summary>
    public void Attach(LiveMailbox mailbox, long? after)
    {
        if (after is { } sequence)
        {
            if (sequence < _rememberedAfter)
            {
                mailbox.Offer(new MissedEvent(hub.NextSequence(), key.Name, LiveEvent.TimeOf(sequence), hub.Now));
            }

            foreach (var missed in _remembered.Where(e => e.Sequence > sequence && sequence >= _rememberedAfter))
            {
                mailbox.Offer(missed);
            }
        }
        else if (Greeting is { } greeting)
        {
            mailbox.Offer(greeting);
        }

        _mailboxes.Add(mailbox);
    }

    /// <summary>Removes a subscriber, under the hub's lock.</summary>
    public void Detach(LiveMailbox mailbox)
    {
        _mailboxes.Remove(mailbox);
        _idleSince = hub.Now;
    }

    /// <summary>Takes a hint from an observer; a full inbox loses it and pulls instead.</summary>
    protected Task Accept(object hint)
    {
        if (!_inbox.Writer.TryWrite(hint))
        {
            _hintsLost = true;
        }

        return Task.CompletedTask;
    }

    /// <summary>Hands an event to every subscriber.</summary>
    /// <param name="remember">True to resend it to a subscriber that comes back.</param>
    protected void Publish(Func<long, LiveEvent> make, bool remember)
    {
        lock (hub.Gate)
        {
            var liveEvent = make(hub.NextSequence());
            if (remember)
            {
                _remembered.Enqueue(liveEvent);
                if (_remembered.Count > RememberedEvents)
                {
                    _rememberedAfter = _remembered.Dequeue().Sequence;
                }
            }

            foreach (var mailbox in _mailboxes)
            {
                mailbox.Offer(liveEvent);
            }
        }
    }

    /// <summary>True when such an event is among those remembered.</summary>
    protected bool Remembers(Func<LiveEvent, bool> match)
    {
        lock (hub.Gate)
        {
            return _remembered.Any(match);
        }
    }

    private async Task Run()
    {
        principal.Enter();
        await foreach (var hint in _inbox.Reader.ReadAllAsync())
        {
            try
            {
                await Work(hint);
            }
            catch (Exception exception)
            {
                if (_ready.TrySetException(exception))
                {
                    // Whoever waited hears of it and the next subscriber starts anew.
                    hub.Forget(this);
                }

                hub.LogTopicFailed(exception, key.Name);
            }
        }

        try
        {
            await EndLease();
        }
        catch (Exception exception)
        {
            // The lease lapses by itself.
            hub.LogTopicFailed(exception, key.Name);
        }
    }

    private async Task Work(object hint)
    {
        if (hint == Renew)
        {
            await TakeLease();
            await CatchUp();
            _ready.TrySetResult();
        }
        else
        {
            await Handle(hint);
        }

        if (_hintsLost)
        {
            _hintsLost = false;
            await CatchUp();
        }
    }
}
