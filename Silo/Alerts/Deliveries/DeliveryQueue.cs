using System.Diagnostics.CodeAnalysis;

namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>
/// Whose delivery is next. Users take turns; one user has at most a few running, and one contact point one at a time. A user whose receivers hang holds up
/// nobody else. Not thread-safe.
/// </summary>
/// <param name="atOnce">Running deliveries of the node.</param>
[SuppressMessage("Naming", "CA1711", Justification = "It is a queue.")]
internal sealed class DeliveryQueue(int atOnce)
{
    public const int RunningPerUser = 4;
    public const int WaitingPerUser = 64;
    public const int Waiting = 20_000;

    private readonly LinkedList<UserLine> turns = new();
    private readonly Dictionary<string, UserLine> users = [];

    public int WaitingCount { get; private set; }

    public int RunningCount { get; private set; }

    /// <summary>Takes a job unless it is here already.</summary>
    /// <returns>False when there is no room: offer it again later.</returns>
    public bool Add(DeliveryJob job)
    {
        if (!users.TryGetValue(job.UserId, out var user))
        {
            users.Add(job.UserId, user = new UserLine(job.UserId));
        }

        if (user.Holds(job.Delivery.Id))
        {
            return true;
        }

        if (WaitingCount >= Waiting || user.Waiting.Count >= WaitingPerUser)
        {
            Forget(user);
            return false;
        }

        if (user.Waiting.Count == 0)
        {
            turns.AddLast(user.Turn);
        }

        user.Waiting.Add(job);
        WaitingCount++;
        return true;
    }

    /// <summary>The next job that may run now, which it then does; null when none may.</summary>
    public DeliveryJob? Start()
    {
        if (RunningCount >= atOnce)
        {
            return null;
        }

        for (var turn = turns.First; turn is not null; turn = turn.Next)
        {
            var user = turn.Value;
            if (user.Running.Count >= RunningPerUser || user.Waiting.Find(job => user.Running.TrueForAll(running => running.Lane != job.Lane)) is not { } next)
            {
                continue;
            }

            user.Waiting.Remove(next);
            user.Running.Add(next);
            WaitingCount--;
            RunningCount++;
            turns.Remove(turn);
            if (user.Waiting.Count > 0)
            {
                turns.AddLast(turn);
            }

            return next;
        }

        return null;
    }

    /// <summary>A started job has ended.</summary>
    public void End(DeliveryJob job)
    {
        var user = users[job.UserId];
        user.Running.Remove(job);
        RunningCount--;
        Forget(user);
    }

    private void Forget(UserLine user)
    {
        if (user.Waiting.Count == 0 && user.Running.Count == 0)
        {
            users.Remove(user.Id);
        }
    }

    private sealed class UserLine
    {
        public UserLine(string id)
        {
            Id = id;
            Turn = new LinkedListNode<UserLine>(this);
        }

        public string Id { get; }

        public LinkedListNode<UserLine> Turn { get; }

        public List<DeliveryJob> Waiting { get; } = [];

        public List<DeliveryJob> Running { get; } = [];

        public bool Holds(string deliveryId) => Running.Exists(job => job.Delivery.Id == deliveryId) || Waiting.Exists(job => job.Delivery.Id == deliveryId);
    }
}
