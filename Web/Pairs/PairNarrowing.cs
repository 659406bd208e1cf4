namespace QuantPlatform.Web.Pairs;

/// <summary>Which pairs of a list are shown.</summary>
internal enum PairNarrowing
{
    All,

    /// <summary>Those in a position of the signal, or stopped.</summary>
    Signals,

    /// <summary>|z| at or past the entry threshold.</summary>
    Beyond,

    NotReady,

    /// <summary>Feed not live, or a gap in the newest bar.</summary>
    Trouble,
}

/// <summary>Decides it.</summary>
internal static class PairNarrowings
{
    public static bool Admits(this PairNarrowing narrowing, PairRow row) => narrowing switch
    {
        PairNarrowing.Signals => row.Snapshot is { Ready: true, Signal: not Contracts.Pairs.PairSignal.Flat },
        PairNarrowing.Beyond => Math.Abs(row.Z ?? 0) >= row.Definition.Settings.Entry,
        PairNarrowing.NotReady => row.Snapshot is not { Ready: true },
        PairNarrowing.Trouble => row.Trouble >= 2,
        _ => true,
    };
}
