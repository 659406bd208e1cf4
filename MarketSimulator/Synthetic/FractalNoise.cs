using System.Runtime.CompilerServices;

namespace QuantPlatform.MarketSimulator.Synthetic;

/// <summary>
/// A random path over whole seconds that can be read anywhere without knowing what came before: midpoint displacement over dyadic intervals, every
/// displacement hashed from its place.
/// </summary>
/// <remarks>
/// <paramref name="amplitudes"/>[L] is the standard deviation of the displacement at odd multiples of 2^L seconds; the last one is that of the independent
/// knots at the top. Amplitudes growing with √2 make a random walk (Lévy's construction), slower growing ones a path that returns to its mean.
/// <see cref="At"/> and <see cref="Fill"/> do the same operations in the same order and agree to the last bit.
/// </remarks>
internal sealed class FractalNoise(ulong seed, double[] amplitudes)
{
    private const int BlockLevel = 7;
    private const int Block = 1 << BlockLevel;

    private readonly int _top = amplitudes.Length - 1;
    private readonly ulong[] _seeds = [.. amplitudes.Select((_, level) => Hash.At(seed, level))];

    /// <summary>A random walk of that standard deviation per √second up to 2^<paramref name="top"/> seconds, stationary beyond.</summary>
    public static FractalNoise Walk(ulong seed, double deviation, int top) => MeanReverting(seed, deviation, top, top, 1);

    /// <summary>A random walk below 2^<paramref name="corner"/> seconds; above, the amplitudes grow by <paramref name="growth"/> a level only.</summary>
    public static FractalNoise MeanReverting(ulong seed, double deviation, int corner, int top, double growth)
    {
        var amplitudes = new double[top + 1];
        for (var level = 0; level <= top; level++)
        {
            amplitudes[level] = level <= corner
                ? deviation * Math.Sqrt(Math.ScaleB(1, level - 1))
                : amplitudes[level - 1] * growth;
        }

        return new FractalNoise(seed, amplitudes);
    }

    /// <summary>A slow wave: knots every 2^<paramref name="top"/> seconds, straight lines below 2^<paramref name="bottom"/>.</summary>
    public static FractalNoise Slow(ulong seed, double deviation, int bottom, int top)
    {
        var amplitudes = new double[top + 1];
        for (var level = bottom; level <= top; level++)
            amplitudes[level] = deviation * Math.Pow(0.5, (top - level) * 0.75);
        return new FractalNoise(seed, amplitudes);
    }

    /// <summary>The value at one second.</summary>
    public double At(long second)
    {
        var low = second >> _top << _top;
        var left = Displacement(_top, low);
        if (second == low)
            return left;
        var right = Displacement(_top, low + (1L << _top));
        for (var level = _top - 1; level >= 0; level--)
        {
            var middle = low + (1L << level);
            var value = (0.5 * (left + right)) + Displacement(level, middle);
            if (second == middle)
                return value;
            if (second < middle)
            {
                right = value;
            }
            else
            {
                left = value;
                low = middle;
            }
        }

        return left;
    }

    /// <summary>The values at <paramref name="start"/> and the seconds after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]   // the first page of history already takes millions of turns
    public void Fill(long start, Span<double> values)
    {
        Span<double> block = stackalloc double[Block + 1];
        var end = start + values.Length;
        var first = start >> BlockLevel << BlockLevel;
        block[Block] = At(first);
        for (var at = first; at < end; at += Block)
        {
            block[0] = block[Block];
            block[Block] = At(at + Block);
            for (var level = BlockLevel - 1; level >= 0; level--)
                Halve(block, at, level);
            var from = Math.Max(start, at);
            var to = Math.Min(end, at + Block);
            block[(int)(from - at)..(int)(to - at)].CopyTo(values[(int)(from - start)..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]   // the first page of history already takes millions of turns
    private void Halve(Span<double> block, long at, int level)
    {
        var half = 1 << level;
        var amplitude = amplitudes[level];
        var bits = _seeds[level];
        for (var i = half; i < Block; i += 2 * half)
        {
            var middle = 0.5 * (block[i - half] + block[i + half]);
            block[i] = amplitude == 0 ? middle : middle + (amplitude * Hash.Normal(bits, (at + i) >> level));
        }
    }

    private double Displacement(int level, long second) =>
        amplitudes[level] == 0 ? 0 : amplitudes[level] * Hash.Normal(_seeds[level], second >> level);
}
