namespace QuantPlatform.Silo.Symbols;

/// <summary>The values of <c>FetchAnswer.Failure</c> that a symbol treats in a way of their own.</summary>
internal static class FetchFailures
{
    /// <summary>The exchange no longer keeps these rows.</summary>
    public const string TooOld = "too_old";

    /// <summary>The answer was cut after its most pages.</summary>
    public const string Behind = "behind";
}
