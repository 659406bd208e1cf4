namespace QuantPlatform.MarketSimulator.Rest;

/// <summary>A refusal in the exchange's own words: HTTP 400 and a code.</summary>
internal sealed class RestError(int code, string message) : Exception(message)
{
    public int Code { get; } = code;

    public static RestError InvalidSymbol() => new(-1121, "Invalid symbol.");

    public static RestError InvalidInterval() => new(-1120, "Invalid interval.");

    public static RestError Missing(string parameter) => new(-1102, $"Mandatory parameter '{parameter}' was not sent, was empty/null, or malformed.");

    public static RestError Malformed(string parameter) => new(-1100, $"Illegal characters found in parameter '{parameter}'; legal range is '^[0-9]{{1,20}}$'.");

    public static RestError OutOfRange(string parameter) => new(-1130, $"Data sent for parameter '{parameter}' is not valid.");

    public static RestError BadCombination() => new(-1128, "Combination of optional parameters invalid.");

    public static RestError StartAfterEnd() => new(-1023, "Start time is greater than end time.");

    public static RestError WindowTooLong() => new(-1127, "Lookup interval is too big. More than 1 hours between startTime and endTime.");

    public static RestError TooOld() => new(-4166, "Search window is restricted to recent 2 days only.");
}
