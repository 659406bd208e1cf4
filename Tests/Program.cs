using QuantPlatform.Tests.Silo.Storage;

namespace QuantPlatform.Tests;

/// <summary>Entry point of the child processes that tests start from this assembly; the test runner does not come through here.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args) => await StoreChild.TryRun(args) ?? 2;
}
