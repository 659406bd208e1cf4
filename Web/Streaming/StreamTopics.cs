using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Live;
using QuantPlatform.Web.Pairs;
using QuantPlatform.Web.Symbols;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Streaming;

/// <summary>A topic of a stream.</summary>
/// <param name="Key">What it is about.</param>
/// <param name="Asked">How the client named it.</param>
internal sealed record StreamTopic(LiveTopicKey Key, string Asked);

/// <summary>Reads the topics of a stream: <c>alerts</c>, <c>feed</c>, <c>pair:{id}</c>, <c>bars:{symbol}:{interval}</c>.</summary>
internal static class StreamTopics
{
    /// <summary>Most topics of one stream.</summary>
    public const int Max = 100;

    private const string Rule = "alerts, feed, pair:{id} or bars:{symbol}:{interval}, separated by commas";

    public static async Task<(IReadOnlyList<StreamTopic> Topics, ProblemResult? Problem)> Read(UserGrains user, string? text)
    {
        var names = (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count is 0 or > Max)
        {
            return ([], Problems.Invalid("topics", names.Count == 0 ? Rule : $"at most {Max}", names.Count == 0 ? "Name at least one topic." : $"A stream carries at most {Max} topics."));
        }

        var topics = new List<StreamTopic>();
        var errors = new List<FieldError>();
        foreach (var name in names)
        {
            var (key, problem) = await One(user, name);
            if (problem is { Problem.Status: 404 })
            {
                return ([], problem);
            }

            if (key is null)
            {
                errors.Add(new FieldError("topics", Rule, $"'{name}' is not a topic."));
            }
            else
            {
                topics.Add(new StreamTopic(key, name));
            }
        }

        return errors.Count > 0 ? ([], Problems.Invalid(errors)) : (topics, null);
    }

    private static async Task<(LiveTopicKey? Key, ProblemResult? Problem)> One(UserGrains user, string name)
    {
        if (name == "alerts")
        {
            return (new AlertTopicKey(user.UserId), null);
        }

        if (name == "feed")
        {
            return (new FeedTopicKey(), null);
        }

        var colon = name.IndexOf(':');
        var (kind, rest) = colon < 0 ? (name, "") : (name[..colon], name[(colon + 1)..]);
        switch (kind)
        {
            case "pair":
                return TenantKey.IsPart(rest) && await user.Workspace.GetPair(rest) is not null
                    ? (new PairTopicKey(user.UserId, rest), null)
                    : (null, PairEndpoints.NotFound());
            case "bars" when rest.LastIndexOf(':') is > 0 and var last && Intervals.TryParse(rest[(last + 1)..], out var interval):
                return await user.Find(rest[..last]) is { } symbol
                    ? (new BarsTopicKey(symbol, interval), null)
                    : (null, SymbolProblems.NotFound(rest[..last]));
            default:
                return (null, null);
        }
    }
}
