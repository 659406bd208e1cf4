using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Feeds;

/// <summary>Checks <see cref="FeedOptions"/> at start. Every error names the key, the rule and the value.</summary>
internal sealed class FeedOptionsValidation : IValidateOptions<FeedOptions>
{
    public ValidateOptionsResult Validate(string? name, FeedOptions options)
    {
        List<string> errors = [];
        OneOf(errors, nameof(FeedOptions.Kind), options.Kind, FeedOptions.Auto, FeedOptions.Binance, FeedOptions.Demo);
        OneOf(errors, nameof(FeedOptions.Stream), options.Stream, FeedOptions.AggTrade, FeedOptions.Trade);
        Address(errors, nameof(FeedOptions.WebSocketUrl), options.WebSocketUrl, "ws", "wss");
        Address(errors, nameof(FeedOptions.RestUrl), options.RestUrl, "http", "https");
        if (options.SymbolList.IsEmpty || options.SymbolList.Any(symbol => symbol.Length > SymbolKey.MaxSymbolLength || !symbol.All(c => char.IsLetterOrDigit(c) || c == '_')))
        {
            errors.Add(Error(nameof(FeedOptions.Symbols), "one or more symbols of letters, digits and '_', separated by commas", options.Symbols));
        }

        List<ValidationResult> annotated = [];
        var range = new ValidationContext(options) { MemberName = nameof(FeedOptions.QueueCapacity) };
        if (!Validator.TryValidateProperty(options.QueueCapacity, range, annotated))
        {
            errors.Add(Error(nameof(FeedOptions.QueueCapacity), "100000 to 10000000", options.QueueCapacity.ToString()));
        }

        if (errors.Count == 0 && options.Stream == FeedOptions.Trade && options.Kind != FeedOptions.Demo && IsMarketRoot(options.WebSocketUrl))
        {
            errors.Add(Error(
                nameof(FeedOptions.Stream),
                $"aggTrade while {FeedOptions.Section}:{nameof(FeedOptions.WebSocketUrl)} ends in /market, because Binance sends no @trade there (use its /public root)",
                options.Stream));
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static bool IsMarketRoot(string address) => new Uri(address).AbsolutePath.TrimEnd('/').EndsWith("/market", StringComparison.OrdinalIgnoreCase);

    private static void OneOf(List<string> errors, string key, string value, params string[] allowed)
    {
        if (!allowed.Contains(value, StringComparer.Ordinal))
        {
            errors.Add(Error(key, "one of " + string.Join(", ", allowed), value));
        }
    }

    private static void Address(List<string> errors, string key, string value, params string[] schemes)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var uri) || !schemes.Contains(uri.Scheme, StringComparer.Ordinal) || uri.Query.Length > 0)
        {
            errors.Add(Error(key, $"an address that begins with {string.Join(":// or ", schemes)}:// and has no query", value));
        }
    }

    private static string Error(string key, string rule, string value) => $"{FeedOptions.Section}:{key} must be {rule}; it is '{value}'.";
}
