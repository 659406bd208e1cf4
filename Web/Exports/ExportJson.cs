using System.ComponentModel;
using System.Text.Json;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Jobs;
using QuantPlatform.Web.OpenApi;

namespace QuantPlatform.Web.Exports;

/// <summary>An export.</summary>
[Example("""
    {"id":"edfe92e1fd354ae4ad943f22c89f7051","kind":"bars","state":"done","progress":1,"error":null,"file":"/api/v1/exports/edfe92e1fd354ae4ad943f22c89f7051/file",
    "createdAt":1795778837656,"manifest":{"request":{"kind":"bars","symbol":"BTCUSDT","interval":null,"pair":null,"from":0,"to":1,"format":null,
    "every":null,"state":null,"severity":null,"rule":null,"acknowledged":null},"settings":null,"fileName":"binance-usdm-BTCUSDT-1m.csv",
    "contentType":"text/csv; charset=utf-8; header=present","rows":0,"bytes":134,"sha256":"8feaa8814c6ba4d5ebd5c060234cf5a666b26f2d9b6cc11b2369eb00519834e2",
    "columns":["open_time","open_time_ms","open","high","low","close","volume","quote_volume","taker_buy_volume","vwap","trades","first_id",
    "last_id","quality","revision","source"],"createdAt":1795778837659,"api":"v1","program":"1.0.0"}}
    """)]
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
