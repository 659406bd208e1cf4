using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using QuantPlatform.Silo.Storage;
using QuantPlatform.Silo.Storage.Sqlite;

namespace QuantPlatform.Tests.Silo.Storage;

/// <summary>Opens stores the way the node does, without a host.</summary>
internal static class SqliteFixtures
{
    public static StorageMetrics Metrics { get; } =
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>(), TimeProvider.System);

    public static SqliteStore Open(string folder) => new(folder, Metrics, NullLogger<SqliteStore>.Instance);
}
