using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using QuantPlatform.Contracts.History;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Pairs;

/// <summary>The last z values of the pairs of one list. A pair's history is read when it is first looked at, a few at a time; live points follow.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A semaphore whose handle nobody asks for holds nothing, and a read may still be under way.")]
public sealed class ZTrails(TenantGrains grains)
{
    /// <summary>Values kept of a pair.</summary>
    public const int Length = 60;

    private const int ReadsAtOnce = 2;

    private readonly ConcurrentDictionary<string, ImmutableList<(long Time, double Z)>> trails = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> asked = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim places = new(ReadsAtOnce, ReadsAtOnce);

    /// <summary>What is known, oldest first.</summary>
    public IReadOnlyList<double> Of(string pairId) => trails.TryGetValue(pairId, out var trail) ? [.. trail.Select(point => point.Z)] : [];

    /// <summary>A closed point.</summary>
    public void Add(string pairId, long time, double z) => trails.AddOrUpdate(pairId, [(time, z)], (_, trail) => Merge(trail, [(time, z)]));

    /// <summary>Starts anew, e.g. after a change of settings.</summary>
    public void Forget(string pairId)
    {
        trails.TryRemove(pairId, out _);
        asked.TryRemove(pairId, out _);
    }

    /// <summary>Reads the pair's history once.</summary>
    /// <returns>True when there is something new to show.</returns>
    public async Task<bool> Look(string pairId, CancellationToken cancellationToken)
    {
        if (!asked.TryAdd(pairId, true))
        {
            return false;
        }

        await places.WaitAsync(cancellationToken);
        try
        {
            var points = (await grains.Call(user => user.Pair(pairId).GetSeries(new TimeRange(null, null, Length)))).Points();
            var read = points.Where(point => point.Z is not null).Select(point => (point.Time, point.Z!.Value)).ToList();
            trails.AddOrUpdate(pairId, [.. read], (_, trail) => Merge(trail, read));
            return read.Count > 0;
        }
        catch
        {
            asked.TryRemove(pairId, out _);
            throw;
        }
        finally
        {
            places.Release();
        }
    }

    private static ImmutableList<(long Time, double Z)> Merge(ImmutableList<(long Time, double Z)> trail, IEnumerable<(long Time, double Z)> added) =>
        [.. trail.Concat(added).GroupBy(point => point.Time).Select(group => group.Last()).OrderBy(point => point.Time).TakeLast(Length)];
}
