using System.Globalization;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Datasets;

/// <summary>Turns the cells of a row into a bar or a trade, or names the cell that breaks a rule.</summary>
internal sealed class RowParser(FileFormat format, IRowSource source)
{
    private const int MaxText = 40;
    private const decimal MaxNumber = 1_000_000_000_000_000m;

    private readonly char[] joined = new char[128];
    private readonly string? wanted = format.SymbolInFile;

    /// <summary>The cell that broke a rule in the last row.</summary>
    public BadCell? Bad { get; private set; }

    /// <summary>Whether the row is of another symbol.</summary>
    public bool IsOther => wanted is not null && format.Roles.TryGetValue(Role.Symbol, out var column) && !source.Cell(column).Equals(wanted, StringComparison.OrdinalIgnoreCase);

    /// <summary>A cell that a spreadsheet would run; −1 when there is none.</summary>
    public int Formula()
    {
        for (var column = 0; column < source.Count; column++)
        {
            if (source.Cell(column) is [var first, .. var rest] && (first is '=' or '@' || (first is '+' or '-' && rest is [var next, ..] && !char.IsAsciiDigit(next) && next != '.' && !rest.StartsWith("inf", StringComparison.OrdinalIgnoreCase))))
            {
                return column;
            }
        }

        return -1;
    }

    /// <summary>The row as a bar; null when a cell is bad.</summary>
    public Bar? ReadBar()
    {
        Bad = null;
        var time = Time();
        if (Bad is null && format.Interval is { } interval && interval.OpenOf(time) != time)
        {
            Fail(Role.Time, $"a multiple of {interval.Name()} in UTC");
        }

        var close = Number(Role.Close, null, above: true);
        var open = Number(Role.Open, close, above: true);
        var high = Number(Role.High, Math.Max(open, close), above: true);
        var low = Number(Role.Low, Math.Min(open, close), above: true);
        var volume = Number(Role.Volume, 0);
        var quote = Number(Role.QuoteVolume, -1);
        var taker = Number(Role.TakerBuyVolume, 0);
        var trades = Integer(Role.Trades, 0);
        if (Bad is null && high < Math.Max(open, close))
        {
            Fail(Role.High, "not below open or close");
        }

        if (Bad is null && low > Math.Min(open, close))
        {
            Fail(Role.Low, "not above open or close");
        }

        if (Bad is null && taker > volume && format.Roles.ContainsKey(Role.Volume))
        {
            Fail(Role.TakerBuyVolume, "at most the volume");
        }

        var quality = Quality(isQuiet: format.Roles.ContainsKey(Role.Volume) && volume == 0 && open == close && high == low);
        return Bad is null ? new Bar(time, open, high, low, close, volume, quote >= 0 ? quote : close * volume, taker, trades, null, null, quality, 0, BarSource.Upload) : null;
    }

    /// <summary>The row as a trade; null when a cell is bad. Without an id its own is −1.</summary>
    public Trade? ReadTrade()
    {
        Bad = null;
        var time = Time();
        var price = Number(Role.Price, null, above: true);
        var size = Number(Role.Size, null, above: true);
        var id = Integer(Role.Id, -1);
        var first = Integer(Role.FirstId, id);
        var last = Integer(Role.LastId, first);
        if (Bad is null && last < first)
        {
            Fail(Role.LastId, "not before the first id");
        }

        var isBuyerMaker = IsBuyerMaker();
        return Bad is null ? new Trade(id, price, size, time, isBuyerMaker, first, last) : null;
    }

    private long Time()
    {
        var cell = Cell(Role.Time);
        if (format.Roles.TryGetValue(Role.Clock, out var clock))
        {
            var second = source.Cell(clock);
            if (cell.Length + second.Length < joined.Length)
            {
                cell.CopyTo(joined);
                joined[cell.Length] = ' ';
                second.CopyTo(joined.AsSpan(cell.Length + 1));
                cell = joined.AsSpan(0, cell.Length + 1 + second.Length);
            }
        }

        if (!format.Time.TryRead(cell, out var time))
        {
            Fail(Role.Time, format.Time.Rule);
        }

        return time;
    }

    /// <param name="otherwise">The value when the column is not there; null: it must be.</param>
    private decimal Number(Role role, decimal? otherwise, bool above = false)
    {
        if (otherwise is { } value && !format.Roles.ContainsKey(role))
        {
            return value;
        }

        if (!decimal.TryParse(Cell(role), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            Fail(role, "a number with . as decimal point");
        }
        else if (number < 0 || (above && number == 0) || number > MaxNumber)
        {
            Fail(role, above ? "greater than 0, at most 1e15" : "0 to 1e15");
        }

        return number;
    }

    private long Integer(Role role, long otherwise)
    {
        if (!format.Roles.ContainsKey(role))
        {
            return otherwise;
        }

        if (!long.TryParse(Cell(role), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > long.MaxValue / 2)
        {
            Fail(role, "a whole number from 0 on");
        }

        return number;
    }

    private BarQuality Quality(bool isQuiet)
    {
        if (!format.Roles.ContainsKey(Role.Quality))
        {
            return isQuiet ? BarQuality.Quiet : BarQuality.Traded;
        }

        if (!Enum.TryParse<BarQuality>(Cell(Role.Quality), ignoreCase: true, out var quality) || !Enum.IsDefined(quality))
        {
            Fail(Role.Quality, "traded, quiet or gap");
        }

        return quality;
    }

    private bool IsBuyerMaker()
    {
        if (format.Roles.ContainsKey(Role.BuyerMaker))
        {
            if (bool.TryParse(Cell(Role.BuyerMaker), out var flag))
            {
                return flag;
            }

            Fail(Role.BuyerMaker, "true or false");
        }
        else if (format.Roles.ContainsKey(Role.Side))
        {
            var side = Cell(Role.Side);
            if (side.Equals("sell", StringComparison.OrdinalIgnoreCase) || side.Equals("s", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }

            if (!side.Equals("buy", StringComparison.OrdinalIgnoreCase) && !side.Equals("b", StringComparison.OrdinalIgnoreCase))
            {
                Fail(Role.Side, "buy or sell: the taker's side");
            }
        }

        return false;
    }

    private ReadOnlySpan<char> Cell(Role role) => source.Cell(format.Roles[role]);

    private void Fail(Role role, string rule)
    {
        if (Bad is null)
        {
            Bad = Describe(format.Roles[role], rule);
        }
    }

    /// <summary>A cell of the current row with the rule it breaks.</summary>
    public BadCell Describe(int column, string rule)
    {
        var text = source.Cell(column);
        return new BadCell(source.Line, format.Name(column), (text.Length <= MaxText ? text : text[..MaxText]).ToString(), rule);
    }
}
