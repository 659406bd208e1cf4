using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace QuantPlatform.Silo.Storage.Sqlite;

/// <summary>Whether the store takes writes and answers reads.</summary>
internal sealed class StoreHealth(SqliteStore store, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.Writer.Write(Durability.Normal, 1, session => session.Scalar("SELECT 1")).WaitAsync(Patience, time, cancellationToken);
            await store.Readers.Read(session => session.Scalar("SELECT 1")).WaitAsync(Patience, time, cancellationToken);
            return HealthCheckResult.Healthy("The store is open.");
        }
        catch (Exception e) when (e is IOException or TimeoutException or ObjectDisposedException)
        {
            return HealthCheckResult.Unhealthy($"The store does not answer: {e.Message}", e);
        }
    }
}
