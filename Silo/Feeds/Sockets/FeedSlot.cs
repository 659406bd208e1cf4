using Microsoft.Extensions.Logging;

namespace QuantPlatform.Silo.Feeds.Sockets;

/// <summary>Keeps one socket's worth of streams connected: reconnects after failures, and replaces the socket without a break before the exchange ends it.</summary>
internal sealed partial class FeedSlot(SlotContext context)
{
    private readonly Lock gate = new();
    private readonly Backoff backoff = new(context.Random);
    private volatile SlotSymbols symbols = SlotSymbols.Empty;
    private volatile SlotState state = SlotState.Initial(context.Time.GetTimestamp());
    private SocketLink? link, spare;
    private TaskCompletionSource<string> rotation = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The symbols this socket carries.</summary>
    public SlotSymbols Symbols => symbols;

    public SlotState State => state;

    /// <summary>How many further symbols fit.</summary>
    public int Room => context.Timings.MaxStreams - symbols.Feeds.Length;

    public void Add(IReadOnlyCollection<SymbolFeed> feeds)
    {
        lock (gate)
        {
            symbols = SlotSymbols.Of([.. symbols.Feeds, .. feeds]);
            ForEachLink(each => each.Subscribe(feeds.Select(feed => feed.Stream)));
        }
    }

    public void Remove(IReadOnlyCollection<SymbolFeed> feeds)
    {
        lock (gate)
        {
            symbols = SlotSymbols.Of(symbols.Feeds.Except(feeds));
            ForEachLink(each => each.Unsubscribe(feeds.Select(feed => feed.Stream)));
            foreach (var feed in feeds)
            {
                feed.IsRemoved = true;
                state.Session?.Remove(feed);
            }
        }
    }

    /// <summary>Asks for a stream once more.</summary>
    public void Resubscribe(SymbolFeed feed)
    {
        lock (gate)
        {
            ForEachLink(each =>
            {
                each.Unsubscribe([feed.Stream]);
                each.Subscribe([feed.Stream]);
            });
        }
    }

    /// <summary>Ends the connection, so that another one is made.</summary>
    public void Reconnect(string because)
    {
        lock (gate)
        {
            link?.End(because);
        }
    }

    /// <summary>Replaces the socket now, without a break.</summary>
    public void RequestRotation(string because)
    {
        lock (gate)
        {
            rotation.TrySetResult(because);
        }
    }

    /// <summary>A moment has passed: starts the clock of a connection without frames, and ends one that leaves requests unanswered.</summary>
    /// <param name="hasStalled">The process stood still before.</param>
    public void OnBeat(bool hasStalled)
    {
        if (state.Session is { } session)
        {
            if (hasStalled)
            {
                session.Clock.OnStall();
            }

            session.StartClock(symbols.Feeds.Length);
        }

        lock (gate)
        {
            ForEachLink(each =>
            {
                if (each.Requests.HasOverdue(context.Timings.AcknowledgeTimeout))
                {
                    each.End("the exchange did not answer a request");
                }
            });
        }
    }

    /// <summary>Stays connected until cancelled.</summary>
    public async Task Run(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            string because;
            try
            {
                because = await ConnectAndServe(cancellationToken);
            }
            catch (Exception error)
            {
                because = "cannot reach the exchange: " + error.GetBaseException().Message;
                context.Metrics.Connection("failed");
            }

            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            var delay = backoff.Next();
            LogLost(context.Logger, because == state.Reason ? LogLevel.Debug : LogLevel.Warning, context.Address, because, delay);
            state = state.Lost(because, context.Time.GetTimestamp());
            await Task.Delay(delay, context.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<string> ConnectAndServe(CancellationToken cancellationToken)
    {
        var first = new SocketLink(context.Timings, context.Time);
        ActiveSession? session = null;
        var serving = first;
        Task<string>? reading = null;
        try
        {
            await first.Connect(context.Address, cancellationToken);
            session = NewSession();
            reading = Serve(first, new LinkTarget(this, context, session), session, cancellationToken);
            while (true)
            {
                var because = await RotationDue(reading, cancellationToken);
                if (because is null)
                {
                    return await reading;
                }

                var turn = await Rotate(serving, reading, session, because, cancellationToken);
                (serving, reading, session) = (turn.Link, turn.Reading, turn.Session);
            }
        }
        finally
        {
            await Leave(serving, reading, session);
        }
    }

    private async Task Leave(SocketLink serving, Task<string>? reading, ActiveSession? session)
    {
        lock (gate)
        {
            link = null;
        }

        serving.End("stopped");
        if (reading is not null)
        {
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        session?.End();
        await serving.DisposeAsync();
        if (session is not null && context.Time.GetElapsedTime(state.Since) >= context.Timings.HealthyAfter)
        {
            backoff.Reset();
        }
    }

    private ActiveSession NewSession()
    {
        var session = new ActiveSession(new FeedSession(context.NextNumber(), new ExchangeClock(context.Time)));
        state = state.Connected(session, context.Time.GetTimestamp());
        context.Metrics.Connection("opened");
        LogConnected(context.Logger, context.Address, session.Session.Number);
        return session;
    }

    private Task<string> Serve(SocketLink opened, LinkTarget target, ActiveSession session, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            link = opened;
            rotation = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            opened.Subscribe(symbols.Feeds.Select(feed => feed.Stream));
        }

        return opened.Run(target, cancellationToken);
    }

    /// <summary>Waits until the socket must be replaced, and says why; null when it ended before, or is about to because everything stops.</summary>
    private async Task<string?> RotationDue(Task<string> reading, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<string> asked;
        lock (gate)
        {
            asked = rotation.Task;
        }

        var old = Task.Delay(context.Timings.RotateAfter, context.Time, waiting.Token);
        var ended = await Task.WhenAny(reading, asked, old);
        await waiting.CancelAsync();
        return ended == reading || cancellationToken.IsCancellationRequested ? null : ended == asked ? await asked : "the socket is old";
    }

    private void ForEachLink(Action<SocketLink> action)
    {
        if (link is not null)
        {
            action(link);
        }

        if (spare is not null)
        {
            action(spare);
        }
    }

    [LoggerMessage(LogLevel.Information, "Connected to {Address} as session {Session}")]
    private static partial void LogConnected(ILogger logger, Uri address, long session);

    [LoggerMessage("No connection to {Address}: {Reason}; again in {Delay}")]
    private static partial void LogLost(ILogger logger, LogLevel level, Uri address, string reason, TimeSpan delay);
}
