using QuantPlatform.Analytics.Rolling;

namespace QuantPlatform.Analytics.Prices;

/// <summary>Correlations of the log returns of a universe over the last <see cref="Window"/> returns, kept up to date bar by bar in O(symbols²).</summary>
/// <remarks>
/// Every symbol needs a close at every bar taken in; a bar at which one has none must not be taken in, and returns then span it. Each pair of symbols is a window of the kind behind pairs,
/// so the numbers neither drift nor remember what left: it equals the batch result over the same returns to rounding.
/// </remarks>
public sealed class CorrelationMatrix
{
    private readonly int symbols;
    private readonly int capacity;
    private readonly double[][] returns;
    private readonly double[] lastLog;
    private readonly PairWindow[] pairs;
    private int length;
    private bool hasLast;

    /// <summary>Creates an empty matrix.</summary>
    /// <param name="symbols">Number of symbols, at least 2.</param>
    /// <param name="window">Number of returns, at least 3.</param>
    public CorrelationMatrix(int symbols, int window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(symbols, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 3);
        this.symbols = symbols;
        Window = window;
        capacity = 2 * window;
        returns = new double[symbols][];
        for (var i = 0; i < symbols; i++)
            returns[i] = new double[capacity];
        lastLog = new double[symbols];
        pairs = new PairWindow[symbols * (symbols - 1) / 2];
        for (var i = 0; i < pairs.Length; i++)
            pairs[i] = new PairWindow(window);
    }

    /// <summary>Returns in the window.</summary>
    public int Window { get; }

    /// <summary>Returns taken in so far, at most <see cref="Window"/>.</summary>
    public int Samples { get; private set; }

    /// <summary>Correlation of two symbols by position; 1 on the diagonal, NaN until the window is full or when either did not move.</summary>
    public double this[int i, int j]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)i, (uint)symbols, nameof(i));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)j, (uint)symbols, nameof(j));
            if (Samples < Window)
                return double.NaN;
            if (i != j)
                return pairs[Index(Math.Min(i, j), Math.Max(i, j))].Correlation;
            return (i == 0 ? pairs[0].IsConstantX : pairs[Index(0, i)].IsConstantY) ? double.NaN : 1;
        }
    }

    /// <summary>Takes in the closes of the next bar, in the order of the symbols, all positive.</summary>
    /// <param name="barIndex">Open time of the bar divided by its length.</param>
    /// <param name="closes">One close a symbol.</param>
    public void Add(long barIndex, ReadOnlySpan<double> closes)
    {
        if (closes.Length != symbols)
            throw new ArgumentException("One close a symbol is needed.", nameof(closes));
        if (length == capacity)
            Compact();
        for (var i = 0; i < symbols; i++)
        {
            var log = Math.Log(closes[i]);
            returns[i][length] = log - lastLog[i];
            lastLog[i] = log;
        }

        if (!hasLast)
        {
            hasLast = true;
            return;
        }

        length++;
        Samples = Math.Min(Samples + 1, Window);
        var k = 0;
        for (var i = 0; i < symbols; i++)
        {
            for (var j = i + 1; j < symbols; j++)
                pairs[k++].Add(barIndex, returns[i].AsSpan(0, length), returns[j].AsSpan(0, length));
        }
    }

    /// <summary>The whole matrix from columns of closes, oldest first: the same code at once.</summary>
    public static double[][] Compute(double[][] closes, int window)
    {
        ArgumentNullException.ThrowIfNull(closes);
        var matrix = new CorrelationMatrix(closes.Length, window);
        var row = new double[closes.Length];
        for (var t = 0; t < closes[0].Length; t++)
        {
            for (var i = 0; i < row.Length; i++)
                row[i] = closes[i][t];
            matrix.Add(t, row);
        }

        return [.. Enumerable.Range(0, closes.Length).Select(i => Enumerable.Range(0, closes.Length).Select(j => matrix[i, j]).ToArray())];
    }

    private int Index(int i, int j) => i * symbols - i * (i + 1) / 2 + (j - i - 1);

    private void Compact()
    {
        foreach (var column in returns)
            Array.Copy(column, length - Window, column, 0, Window);
        length = Window;
    }
}
