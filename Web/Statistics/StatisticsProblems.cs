using Microsoft.AspNetCore.Http;
using QuantPlatform.Contracts;
using QuantPlatform.Web.Api;

namespace QuantPlatform.Web.Statistics;

/// <summary>Refusals of calculations.</summary>
internal static class StatisticsProblems
{
    private const string RetrySeconds = "2";

    /// <summary>The answer to refusals; a full queue says when to come again.</summary>
    public static ProblemResult Refused(HttpContext context, IReadOnlyList<Refusal> refusals)
    {
        if (refusals.Any(refusal => refusal.Code == RefusalCodes.Busy))
        {
            context.Response.Headers.RetryAfter = RetrySeconds;
        }

        return Problems.Refused(refusals);
    }
}
