using System.Text.Json;
using System.Text.Json.Serialization;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Alerts;

/// <summary>Starts dry runs and reads what they found.</summary>
internal static class DryRuns
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static async Task<Outcome<JobStatus>> Start(UserGrains user, RuleSettings rule, long from, long to)
    {
        if (from < 0 || from >= to)
        {
            return Outcome.Refused<JobStatus>(RefusalCodes.Unprocessable, "from", "from < to", "The range ends before it begins.");
        }

        var checkedRule = await user.Workspace.PreviewRule(rule);
        return checkedRule.Accepted
            ? await user.Jobs.Start(JobKinds.DryRun, JsonSerializer.Serialize(new DryRunInput(rule, from, to), Json))
            : Outcome.Refused<JobStatus>(checkedRule.Refusals.Select(refusal => refusal with { Field = "rule." + refusal.Field }));
    }

    public static DryRunResult? Read(JobStatus job) => job.Result is { } text ? JsonSerializer.Deserialize<DryRunResult>(text, Json) : null;
}
