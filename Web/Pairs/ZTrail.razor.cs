using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Pairs;

/// <summary>The sparkline of one pair's z in a list; its history is read when it comes into sight.</summary>
public sealed partial class ZTrail
{
    [Parameter, EditorRequired]
    public required PairRow Pair { get; set; }

    [Parameter, EditorRequired]
    public required ZTrails Trails { get; set; }

    /// <summary>Ends with the page.</summary>
    [Parameter]
    public CancellationToken Stopping { get; set; }

    [Inject]
    private ILogger<ZTrail> Logger { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        try
        {
            await Trails.Look(Pair.Id, Stopping);
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            LogUnread(Logger, exception, Pair.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The last values of pair {Pair} could not be read for a list.")]
    private static partial void LogUnread(ILogger logger, Exception exception, string pair);
}
