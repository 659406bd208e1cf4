using Xunit;

namespace QuantPlatform.Tests.Web.Api;

/// <summary>Waits for what must become true.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task True(Func<Task<bool>> condition)
    {
        using var late = new CancellationTokenSource(Deadline);
        while (!await condition())
        {
            Assert.False(late.IsCancellationRequested, "It did not become true in time.");
            await Task.Delay(Pause);
        }
    }
}
