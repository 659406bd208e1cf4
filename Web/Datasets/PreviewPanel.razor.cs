using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Datasets;

/// <summary>A dataset that is not stored yet.</summary>
public sealed partial class PreviewPanel
{
    private static readonly IReadOnlyList<Choice<Interval?>> intervals =
        [new(null, DatasetTexts.Auto), .. Contracts.Markets.Intervals.All.Select(interval => new Choice<Interval?>(interval, interval.Name()))];

    private static readonly IReadOnlyList<Choice<string?>> delimiters =
        [new(null, DatasetTexts.Auto), .. new[] { ",", ";", "tab", "|" }.Select(delimiter => new Choice<string?>(delimiter, DatasetTexts.DelimiterName(delimiter)))];

    private Interval? interval;
    private string? timeFormat;
    private string? delimiter;
    private string? problem;
    private bool busy;

    /// <summary>The dataset.</summary>
    [Parameter, EditorRequired]
    public required DatasetInfo Dataset { get; set; }

    /// <summary>It was read again, or began to be stored.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnChanged { get; set; }

    /// <summary>It is not wanted.</summary>
    [Parameter, EditorRequired]
    public EventCallback<DatasetInfo> OnDiscard { get; set; }

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private ILogger<PreviewPanel> Logger { get; set; } = default!;

    private static string Count(long rows) => rows.ToString("N0", CultureInfo.InvariantCulture);

    private Task ReadAgain() => Do(user => user.Dataset(Dataset.Id).Read(
        new DatasetReading(Dataset.Symbol, interval, string.IsNullOrWhiteSpace(timeFormat) ? null : timeFormat.Trim(), delimiter)));

    private Task Store() => Do(user => user.Dataset(Dataset.Id).Accept());

    private async Task Do(Func<UserGrains, Task<Outcome<DatasetInfo>>> call)
    {
        (busy, problem) = (true, null);
        try
        {
            var outcome = await Grains.Call(call);
            problem = outcome.Accepted ? null : outcome.Refusals[0].Message;
            await OnChanged.InvokeAsync();
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            LogFailed(Logger, exception, Dataset.Id);
            problem = DatasetTexts.Failed;
        }
        finally
        {
            busy = false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Dataset {Dataset} could not be read or stored.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string dataset);
}
