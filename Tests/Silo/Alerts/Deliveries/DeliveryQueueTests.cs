using QuantPlatform.Silo.Alerts.Deliveries;
using Xunit;

namespace QuantPlatform.Tests.Silo.Alerts.Deliveries;

public sealed class DeliveryQueueTests
{
    [Fact]
    public void Start_WithOneUserWhoseReceiversHang_LetsEverybodyElseThrough()
    {
        var queue = new DeliveryQueue(atOnce: 8);
        for (var i = 0; i < 40; i++)
        {
            queue.Add(Job("ann", i, $"p{i}"));
        }

        queue.Add(Job("bob", 0, "p"));
        queue.Add(Job("cid", 0, "p"));

        var started = StartAll(queue);

        Assert.Equal(["ann", "ann", "ann", "ann", "bob", "cid"], started.Select(job => job.UserId).Order());
        Assert.Equal(36, queue.WaitingCount);
    }

    [Fact]
    public void Start_TakesUsersInTurn()
    {
        var queue = new DeliveryQueue(atOnce: 1);
        foreach (var user in (string[])["ann", "bob", "cid"])
        {
            queue.Add(Job(user, 0, "p"));
            queue.Add(Job(user, 1, "q"));
        }

        var order = new List<string>();
        while (queue.Start() is { } job)
        {
            order.Add(job.UserId);
            queue.End(job);
        }

        Assert.Equal(["ann", "bob", "cid", "ann", "bob", "cid"], order);
    }

    [Fact]
    public void Start_ToOneContactPoint_GoesOneAfterTheOtherInOrder()
    {
        var queue = new DeliveryQueue(atOnce: 8);
        for (var i = 0; i < 3; i++)
        {
            queue.Add(Job("ann", i, "p"));
        }

        var order = new List<string>();
        while (queue.Start() is { } job)
        {
            Assert.Null(queue.Start());
            order.Add(job.Delivery.Id);
            queue.End(job);
        }

        Assert.Equal(["d0", "d1", "d2"], order);
    }

    [Fact]
    public void Add_OfWhatIsHereAlready_ChangesNothing()
    {
        var queue = new DeliveryQueue(atOnce: 8);
        queue.Add(Job("ann", 1, "p"));
        Assert.True(queue.Add(Job("ann", 1, "p")));
        var running = queue.Start()!;
        Assert.True(queue.Add(Job("ann", 1, "p")));
        Assert.Null(queue.Start());

        queue.End(running);

        // Once it ended, its owner decides anew.
        Assert.True(queue.Add(Job("ann", 1, "p")));
        Assert.NotNull(queue.Start());
    }

    [Fact]
    public void Add_BeyondTheBound_IsRefused()
    {
        var queue = new DeliveryQueue(atOnce: 1);
        for (var i = 0; i < DeliveryQueue.WaitingPerUser; i++)
        {
            Assert.True(queue.Add(Job("ann", i, "p")));
        }

        Assert.False(queue.Add(Job("ann", 999, "p")));
        Assert.True(queue.Add(Job("bob", 999, "p")));
    }

    [Fact]
    public void Start_OfManyUsers_KeepsItsPromisesInAnyOrder()
    {
        var random = new Random(7);
        var queue = new DeliveryQueue(atOnce: 16);
        var running = new List<DeliveryJob>();
        var (added, ended) = (0, 0);
        for (var step = 0; step < 20_000; step++)
        {
            if (random.Next(3) > 0 && queue.Add(Job($"u{random.Next(12)}", step, $"p{random.Next(3)}")))
            {
                added++;
            }

            running.AddRange(StartAll(queue));
            Assert.InRange(running.Count, 0, 16);
            Assert.All(running.GroupBy(job => job.UserId), user =>
            {
                Assert.InRange(user.Count(), 1, DeliveryQueue.RunningPerUser);
                Assert.Equal(user.Count(), user.Select(job => job.Lane).Distinct().Count());
            });
            if (running.Count > 0 && random.Next(2) == 0)
            {
                var end = random.Next(running.Count);
                queue.End(running[end]);
                running.RemoveAt(end);
                ended++;
            }

            Assert.Equal(added, ended + queue.WaitingCount + queue.RunningCount);
        }
    }

    private static List<DeliveryJob> StartAll(DeliveryQueue queue)
    {
        var started = new List<DeliveryJob>();
        while (queue.Start() is { } job)
        {
            started.Add(job);
        }

        return started;
    }

    private static DeliveryJob Job(string user, int number, string point) => Senders.Job("https://example.org/", $"{number}", user, point);
}
