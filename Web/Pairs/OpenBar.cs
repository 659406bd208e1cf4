using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Web.Pairs;

/// <summary>The bar of one leg that has not closed yet, followed by its newest trades. For the eye only: the closed bar replaces it.</summary>
internal sealed class OpenBar(Interval interval)
{
    private double?[]? row;

    /// <summary>Its row for the chart; null when nothing has traded since the last close.</summary>
    public double?[]? Row => row is null ? null : [.. row];

    /// <summary>Starts from what the symbol itself says.</summary>
    public void Start(Bar? open)
    {
        if (open is not null && !(row?[0] > open.OpenTime))
        {
            row = PairChartRows.Row(open);
        }
    }

    /// <summary>The newest trade.</summary>
    public void Trade(long time, decimal price)
    {
        var opens = interval.OpenOf(time);
        var value = (double)price;
        if (row is null || row[0] < opens)
        {
            row = [opens, value, value, value, value, null, (int)BarQuality.Traded];
        }
        else if (row[0] == opens)
        {
            // The volume is known again when the bar has closed.
            (row[2], row[3], row[4], row[5]) = (Math.Max(row[2]!.Value, value), Math.Min(row[3]!.Value, value), value, null);
        }
    }

    /// <summary>A bar closed: it is not open any more.</summary>
    public void Closed(long openTime)
    {
        if (row?[0] <= openTime)
        {
            row = null;
        }
    }
}
