namespace QuantPlatform.Silo.Datasets;

/// <summary>What column names mean. Letters and digits count, case does not.</summary>
internal static class ColumnNames
{
    // Of several names for one thing the first listed wins: exact numbers before texts, whole times before dates.
    private static readonly (Role Role, string[] Names)[] Known =
    [
        (Role.Time, ["opentimems", "timems", "timestampms", "timestamp", "ts", "unix", "unixtime", "unixtimestamp", "epoch", "opentime", "transacttime", "tradetime", "datetime", "startsat", "starttime", "begin", "start", "eventtime", "date", "dates", "time", "t", "index"]),
        (Role.Open, ["open", "o", "openprice", "first"]),
        (Role.High, ["high", "h", "highprice", "max"]),
        (Role.Low, ["low", "l", "lowprice", "min"]),
        (Role.Close, ["close", "c", "closeprice", "last", "adjclose", "adjustedclose"]),
        (Role.Volume, ["volume", "vol", "v", "basevolume", "volumebase"]),
        (Role.QuoteVolume, ["quotevolume", "quoteassetvolume", "quotevol", "volumequote", "turnover"]),
        (Role.TakerBuyVolume, ["takerbuyvolume", "takerbuybasevolume", "takerbuybaseassetvolume", "takerbuybase"]),
        (Role.Trades, ["trades", "count", "numberoftrades", "tradecount", "tradescount", "n"]),
        (Role.Quality, ["quality"]),
        (Role.Price, ["price", "p", "tradeprice", "px"]),
        (Role.Size, ["size", "quantity", "qty", "q", "amount", "tradesize", "sz", "volume", "vol", "v"]),
        (Role.Id, ["aggtradeid", "tradeid", "id", "a", "tid"]),
        (Role.FirstId, ["firsttradeid", "firstid", "f"]),
        (Role.LastId, ["lasttradeid", "lastid", "l"]),
        (Role.BuyerMaker, ["isbuyermaker", "buyermaker", "m"]),
        (Role.Side, ["side", "takerside", "direction"]),
        (Role.Symbol, ["symbol", "ticker", "instrument", "pair", "s"]),
    ];

    private static readonly HashSet<string> All = [.. Known.SelectMany(known => known.Names), "ignore", "closetime"];

    private static readonly string[] QuoteEndings = ["usd", "usdt", "usdc", "busd", "eur", "quote"];

    /// <summary>Whether a name is one that means something here.</summary>
    public static bool IsKnown(string name) => All.Contains(Plain(name)) || Plain(name).StartsWith("volume", StringComparison.Ordinal);

    /// <summary>Assigns columns to what they hold.</summary>
    /// <param name="names">In the file's order.</param>
    /// <param name="symbol">A column of this name is a series of closes, when there is no other.</param>
    public static Dictionary<Role, int> Assign(IReadOnlyList<string> names, string symbol)
    {
        var plain = names.Select(Plain).ToList();
        var roles = new Dictionary<Role, int>();
        foreach (var (role, known) in Known)
        {
            foreach (var name in known)
            {
                if (plain.IndexOf(name) is >= 0 and var index)
                {
                    roles[role] = index;
                    break;
                }
            }
        }

        AssignVolumes(plain, roles);
        var dayOnly = roles.TryGetValue(Role.Time, out var time) && plain[time] is "date" or "dates";
        if (dayOnly && plain.IndexOf("time") is >= 0 and var clock)
        {
            roles[Role.Clock] = clock;
        }

        if (!roles.ContainsKey(Role.Close) && !roles.ContainsKey(Role.Price)
            && plain.FindIndex(name => name.Length > 0 && name == Plain(symbol)) is >= 0 and var series)
        {
            roles[Role.Close] = series;
        }

        return KeepOneKind(roles, plain);
    }

    private static void AssignVolumes(List<string> plain, Dictionary<Role, int> roles)
    {
        // As in "Volume BTC, Volume USDT".
        for (var i = 0; i < plain.Count; i++)
        {
            if (plain[i].StartsWith("volume", StringComparison.Ordinal) && plain[i].Length > 6 && !roles.ContainsValue(i))
            {
                roles.TryAdd(QuoteEndings.Any(ending => plain[i].EndsWith(ending, StringComparison.Ordinal)) ? Role.QuoteVolume : Role.Volume, i);
            }
        }
    }

    /// <summary>A price and a size without a close are trades; letters like <c>l</c> mean one thing in bars and another in trades.</summary>
    private static Dictionary<Role, int> KeepOneKind(Dictionary<Role, int> roles, List<string> plain)
    {
        var isTrades = roles.ContainsKey(Role.Price) && roles.ContainsKey(Role.Size) && !(roles.TryGetValue(Role.Close, out var close) && plain[close] != "last");
        Role[] others = isTrades
            ? [Role.Open, Role.High, Role.Low, Role.Close, Role.Volume, Role.QuoteVolume, Role.TakerBuyVolume, Role.Trades, Role.Quality]
            : [Role.Price, Role.Size, Role.Id, Role.FirstId, Role.LastId, Role.BuyerMaker, Role.Side];
        foreach (var other in others)
        {
            roles.Remove(other);
        }

        return roles;
    }

    private static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
