using System.Diagnostics;
using System.Globalization;
using Orleans.Runtime;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Silo.Storage;
using QuantPlatform.Silo.Storage.Sqlite;
using Xunit;

namespace QuantPlatform.Tests.Silo.Storage;

/// <summary>A second process that writes to a store and prints what was acknowledged, and the parent that kills it in the middle.</summary>
internal static class StoreChild
{
    public const int TradesPerWrite = 100;
    public const int Grains = 8;

    /// <summary>The child's side; null when the arguments are not for it.</summary>
    public static async Task<int?> TryRun(string[] args)
    {
        if (args is not ["market-writer" or "grain-writer", var folder])
        {
            return null;
        }

        using var store = SqliteFixtures.Open(folder);
        if (args[0] == "market-writer")
        {
            var market = new SqliteMarketStore(store);
            for (var i = 0L; ; i++)
            {
                await market.Append(new MarketWrite("demo:BTCUSDT", Samples.Trades((i * TradesPerWrite) + 1, TradesPerWrite), [], BitConverter.GetBytes(i)));
                Console.Out.WriteLine(i.ToString(CultureInfo.InvariantCulture));
            }
        }

        var storage = new SqliteGrainStorage(store, new GrainStateSerializer(GrainStateJson.Default));
        await Task.WhenAll(Enumerable.Range(0, Grains).Select(grain => Task.Run(async () =>
        {
            var state = new TestGrainState<AccountRecord>();
            for (var i = 1; ; i++)
            {
                state.State = GrainStorageContract.Account(i);
                await storage.WriteStateAsync("account", GrainId.Create("account", "g" + grain), state);
                lock (storage)
                {
                    Console.Out.WriteLine($"{grain} {i}");
                }
            }
        })));
        return 0;
    }

    /// <summary>Starts the child, kills it after some acknowledgements, and gives everything it had printed.</summary>
    public static async Task<List<string>> RunUntilKilled(string command, string folder, int lines)
    {
        using var child = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(StoreChild).Assembly.Location, command, folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        try
        {
            var errors = child.StandardError.ReadToEndAsync();
            var printed = new List<string>();
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (await child.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
            {
                printed.Add(line);
                if (printed.Count == lines)
                {
                    child.Kill();
                }
            }

            Assert.True(printed.Count >= lines, await errors);
            return printed;
        }
        finally
        {
            child.Kill();
        }
    }
}
