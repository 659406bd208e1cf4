using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Datasets;

/// <summary>A user's own data: into the platform and out of it.</summary>
public sealed partial class DataPage : IDisposable
{
    private static readonly TimeSpan Ask = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource stop = new();
    private ImmutableArray<DatasetInfo> datasets = [];
    private View view = View.Loading;
    private DatasetInfo? paired;

    private enum View
    {
        Loading,
        Failed,
        Empty,
        List,
    }

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private ToastList Toasts { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private ILogger<DataPage> Logger { get; set; } = default!;

    private IReadOnlyList<DatasetInfo> Ready => [.. datasets.Where(dataset => dataset.State == DatasetState.Ready)];

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => RendererInfo.IsInteractive ? Reload() : Task.CompletedTask;

    private static string Day(long? time) => Format.DateTime(time)[..Math.Min(10, Format.DateTime(time).Length)];

    private async Task Reload()
    {
        try
        {
            datasets = await Grains.Call(user => user.Datasets.List());
            view = Ready.Count == 0 ? View.Empty : View.List;
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            LogFailed(Logger, exception);
            view = View.Failed;
        }
    }

    /// <summary>Follows what is being stored until it is.</summary>
    private async Task Changed()
    {
        await Reload();
        while (datasets.FirstOrDefault(dataset => dataset.State == DatasetState.Importing) is { } storing)
        {
            StateHasChanged();
            try
            {
                await Task.Delay(Ask, Time, stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Reload();
            if (datasets.Any(dataset => dataset.Id == storing.Id && dataset.State == DatasetState.Ready))
            {
                Toasts.Show(new Toast(DatasetTexts.Stored(storing.Symbol)));
            }
        }

        StateHasChanged();
    }

    private async Task Delete(DatasetInfo dataset)
    {
        try
        {
            await Grains.Call(user => user.Datasets.Delete(dataset.Id));
            Toasts.Show(new Toast(DatasetTexts.Deleted(dataset.Symbol)));
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            LogFailed(Logger, exception);
            Toasts.Show(new Toast(DatasetTexts.Failed, "down"));
        }

        await Reload();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The datasets could not be read or changed.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
