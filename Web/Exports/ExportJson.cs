using System.ComponentModel;
using System.Text.Json;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Jobs;

namespace QuantPlatform.Web.Exports;

/// <summary>An export.</summary>
internal sealed record ExportJson(
    [property: Description("Its id, also in `GET /jobs/{id}`.")] string Id,
    [property: Description("What is exported, as the request said it; null until it is known.")] string? Kind,
    [property: Description("Where it stands.")] JobState State,
    [property: Description("Share that is done, 0 to 1.")] double Progress,
    [property: Description("Why it failed; null otherwise.")] JobErrorJson? Error,
    [property: Description("Where the file can be fetched; null until it is done.")] string? File,
    [property: Description("When it was asked for, Unix ms.")] long CreatedAt,
    [property: Description("What is in the file, and how it was made; null until it is done.")] ExportManifest? Manifest)
{
    internal static ExportJson Of(JobStatus job)
    {
        var manifest = ManifestOf(job);
        return new ExportJson(
            job.Id, manifest?.Request.Kind, job.State, job.Progress, JobErrorJson.Of(job.Error),
            manifest is null ? null : $"{ApiPaths.Prefix}/exports/{job.Id}/file", job.CreatedAt, manifest);
    }

    internal static ExportManifest? ManifestOf(JobStatus job) => job.Result is null ? null : JsonSerializer.Deserialize<ExportManifest>(job.Result, ApiJson.Options);
}
