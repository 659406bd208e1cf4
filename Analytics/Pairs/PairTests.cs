using System.Runtime.InteropServices;
using QuantPlatform.Analytics.Diagnostics;

namespace QuantPlatform.Analytics.Pairs;

/// <summary>The tests that run live, as of the last bar index that was a multiple of max(1, ⌊W/10⌋). NaN means not known.</summary>
/// <param name="Time">Open time of that bar; null before the first.</param>
/// <param name="AdfP">p of the unit-root test of the fixed spread.</param>
/// <param name="EngleGrangerP">p of Engle–Granger, Y on X.</param>
/// <param name="Cointegrated">That p below 0.05 on at least 100 points.</param>
/// <param name="HalfLife">Half-life of the spread and why it is unknown.</param>
/// <param name="AdfReason">Why <paramref name="AdfP"/> is unknown; empty when it is known.</param>
/// <param name="EngleGrangerReason">Why <paramref name="EngleGrangerP"/> is unknown; empty when it is known.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PairTests(
    long? Time, double AdfP, double EngleGrangerP, bool Cointegrated, HalfLife HalfLife, string AdfReason, string EngleGrangerReason)
{
    /// <summary>Nothing is known yet.</summary>
    public static PairTests Warming { get; } = Of(null, new AdfResult { Reason = "warming" }, new EngleGrangerResult { Reason = "warming" }, HalfLife.Unknown("warming"));

    /// <summary>What the tests gave.</summary>
    public static PairTests Of(long? time, AdfResult adf, EngleGrangerResult engleGranger, HalfLife halfLife) =>
        new(time, adf.PValue, engleGranger.PValue, engleGranger.Cointegrated, halfLife, adf.Reason, engleGranger.Reason);
}

/// <summary>Keeps the window of the last refresh and works the tests out when somebody asks: a warm-up passes many refreshes and pays for one.</summary>
internal sealed class PairTestSchedule(int window)
{
    private readonly int every = Math.Max(1, window / 10);
    private readonly double[] y = new double[window];
    private readonly double[] x = new double[window];
    private readonly double[] spread = new double[window];
    private long boundary = long.MinValue;
    private long time;
    private double beta;
    private bool pending;
    private PairTests last = PairTests.Warming;

    public PairTests Value
    {
        get
        {
            if (pending)
            {
                last = Run();
                pending = false;
            }

            return last;
        }
    }

    /// <summary>True at the first point at or after each multiple; asked once per point.</summary>
    public bool IsDue(long barIndex)
    {
        if (barIndex < boundary)
            return false;
        var isFirst = boundary == long.MinValue && barIndex % every != 0;
        boundary = (Rolling.PairWindow.FloorDivide(barIndex, every) + 1) * every;
        return !isFirst;
    }

    public void Capture(long openTime, PairKernel kernel)
    {
        kernel.WindowY.CopyTo(y);
        kernel.WindowX.CopyTo(x);
        kernel.CopySpread(spread);
        time = openTime;
        beta = kernel.Current.Beta;
        pending = true;
    }

    public void Reset()
    {
        boundary = long.MinValue;
        pending = false;
        last = PairTests.Warming;
    }

    private PairTests Run()
    {
        var engleGranger = EngleGrangerTest.Run(y, x);
        if (PairDiagnostics.NoSpread(y, x, spread, beta) is { Length: > 0 } none)
            return PairTests.Of(time, new AdfResult { Reason = none }, engleGranger, HalfLife.Unknown(none));

        var adf = AdfTest.Run(spread, TrendKind.Constant, LagSelection.Aic, null, Math.Max(AdfTest.Scale(y), Math.Abs(beta) * AdfTest.Scale(x)));
        return PairTests.Of(time, adf, engleGranger, HalfLife.Of(spread));
    }
}
