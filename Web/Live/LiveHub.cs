using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace QuantPlatform.Web.Live;

/// <summary>The node's live topics: opened by the first subscriber, kept for a lease's length after the last one, renewed in between.</summary>
internal sealed partial class LiveHub(IGrainFactory grains, TimeProvider time, ILogger<LiveHub> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan TimerPeriod = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    private readonly Dictionary<LiveTopicKey, LiveTopic> _topics = [];
    private long _sequence;
    private ITimer? _timer;
    private bool _stopped;

    public IGrainFactory Grains => grains;

    /// <summary>Guards topics, their subscribers and what they remember: an event gets its number and reaches every mailbox in one step.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Unix ms.</summary>
    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>How many topics are open.</summary>
    public int TopicCount
    {
        get
        {
            lock (Gate)
            {
                return _topics.Count;
            }
        }
    }

    public long NextSequence()
    {
        lock (Gate)
        {
            return _sequence = Math.Max(_sequence + 1, Now * LiveEvent.SequencesPerMs);
        }
    }

    /// <summary>Attaches a mailbox to a topic, once the topic holds its lease.</summary>
    /// <param name="after">The last sequence the subscriber has seen; null for a new one.</param>
    public async Task Attach(LiveTopicKey key, LiveMailbox mailbox, long? after, CancellationToken cancellationToken)
    {
        while (true)
        {
            var topic = Open(key);
            await topic.Ready.WaitAsync(cancellationToken);
            lock (Gate)
            {
                // It may have ended between the two locks.
                if (_topics.GetValueOrDefault(key) == topic)
                {
                    topic.Attach(mailbox, after);
                    return;
                }
            }
        }
    }

    public void Detach(LiveTopicKey key, LiveMailbox mailbox)
    {
        lock (Gate)
        {
            if (_topics.TryGetValue(key, out var topic))
            {
                topic.Detach(mailbox);
            }
        }
    }

    /// <summary>Lets the next subscriber open the topic anew.</summary>
    public void Forget(LiveTopic topic)
    {
        lock (Gate)
        {
            if (_topics.TryGetValue(topic.Key, out var current) && current == topic)
            {
                _topics.Remove(topic.Key);
            }

            topic.End();
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        using (ExecutionContext.SuppressFlow())
        {
            _timer = time.CreateTimer(_ => OnTimer(), null, TimerPeriod, TimerPeriod);
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        List<LiveTopic> topics;
        lock (Gate)
        {
            _stopped = true;
            topics = [.. _topics.Values];
            _topics.Clear();
            topics.ForEach(topic => topic.End());
        }

        // Leases lapse by themselves; giving them back is only polite.
        await Task.WhenAny(Task.WhenAll(topics.Select(topic => topic.Ended)), Task.Delay(Farewell, time, cancellationToken));
    }

    public void Dispose() => _timer?.Dispose();

    private void OnTimer()
    {
        lock (Gate)
        {
            var now = Now;
            foreach (var topic in _topics.Values.ToList().Where(topic => !topic.OnTimer(now)))
            {
                _topics.Remove(topic.Key);
            }
        }
    }

    private LiveTopic Open(LiveTopicKey key)
    {
        lock (Gate)
        {
            ObjectDisposedException.ThrowIf(_stopped, this);
            if (!_topics.TryGetValue(key, out var topic))
            {
                _topics.Add(key, topic = Create(key));
                topic.Start();
            }

            return topic;
        }
    }

    private LiveTopic Create(LiveTopicKey key) => key switch
    {
        BarsTopicKey bars => new BarsTopic(this, bars),
        PairTopicKey pair => new PairTopic(this, pair),
        AlertTopicKey alerts => new AlertTopic(this, alerts),
        FeedTopicKey feed => new FeedTopic(this, feed),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "not a topic"),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Live topic {Topic} stumbled; it pulls what it missed at its next renewal.")]
    internal partial void LogTopicFailed(Exception exception, string topic);
}
