using System.Diagnostics;
using Xunit;

namespace QuantPlatform.Tests.Web;

/// <summary>Waits for something that other threads bring about.</summary>
internal static class Until
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    public static async Task True(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Deadline, $"not within {Deadline}: {what}");
            await Task.Yield();
        }
    }
}
