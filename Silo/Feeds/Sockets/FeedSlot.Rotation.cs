using Microsoft.Extensions.Logging;

namespace QuantPlatform.Silo.Feeds.Sockets;

/// <content>Replacing a socket by another without a break.</content>
internal sealed partial class FeedSlot
{
    private static readonly TimeSpan RotationPoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RotationRetry = TimeSpan.FromMinutes(1);

    /// <summary>Opens a second socket, lets both run until the new one misses nothing that the old one has not delivered, then lets go of the old one.</summary>
    private async Task<Turn> Rotate(SocketLink old, Task<string> reading, ActiveSession session, string because, CancellationToken cancellationToken)
    {
        LogRotating(context.Logger, context.Address, because);
        var fresh = new SocketLink(context.Timings, context.Time);
        var target = new LinkTarget(this, context, session: null);
        try
        {
            await fresh.Connect(context.Address, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            await fresh.DisposeAsync();
            LogNotRotated(context.Logger, context.Address, error);
            return await KeepOld(old, reading, session, because, cancellationToken);
        }

        lock (gate)
        {
            spare = fresh;
            fresh.Subscribe(symbols.Feeds.Select(feed => feed.Stream));
        }

        var freshReading = fresh.Run(target, cancellationToken);
        await Overlap(fresh, target, session, reading, freshReading);
        var isUsable = !freshReading.IsCompleted;
        lock (gate)
        {
            spare = null;
            if (isUsable)
            {
                link = fresh;
                rotation = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        if (!isUsable)
        {
            await fresh.DisposeAsync();
            return await KeepOld(old, reading, session, because, cancellationToken);
        }

        var wasCut = reading.IsCompleted;
        old.End("replaced");
        await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (wasCut)
        {
            session.End();
            session = NewSession();
        }

        target.Promote(session, fresh.IsSettled);
        await old.DisposeAsync();
        LogRotated(context.Logger, context.Address);
        return new Turn(fresh, freshReading, session);
    }

    /// <summary>The old socket serves on; in a minute the next attempt is made.</summary>
    private async Task<Turn> KeepOld(SocketLink old, Task<string> reading, ActiveSession session, string because, CancellationToken cancellationToken)
    {
        await Task.WhenAny(reading, Task.Delay(RotationRetry, context.Time, cancellationToken));
        RequestRotation(because);
        return new Turn(old, reading, session);
    }

    private async Task Overlap(SocketLink fresh, LinkTarget target, ActiveSession session, Task<string> reading, Task<string> freshReading)
    {
        var started = context.Time.GetTimestamp();
        while (!reading.IsCompleted && !freshReading.IsCompleted && !target.IsFull && context.Time.GetElapsedTime(started) < context.Timings.RotateTimeout)
        {
            var hasCaughtUp = target.CompleteFrom > 0 && session.Clock.FrameClock >= target.CompleteFrom;
            if (fresh.IsSettled && (hasCaughtUp || session.Clock.Silent > 0))
            {
                return;
            }

            await Task.Delay(RotationPoll, context.Time, CancellationToken.None);
        }
    }

    private sealed record Turn(SocketLink Link, Task<string> Reading, ActiveSession Session);

    [LoggerMessage(LogLevel.Information, "Replacing the connection to {Address}: {Reason}")]
    private static partial void LogRotating(ILogger logger, Uri address, string reason);

    [LoggerMessage(LogLevel.Information, "The connection to {Address} was replaced without a break")]
    private static partial void LogRotated(ILogger logger, Uri address);

    [LoggerMessage(LogLevel.Warning, "No second connection to {Address}; the old one stays for now")]
    private static partial void LogNotRotated(ILogger logger, Uri address, Exception error);
}
