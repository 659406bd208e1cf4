using System.Diagnostics;
using Xunit;

namespace QuantPlatform.Tests.EndToEnd;

/// <summary>Waits for a condition that another process brings about, by asking again until a deadline.</summary>
internal static class Until
{
    public static async Task True(Func<Task<bool>> condition, TimeSpan within, Func<Task<string>> otherwise)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > within)
            {
                Assert.Fail($"Not within {within}: {await otherwise()}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }
}
