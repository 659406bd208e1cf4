using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Silo.Feeds.Rest;

namespace QuantPlatform.Silo.Feeds;

/// <summary>Keeps the list of a venue's symbols: the stored one at start, the exchange's own as soon as it answers, and hourly after that.</summary>
internal sealed partial class CatalogueRefresh(VenuePorts ports, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LastRetry = TimeSpan.FromMinutes(2);

    /// <summary>Takes the stored list, if there is one.</summary>
    public async Task Load(Action<ImmutableHashSet<string>> onList, CancellationToken cancellationToken)
    {
        try
        {
            if (await ports.ReadCatalog() is { IsDefaultOrEmpty: false } stored)
            {
                onList(Names(stored));
            }
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotStored(logger, error);
        }
    }

    /// <summary>Asks the exchange until cancelled.</summary>
    public async Task Run(IMarketRest rest, Action<ImmutableHashSet<string>> onList, CancellationToken cancellationToken)
    {
        var retry = FirstRetry;
        while (true)
        {
            var answer = await rest.ExchangeInfo(cancellationToken);
            if (answer.Value is { Symbols.IsEmpty: false } info)
            {
                onList(Names(info.Symbols));
                await ports.WriteCatalog(info.Symbols);
                retry = FirstRetry;
                await Task.Delay(Every, time, cancellationToken);
                continue;
            }

            LogNoAnswer(logger, retry == FirstRetry ? LogLevel.Warning : LogLevel.Debug, answer.Failure ?? "an empty list");
            await Task.Delay(retry, time, cancellationToken);
            retry = retry * 2 < LastRetry ? retry * 2 : LastRetry;
        }
    }

    private static ImmutableHashSet<string> Names(ImmutableArray<SymbolInfo> symbols) => [.. symbols.Select(symbol => symbol.Symbol)];

    [LoggerMessage("The exchange did not say which symbols it has: {Reason}")]
    private static partial void LogNoAnswer(ILogger logger, LogLevel level, string reason);

    [LoggerMessage(LogLevel.Warning, "The stored list of symbols cannot be read")]
    private static partial void LogNotStored(ILogger logger, Exception error);
}
