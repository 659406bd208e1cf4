using Xunit;

namespace QuantPlatform.Tests.Silo.Feeds;

/// <summary>Waits for something that another thread brings about.</summary>
internal static class Eventually
{
    /// <summary>Polls until the condition holds; fails the test after the deadline.</summary>
    public static Task Holds(Func<bool> condition, string what, int seconds = 20) => Holds(() => Task.FromResult(condition()), what, seconds);

    /// <inheritdoc cref="Holds(Func{bool}, string, int)"/>
    public static async Task Holds(Func<Task<bool>> condition, string what, int seconds = 20)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (!await condition())
        {
            Assert.False(deadline.IsCancellationRequested, $"not within {seconds} s: {what}");
            await Task.Delay(5);
        }
    }
}
