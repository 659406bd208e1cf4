using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Alerts;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Exports;

/// <summary>A user's exports.</summary>
public sealed partial class ExportPanel : IDisposable
{
    private static readonly TimeSpan Ask = TimeSpan.FromMilliseconds(500);
    private static readonly IReadOnlyList<Choice<string>> kinds =
    [
        new(ExportKinds.Bars, ExportTexts.Bars), new(ExportKinds.Trades, ExportTexts.Trades), new(ExportKinds.PairSeries, ExportTexts.PairSeries),
        new(ExportKinds.Statistics, ExportTexts.Statistics), new(ExportKinds.Alerts, ExportTexts.Alerts), new(ExportKinds.Workspace, ExportTexts.Workspace),
    ];

    private static readonly IReadOnlyList<Choice<string>> steps = [new("bar", ExportTexts.EveryBar), new("minute", ExportTexts.EveryMinute)];
    private static readonly IReadOnlyList<Choice<AlertState?>> states =
        [new(null, ExportTexts.AnyState), .. Enum.GetValues<AlertState>().Select(one => new Choice<AlertState?>(one, AlertTexts.StateName(one)))];

    private static readonly IReadOnlyList<Choice<AlertSeverity?>> severities =
        [new(null, ExportTexts.AnySeverity), .. AlertTexts.Severities.Select(one => new Choice<AlertSeverity?>(one.Value, one.Text))];

    private static readonly IReadOnlyList<Choice<string>> formats = [new("csv", "CSV"), new("ndjson", "NDJSON"), new("json", "JSON")];
    private static readonly IReadOnlyList<Choice<Interval>> intervals = [.. Intervals.All.Select(one => new Choice<Interval>(one, one.Name()))];

    private readonly CancellationTokenSource stop = new();
    private IReadOnlyList<Choice<string?>> symbols = [];
    private IReadOnlyList<Choice<string?>> pairs = [];
    private IReadOnlyList<ExportJson> exports = [];
    private string kind = ExportKinds.Bars;
    private string? symbol;
    private string? pair;
    private Interval interval = Interval.OneMinute;
    private string format = "csv";
    private string every = "bar";
    private AlertState? state;
    private AlertSeverity? severity;
    private bool onlyNew;
    private string? error;
    private bool busy;
    private bool following;

    /// <summary>The user's datasets that can be exported.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<DatasetInfo> Datasets { get; set; }

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private ILogger<ExportPanel> Logger { get; set; } = default!;

    private IReadOnlyList<Choice<string?>> Symbols => [.. symbols, .. Datasets.Select(dataset => new Choice<string?>($"{Venues.Upload}:{dataset.Id}", dataset.Id, dataset.Symbol))];

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            await Try(LoadChoices);
            await Follow();
        }
    }

    private static string NameOf(ExportJson export) => export.Manifest?.FileName ?? export.Id;

    private static string Remove(ExportJson export) => export.State is JobState.Queued or JobState.Running ? ExportTexts.Cancel : ExportTexts.Delete;

    private async Task LoadChoices(UserGrains user)
    {
        var venue = await user.ActiveVenue.Get();
        symbols = [.. (await user.Catalog(venue).GetSymbols()).Select(info => new Choice<string?>($"{venue}:{info.Symbol}", info.Symbol))];
        pairs = [.. (await user.Workspace.GetPairs()).Select(one => new Choice<string?>(one.Id, one.DisplayName))];
    }

    private void Choose(string chosen) => (kind, error) = (chosen, null);

    private ExportBody Body() => kind switch
    {
        ExportKinds.Bars => new ExportBody(kind, symbol, interval.Name(), null, null, null, format),
        ExportKinds.Trades => new ExportBody(kind, symbol, null, null, null, null, format),
        ExportKinds.PairSeries => new ExportBody(kind, null, null, pair, null, null, format),
        ExportKinds.Statistics => new ExportBody(kind, null, null, pair, null, null, format, every),
        ExportKinds.Alerts => new ExportBody(kind, null, null, null, null, null, format, null, state is { } one ? ApiJson.WordOf(one) : null, severity is { } level ? ApiJson.WordOf(level) : null, null, onlyNew ? false : null),
        _ => new ExportBody(kind, null, null, null, null, null, null),
    };

    private async Task Start()
    {
        var isChosen = kind switch { ExportKinds.Bars or ExportKinds.Trades => symbol is not null, ExportKinds.PairSeries or ExportKinds.Statistics => pair is not null, _ => true };
        error = isChosen ? null : ExportTexts.Choose;
        if (error is not null)
        {
            return;
        }

        busy = true;
        var body = Body();
        await Try(async user =>
        {
            var outcome = await user.Jobs.Start(JobKinds.Export, JsonSerializer.Serialize(body, ApiJson.Options));
            error = outcome.Accepted ? null : outcome.Refusals[0].Message;
        });
        busy = false;
        await Follow();
    }

    private async Task Delete(ExportJson export)
    {
        await Try(user => user.Jobs.Delete(export.Id));
        await Follow();
    }

    /// <summary>Shows how far exports are until all are finished.</summary>
    private async Task Follow()
    {
        await Load();
        if (following)
        {
            return;
        }

        following = true;
        while (exports.Any(export => export.State is JobState.Queued or JobState.Running) && !stop.IsCancellationRequested)
        {
            StateHasChanged();
            await Task.Delay(Ask, Time, CancellationToken.None);
            await Load();
        }

        following = false;
        StateHasChanged();
    }

    private Task Load() => Try(async user => exports = [.. (await user.Jobs.List(JobKinds.Export)).Select(ExportJson.Of)]);

    private async Task Try(Func<UserGrains, Task> call)
    {
        try
        {
            await Grains.Call(call);
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            LogFailed(Logger, exception);
            error = ExportTexts.Failed;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The exports could not be read or changed.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
