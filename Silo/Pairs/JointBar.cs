using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Pairs;

/// <summary>The bars of both legs with one open time.</summary>
internal readonly record struct JointBar(Bar Y, Bar X)
{
    public long OpenTime => Y.OpenTime;

    /// <summary>The worse of both.</summary>
    public BarQuality Quality => Y.Quality == BarQuality.Gap || X.Quality == BarQuality.Gap ? BarQuality.Gap
        : Y.Quality == BarQuality.Quiet && X.Quality == BarQuality.Quiet ? BarQuality.Quiet
        : BarQuality.Traded;

    /// <summary>A point exists only when both bars are whole (DOMAIN: "Point").</summary>
    public bool IsPoint => Quality != BarQuality.Gap;
}
