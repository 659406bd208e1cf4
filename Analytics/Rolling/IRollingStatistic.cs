namespace QuantPlatform.Analytics.Rolling;

/// <summary>A statistic of the last values of one series, fed value by value; batch is the same code in a loop.</summary>
public interface IRollingStatistic
{
    /// <summary>Values needed before there is a result.</summary>
    int WarmupCount { get; }

    /// <summary>How many of the last values a fresh instance must be fed so that it equals, bit for bit, one that saw everything.</summary>
    int ReplayCount { get; }

    /// <summary>The result; NaN while warming up.</summary>
    double Value { get; }

    /// <summary>Takes in the next value.</summary>
    /// <param name="barIndex">Open time of its bar divided by the bar's length; ascending. It decides where sums are anchored.</param>
    /// <param name="value">The value. NaN or infinite is a gap and restarts the warm-up.</param>
    void Add(long barIndex, double value);

    /// <summary>Forgets everything.</summary>
    void Reset();
}

/// <summary>A statistic of the last values of two series.</summary>
public interface IRollingPairStatistic
{
    /// <inheritdoc cref="IRollingStatistic.WarmupCount"/>
    int WarmupCount { get; }

    /// <inheritdoc cref="IRollingStatistic.ReplayCount"/>
    int ReplayCount { get; }

    /// <inheritdoc cref="IRollingStatistic.Value"/>
    double Value { get; }

    /// <summary>Takes in the next pair of values; NaN or infinite in either is a gap and restarts the warm-up.</summary>
    void Add(long barIndex, double y, double x);

    /// <summary>Forgets everything.</summary>
    void Reset();
}
