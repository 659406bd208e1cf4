using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Pairs;

/// <summary>The newest rows of a pair's statistics table, newest first.</summary>
public sealed partial class PairTable
{
    private const int ShownRows = 600;

    private IReadOnlyList<PairTableRow>? rows;
    private TableStep every = TableStep.Bar;
    private bool busy;
    private bool failed;

    [Parameter, EditorRequired]
    public required PairDefinition Definition { get; set; }

    /// <summary>Prices of Y have its decimals; null: not known.</summary>
    [Parameter]
    public decimal? TickY { get; set; }

    /// <summary>The same of X.</summary>
    [Parameter]
    public decimal? TickX { get; set; }

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private ShownZone Zone { get; set; } = default!;

    [Inject]
    private ILogger<PairTable> Logger { get; set; } = default!;

    private string Csv => $"api/v1/pairs/{Definition.Id}/table?every={(every == TableStep.Minute ? "minute" : "bar")}&format=csv&limit={IHistoryGrain.MaxRows}";

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => Load();

    private Task EveryChanged(ChangeEventArgs args)
    {
        every = Enum.Parse<TableStep>((string)args.Value!);
        return Load();
    }

    private async Task Load()
    {
        (busy, failed) = (true, false);
        try
        {
            var outcome = await Grains.Call(user => user.Analytics.GetPairTable(Definition.Settings, every, new TimeRange(null, null, ShownRows)));
            failed = !outcome.Accepted;
            rows = outcome.Accepted ? [.. outcome.Value.Reverse()] : rows;
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            LogFailed(Logger, exception, Definition.Id);
            failed = true;
        }

        busy = false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The table of pair {Pair} could not be read for a page.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string pair);
}
