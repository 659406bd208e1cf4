namespace QuantPlatform.Analytics.Rolling;

/// <summary>Exponentially weighted first and second moments of two series, from fixed places on: two recursions side by side, the one in use and the one that replaces it when the next block of 20 W bar indices begins.</summary>
internal sealed class EwmaChain(int window)
{
    private readonly double alpha = 2.0 / (window + 1);
    private readonly long block = 20L * window;
    private State inUse;
    private State next;
    private long current;

    /// <summary>True once as many values as the nominal length were seen.</summary>
    public bool IsWarm => inUse.Count >= window;

    /// <summary>The moments that count.</summary>
    public ref readonly State Moments => ref inUse;

    public void Add(long barIndex, double y, double x)
    {
        if (!double.IsFinite(y) || !double.IsFinite(x))
        {
            Reset();
            return;
        }

        if (inUse.Count == 0)
        {
            current = PairWindow.FloorDivide(barIndex, block);
        }
        else if (barIndex >= (current + 1) * block)
        {
            current = PairWindow.FloorDivide(barIndex, block);
            if (next.Count > 0)
                inUse = next;
            next = default;
            next.Add(y, x, alpha);
            inUse.Add(y, x, alpha);
            return;
        }

        inUse.Add(y, x, alpha);
        if (next.Count > 0)
            next.Add(y, x, alpha);
    }

    public void Reset() => inUse = next = default;

    /// <summary>Means are kept as distances from the first value: at a high level their rounding would drown small moves.</summary>
    internal struct State
    {
        private double firstY;
        private double firstX;
        private double meanY;
        private double meanX;

        public long Count { get; private set; }

        public double VarianceY { get; private set; }

        public double VarianceX { get; private set; }

        public double Covariance { get; private set; }

        public readonly double MeanY => firstY + meanY;

        public void Add(double y, double x, double alpha)
        {
            if (Count++ == 0)
            {
                (firstY, firstX) = (y, x);
                return;
            }

            var dy = y - firstY - meanY;
            var dx = x - firstX - meanX;
            meanY += alpha * dy;
            meanX += alpha * dx;
            VarianceY = (1 - alpha) * (VarianceY + alpha * dy * dy);
            VarianceX = (1 - alpha) * (VarianceX + alpha * dx * dx);
            Covariance = (1 - alpha) * (Covariance + alpha * dy * dx);
        }
    }
}
