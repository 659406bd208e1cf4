using System.Net;
using System.Text.Json;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Silo.Feeds.Protocol;

namespace QuantPlatform.Silo.Feeds.Rest;

/// <summary>The REST side of Binance USD-M futures. Every request passes the weight budget first.</summary>
/// <param name="http">Its base address is the venue's; decompression is the handler's.</param>
internal sealed class BinanceRest(HttpClient http, WeightBudget budget, TimeProvider time, FeedMetrics metrics) : IMarketRest
{
    private const int TooOldCode = -4166;

    /// <summary>Weight of one page of aggregated trades, whatever its size.</summary>
    private const int AggTradesWeight = 20;

    /// <summary>A request with its whole answer takes no longer.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(10);

    public Task<RestAnswer<IReadOnlyList<Trade>>> AggTrades(string symbol, AggTradesFrom from, RestPriority priority, CancellationToken cancellationToken)
    {
        var start = from.Id is { } id ? $"&fromId={id}" : from.Time is { } time ? $"&startTime={time}" : "";
        return Get<IReadOnlyList<Trade>>(
            $"fapi/v1/aggTrades?symbol={Uri.EscapeDataString(symbol)}{start}&limit={IMarketRest.PageSize}", AggTradesWeight, priority, RestRows.Trades, cancellationToken);
    }

    public Task<RestAnswer<IReadOnlyList<Bar>>> Klines(string symbol, Interval interval, long endTime, int limit, CancellationToken cancellationToken)
    {
        var end = endTime > 0 ? $"&endTime={endTime}" : "";
        return Get<IReadOnlyList<Bar>>(
            $"fapi/v1/klines?symbol={Uri.EscapeDataString(symbol)}&interval={interval.Name()}{end}&limit={limit}", KlinesWeight(limit), RestPriority.Background, RestRows.Klines, cancellationToken);
    }

    public async Task<RestAnswer<ExchangeInfo>> ExchangeInfo(CancellationToken cancellationToken)
    {
        var answer = await Get("fapi/v1/exchangeInfo", 1, RestPriority.Background, Rest.ExchangeInfo.Parse, cancellationToken);
        if (answer.Value?.WeightPerMinute is { } limit)
        {
            budget.OnLimit(limit);
        }

        return answer;
    }

    private static int KlinesWeight(int limit) => limit switch { < 100 => 1, <= 500 => 2, <= 1_000 => 5, _ => 10 };

    private async Task<RestAnswer<T>> Get<T>(string path, int weight, RestPriority priority, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        await budget.Acquire(weight, priority, cancellationToken);
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, both.Token);
            ReportWeight(response);
            if (!response.IsSuccessStatusCode)
            {
                return Refused<T>(response, await response.Content.ReadAsByteArrayAsync(both.Token));
            }

            await using var body = await response.Content.ReadAsStreamAsync(both.Token);
            using var document = await JsonDocument.ParseAsync(body, cancellationToken: both.Token);
            var value = read(document.RootElement);
            metrics.RestRequest("ok");
            return new RestAnswer<T>(value, null, MayRetry: true);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or IndexOutOfRangeException)
        {
            metrics.RestRequest("malformed");
            return new RestAnswer<T>(default, "the exchange sent an answer that cannot be read", MayRetry: true);
        }
        catch (Exception error) when (error is HttpRequestException or IOException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            metrics.RestRequest("unreachable");
            return new RestAnswer<T>(default, error is HttpRequestException ? error.Message : "the exchange did not answer in time", MayRetry: true);
        }
    }

    private void ReportWeight(HttpResponseMessage response)
    {
        if (response.Headers.TryGetValues("X-MBX-USED-WEIGHT-1M", out var values) && int.TryParse(values.First(), out var used))
        {
            budget.OnReported(used);
        }
    }

    private RestAnswer<T> Refused<T>(HttpResponseMessage response, byte[] body)
    {
        metrics.RestRequest("refused");
        var isLimited = response.StatusCode is HttpStatusCode.TooManyRequests or (HttpStatusCode)418;
        if (isLimited)
        {
            budget.OnBlocked(response.Headers.RetryAfter?.Delta ?? DefaultRetryAfter);
        }

        var error = ErrorText.TryRead(body);
        if (error?.Code == TooOldCode)
        {
            return new RestAnswer<T>(default, RestFailures.TooOld, MayRetry: false);
        }

        var words = error is { } known ? $"{known.Message} (code {known.Code})" : $"HTTP status {(int)response.StatusCode}";
        return new RestAnswer<T>(default, words, MayRetry: isLimited || (int)response.StatusCode >= 500);
    }
}
