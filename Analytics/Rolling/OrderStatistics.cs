namespace QuantPlatform.Analytics.Rolling;

/// <summary>Order statistics by selection in place: O(n), no allocation.</summary>
internal static class OrderStatistics
{
    /// <summary>The value with <paramref name="rank"/> smaller ones (0-based). Reorders <paramref name="values"/> so that smaller ones come before it and larger ones after.</summary>
    public static double Select(Span<double> values, int rank)
    {
        var low = 0;
        var high = values.Length - 1;
        while (high > low)
        {
            if (high - low < 16)
            {
                values[low..(high + 1)].Sort();
                break;
            }

            var pivot = MedianOfThree(values[low], values[low + (high - low) / 2], values[high]);
            int i = low, j = high;
            while (i <= j)
            {
                while (values[i] < pivot)
                    i++;
                while (values[j] > pivot)
                    j--;
                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            if (rank <= j)
                high = j;
            else if (rank >= i)
                low = i;
            else
                break;
        }

        return values[rank];
    }

    /// <summary>The median, the mean of the two middle values for an even count. Reorders <paramref name="values"/>; NaN when empty.</summary>
    public static double Median(Span<double> values)
    {
        if (values.IsEmpty)
            return double.NaN;
        var middle = values.Length / 2;
        var upper = Select(values, middle);
        if (values.Length % 2 == 1)
            return upper;
        var lower = values[0];
        foreach (var value in values[..middle])
            lower = Math.Max(lower, value);
        return 0.5 * (lower + upper);
    }

    private static double MedianOfThree(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
