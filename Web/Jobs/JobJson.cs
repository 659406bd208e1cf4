using System.ComponentModel;
using System.Text.Json;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Web.OpenApi;

namespace QuantPlatform.Web.Jobs;

/// <summary>A job.</summary>
[Example("""
    {"id":"83c3b5d4fd69471782e2270d59bf9d82","kind":"dryRun","state":"done","progress":1,"error":null,"result":{"fired":2,"medianFiringMs":60000,
    "alerts":[]}}
    """)]
internal sealed record JobJson(
    [property: Description("Names it in `GET /jobs/{id}`.")] string Id,
    [property: Description("What it does.")] string Kind,
    [property: Description("Where it stands.")] JobState State,
    [property: Description("Share that is done, 0 to 1.")] double Progress,
    [property: Description("Why it failed; null otherwise.")] JobErrorJson? Error,
    [property: Description("What it found, by kind; null until it is done.")] JsonElement? Result)
{
    internal static JobJson Of(JobStatus job) => new(
        job.Id, job.Kind, job.State, job.Progress, JobErrorJson.Of(job.Error), job.Result is null ? null : JsonSerializer.Deserialize<JsonElement>(job.Result));
}

/// <summary>Why a job failed.</summary>
internal sealed record JobErrorJson(
    [property: Description("Machine-readable: `interrupted`, `time_limit`, `internal`, or the code of the broken rule.")] string Code,
    [property: Description("The member that broke a rule; null when none did.")] string? Field,
    [property: Description("The rule.")] string Rule,
    [property: Description("One sentence for a person.")] string Message)
{
    internal static JobErrorJson? Of(Refusal? error) => error is null ? null : new JobErrorJson(error.Code, error.Field, error.Rule, error.Message);
}
