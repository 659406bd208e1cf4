using System.Globalization;
using System.Text.Json;

namespace QuantPlatform.MarketSimulator.Rest;

/// <summary>Everything under <c>/fapi/v1/</c>: faults, weight, parameters, answer.</summary>
internal sealed class RestApi(IMarketSource source, ExchangeOptions options, ExchangeFaults faults, TimeProvider time)
{
    private readonly RestBudget _budget = new(options.RestWeightPerMinute, time);
    private long _calls;

    /// <summary>Calls that arrived so far, refused ones included.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    public async Task Handle(HttpContext context, string endpoint)
    {
        Interlocked.Increment(ref _calls);
        if (await faults.BeforeRest(context.RequestAborted) is { } failure)
        {
            await Refuse(context, failure, TimeSpan.FromSeconds(1));
            return;
        }

        var allowance = _budget.Take(RestWeights.Of(endpoint, context.Request.Query));
        context.Response.Headers["X-MBX-USED-WEIGHT-1M"] = allowance.Used.ToString(CultureInfo.InvariantCulture);
        if (allowance.Status != 200)
        {
            await Refuse(context, allowance.Status, allowance.RetryAfter);
            return;
        }

        using var body = new MemoryStream();
        await using (var json = new Utf8JsonWriter(body))
        {
            try
            {
                if (!HttpMethods.IsGet(context.Request.Method) || !Write(endpoint, new RestQuery(context.Request.Query, source.Symbols), json))
                {
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                    return;
                }
            }
            catch (RestError e)
            {
                await Error(context, StatusCodes.Status400BadRequest, e.Code, e.Message);
                return;
            }
        }

        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted);
    }

    private bool Write(string endpoint, RestQuery query, Utf8JsonWriter json)
    {
        switch (endpoint)
        {
            case "ping":
                json.WriteStartObject();
                json.WriteEndObject();
                return true;
            case "time":
                json.WriteStartObject();
                json.WriteNumber("serverTime"u8, source.Now);
                json.WriteEndObject();
                return true;
            case "exchangeInfo":
                ExchangeInfoEndpoint.Write(source, options.RestWeightPerMinute, json);
                return true;
            case "aggTrades":
                TradeEndpoints.AggTrades(source, query, json);
                return true;
            case "trades":
                TradeEndpoints.Trades(source, query, json);
                return true;
            case "klines":
                KlineEndpoints.Klines(source, query, json);
                return true;
            case "premiumIndex":
                KlineEndpoints.PremiumIndex(source, query, json);
                return true;
            case "ticker/24hr":
                KlineEndpoints.Ticker(source, query, json);
                return true;
            default:
                return false;
        }
    }

    private static Task Refuse(HttpContext context, int status, TimeSpan retryAfter)
    {
        if (status is 418 or 429)
            context.Response.Headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return status is 418 or 429
            ? Error(context, status, -1003, "Too many requests; current limit of IP is exceeded. Please use the websocket for live updates to avoid polling the API.")
            : Error(context, status, -1001, "Internal error; unable to process your request. Please try again.");
    }

    private static Task Error(HttpContext context, int status, int code, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new ErrorBody(code, message), context.RequestAborted);
    }

    private sealed record ErrorBody(
        [property: System.Text.Json.Serialization.JsonPropertyName("code")] int Code,
        [property: System.Text.Json.Serialization.JsonPropertyName("msg")] string Message);
}
