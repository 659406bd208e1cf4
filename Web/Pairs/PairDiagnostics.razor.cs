using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Statistics;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Pairs;

/// <summary>Runs the tests of a pair's window when it is shown and when asked.</summary>
public sealed partial class PairDiagnostics
{
    private DiagnosticsReport? report;
    private double? window;
    private string? refused;
    private bool busy;
    private bool failed;

    [Parameter, EditorRequired]
    public required PairDefinition Definition { get; set; }

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private ILogger<PairDiagnostics> Logger { get; set; } = default!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => Run();

    private async Task Run()
    {
        (refused, failed) = (null, false);
        if (window is { } points && (points != Math.Truncate(points) || points is < PairSettings.MinWindow or > PairSettings.MaxWindow))
        {
            refused = DiagnosticsTexts.WindowHint;
            return;
        }

        busy = true;
        try
        {
            var outcome = await Grains.Call(user => user.Analytics.GetDiagnostics(Definition.Settings, (int?)window));
            if (outcome.Accepted)
            {
                report = outcome.Value;
            }
            else
            {
                refused = string.Join(' ', outcome.Refusals.Select(refusal => refusal.Message));
            }
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            LogFailed(Logger, exception, Definition.Id);
            failed = true;
        }
        finally
        {
            busy = false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The tests of pair {Pair} could not be run for a page.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string pair);
}
