using System.ComponentModel;
using System.Text.Json.Serialization;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Alerts;

/// <summary>What a rule watches, or what an alert is about: one member is set.</summary>
internal sealed record RuleTargetJson(
    [property: Description("Id of one of your pairs."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Pair,
    [property: Description("A symbol: `BTCUSDT` of the active venue, or `demo:BTCUSDT`."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Symbol,
    [property: Description("Id of one of your watchlists: every member is watched separately, as they come and go."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Watchlist)
{
    public static RuleTargetJson Of(RuleTarget target) => new(target.Pair, target.Symbol?.ToString(), target.Watchlist);

    /// <summary>The target; what is wrong with it is added to <paramref name="errors"/>.</summary>
    public async Task<RuleTarget> Read(UserGrains user, string field, FieldErrors errors)
    {
        if ((Pair is null ? 0 : 1) + (Symbol is null ? 0 : 1) + (Watchlist is null ? 0 : 1) != 1)
        {
            errors.Add(field, "one of pair, symbol and watchlist", "Name a pair, a symbol or a watchlist.");
            return new RuleTarget();
        }

        var symbol = Symbol is null ? null : await user.Find(Symbol);
        if (Symbol is not null && symbol is null)
        {
            errors.Add(field + ".symbol", "a known symbol", $"There is no symbol '{Symbol}'.");
        }

        CheckId(Pair, field + ".pair", errors);
        CheckId(Watchlist, field + ".watchlist", errors);
        return new RuleTarget { Pair = Pair, Symbol = symbol, Watchlist = Watchlist };
    }

    private static void CheckId(string? id, string field, FieldErrors errors)
    {
        if (id is not null && !TenantKey.IsPart(id))
        {
            errors.Add(field, "an id", "This is not an id.");
        }
    }
}
