using Orleans;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Silo.Workspaces;

/// <content>Datasets as symbols.</content>
internal sealed partial class WorkspaceGrain
{
    /// <summary>The user's own stored dataset behind a symbol; null when there is none.</summary>
    private async Task<DatasetInfo?> Upload(SymbolKey symbol) =>
        TenantKey.Parse(symbol.Symbol).UserId == this.GetPrimaryKeyString() && await GrainFactory.GetGrain<IDatasetGrain>(symbol.Symbol).Get() is { State: DatasetState.Ready } dataset
            ? dataset
            : null;

    /// <summary>A pair's interval must be one that its uploads have bars of.</summary>
    private async Task<Refusal?> MissingBars(PairSettings settings)
    {
        foreach (var leg in new[] { settings.Y, settings.X }.Where(leg => leg.IsUpload))
        {
            if (await Upload(leg) is { } dataset && !dataset.Intervals.Contains(settings.Interval))
            {
                return new Refusal(
                    RefusalCodes.Invalid, "interval", string.Join(", ", dataset.Intervals.Select(interval => interval.Name())), $"{leg.Name} has no bars of that interval.");
            }
        }

        return null;
    }
}
