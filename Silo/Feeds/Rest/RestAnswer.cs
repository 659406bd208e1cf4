namespace QuantPlatform.Silo.Feeds.Rest;

/// <summary>What a REST request came to.</summary>
/// <param name="Value">The answer; default when it failed.</param>
/// <param name="Failure">Why there is none, from <see cref="RestFailures"/> or the venue's words; null when there is one.</param>
/// <param name="MayRetry">False when asking again cannot help.</param>
internal readonly record struct RestAnswer<T>(T? Value, string? Failure, bool MayRetry)
{
    public bool Succeeded => Failure is null;

    /// <summary>The same failure of another question.</summary>
    public RestAnswer<TOther> As<TOther>() => new(default, Failure, MayRetry);
}

/// <summary>Failures that somebody decides by.</summary>
internal static class RestFailures
{
    /// <summary>The venue keeps aggregated trades for 48 h only (code −4166).</summary>
    public const string TooOld = "too_old";

    /// <summary>More than 20 pages are missing: backfill works them off.</summary>
    public const string Behind = "behind";

    /// <summary>This venue or mode has no such history.</summary>
    public const string Unavailable = "unavailable";
}
