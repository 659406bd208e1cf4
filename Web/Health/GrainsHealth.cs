using Microsoft.Extensions.Diagnostics.HealthChecks;
using QuantPlatform.Web.Accounts;

namespace QuantPlatform.Web.Health;

/// <summary>Asks a grain that has stored state: the silo is active and its store answers.</summary>
internal sealed class GrainsHealth(AccountDirectory accounts, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await accounts.AllUsers().WaitAsync(Patience, time, cancellationToken);
            return HealthCheckResult.Healthy("The silo is active and its store answers.");
        }
        catch (Exception exception)
        {
            return HealthCheckResult.Unhealthy($"The silo does not answer: {exception.Message}", exception);
        }
    }
}
