using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.Feeds;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Contracts.Workspaces;

namespace QuantPlatform.Silo.Hosting;

/// <summary>Keeps the feeds and every enabled pair running although nobody is signed in: at start, feeds every 3 s, workspaces every 60 s.</summary>
internal sealed partial class WakingService(
    IGrainFactory grains, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<WakingService> logger) : BackgroundService
{
    private static readonly TimeSpan FeedPeriod = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan WorkspacePeriod = TimeSpan.FromSeconds(60);
    private const int AtOnce = 64;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The loops must not inherit whatever started the host.
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => Run(stoppingToken), CancellationToken.None);
        }
    }

    private async Task Run(CancellationToken stopping)
    {
        await Started(stopping);
        CallPrincipal.System.Enter();
        await Task.WhenAll(
            Repeat(FeedPeriod, () => grains.GetGrain<IActiveVenueGrain>("0").Decide(), stopping),
            Repeat(WorkspacePeriod, WakeWorkspaces, stopping));
    }

    private async Task Started(CancellationToken stopping)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stopping);
    }

    private async Task Repeat(TimeSpan period, Func<Task> action, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await action();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception, period.TotalSeconds);
            }

            await Task.Delay(period, time, stopping).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task WakeWorkspaces()
    {
        for (var shard = 0; shard < UserShards.Count; shard++)
        {
            var index = grains.GetGrain<IUserIndexGrain>(shard.ToString(System.Globalization.CultureInfo.InvariantCulture));
            foreach (var gone in await index.GetErasing())
            {
                await FinishErasing(gone);
            }

            var users = await index.GetUsers();
            foreach (var some in users.Chunk(AtOnce))
            {
                await Task.WhenAll(some.Select(WakeWorkspace));
            }
        }
    }

    /// <summary>Somebody deleted an account, and the node ended before everything was gone.</summary>
    private async Task FinishErasing(string userId)
    {
        try
        {
            await grains.GetGrain<IAccountGrain>(userId).Erase();
        }
        catch (Exception exception)
        {
            LogErasingFailed(exception, userId);
        }
    }

    private async Task WakeWorkspace(string userId)
    {
        try
        {
            await grains.GetGrain<IWorkspaceGrain>(userId).EnsureRunning();
            await grains.GetGrain<IJobListGrain>(userId).EnsureRunning();
            await grains.GetGrain<IDatasetListGrain>(userId).EnsureRunning();
        }
        catch (Exception exception)
        {
            LogWorkspaceFailed(exception, userId);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Waking failed; tried again in {Seconds} s.")]
    private partial void LogFailed(Exception exception, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "User {User} could not be erased whole; tried again in a minute.")]
    private partial void LogErasingFailed(Exception exception, string user);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The workspace of {User} could not be woken.")]
    private partial void LogWorkspaceFailed(Exception exception, string user);
}
