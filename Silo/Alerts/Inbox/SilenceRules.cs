using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Alerts.Inbox;

/// <summary>What a silence must satisfy, and what it silences.</summary>
internal static class SilenceRules
{
    public const int MaxSilences = 100;
    private const int MaxComment = 200;
    private const long MaxTime = 253_402_300_799_999;

    public static bool Matches(SilenceSettings silence, AlertTransition transition) =>
        transition.CloseTime >= silence.From && transition.CloseTime < silence.To
        && (silence.RuleId is null || silence.RuleId == transition.RuleId)
        && (silence.Pair is null || silence.Pair == transition.Target.Pair)
        && (silence.Symbol is null || silence.Symbol == transition.Target.Symbol)
        && (silence.Severity is null || silence.Severity == transition.Severity);

    /// <summary>Every rule that is broken; empty when none is.</summary>
    public static IReadOnlyList<Refusal> Check(SilenceSettings silence)
    {
        var refusals = new List<Refusal>();
        if (silence.From < 0 || silence.From > MaxTime)
        {
            refusals.Add(new Refusal(RefusalCodes.Invalid, "from", "Unix milliseconds", "The beginning is not a time."));
        }

        if (silence.To < 0 || silence.To > MaxTime)
        {
            refusals.Add(new Refusal(RefusalCodes.Invalid, "to", "Unix milliseconds", "The end is not a time."));
        }

        if (silence.Comment is { } comment && (comment.Length > MaxComment || comment.Any(char.IsControl)))
        {
            refusals.Add(new Refusal(RefusalCodes.Invalid, "comment", $"at most {MaxComment} printable characters", "Shorten the comment."));
        }

        if (silence.Pair is not null && silence.Symbol is not null)
        {
            refusals.Add(new Refusal(RefusalCodes.Unprocessable, "symbol", "a pair or a symbol", "An alert is about a pair or about a symbol, never about both."));
        }

        if (refusals.Count == 0 && silence.From >= silence.To)
        {
            refusals.Add(new Refusal(RefusalCodes.Unprocessable, "to", "from < to", "A silence ends after it begins."));
        }

        return refusals;
    }
}
