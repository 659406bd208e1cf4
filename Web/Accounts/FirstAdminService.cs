using Microsoft.Extensions.Hosting;

namespace QuantPlatform.Web.Accounts;

/// <summary>Makes the first administrator before the node listens, so that nobody can register ahead of it. The host prints what it has to say.</summary>
internal sealed class FirstAdminService(FirstAdmin admin) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => admin.EnsureAsync();

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
