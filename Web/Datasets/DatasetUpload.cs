using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Statistics;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Datasets;

/// <summary>
/// One multipart upload: passes the file on in chunks as it comes, so that neither its size nor what is in it needs memory here. Whatever ends it early deletes what was sent.
/// </summary>
internal sealed class DatasetUpload(HttpContext context, UserGrains user)
{
    private const int MaxField = 200;
    private const int MaxFields = 8;
    private const int Overhead = 8 * 1024;

    private static readonly string[] Names = ["symbol", "interval", "timeFormat", "delimiter"];

    private readonly Dictionary<string, string> fields = new(StringComparer.Ordinal);
    private string? datasetId;

    /// <summary>Takes the request; the dataset, or what is wrong.</summary>
    public async Task<(DatasetInfo? Dataset, ProblemResult? Problem)> Run()
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 200 } boundary)
        {
            return (null, Problems.Of(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "Send the file as multipart/form-data."));
        }

        // The size is bounded by what is passed on; a body that was refused is left to the server to drain, so that the client can read the answer.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        DatasetInfo? done = null;
        try
        {
            var problem = await Take(new MultipartReader(boundary.ToString(), context.Request.Body));
            if (problem is not null)
            {
                return (null, problem);
            }

            (done, problem) = await Read();
            return (done, problem);
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            return (null, Problems.Invalid("body", "multipart/form-data", "The body is not complete multipart form data."));
        }
        finally
        {
            if (done is null && datasetId is not null)
            {
                await user.Datasets.Delete(datasetId);
            }
        }
    }

    private async Task<ProblemResult?> Take(MultipartReader reader)
    {
        for (var count = 0; await reader.ReadNextSectionAsync(context.RequestAborted) is { } section; count++)
        {
            if (count >= MaxFields || !ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
            {
                return Problems.Invalid("body", "file, symbol, interval, timeFormat, delimiter", "The form holds too many parts, or one without a name.");
            }

            var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
            var problem = name == "file" ? await TakeFile(section.Body) : await TakeField(name, section.Body);
            if (problem is not null)
            {
                return problem;
            }
        }

        return datasetId is null ? Problems.Invalid("file", "required", "Send the file in the part named file.") : null;
    }

    private async Task<ProblemResult?> TakeField(string name, Stream body)
    {
        if (!Names.Contains(name) || fields.ContainsKey(name))
        {
            return Problems.Invalid(name, fields.ContainsKey(name) ? "given once" : "a known part", $"The form cannot hold '{(name.Length <= MaxField ? name : name[..MaxField])}' here.");
        }

        var bytes = new byte[MaxField + 1];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length > MaxField)
        {
            return Problems.Invalid(name, $"at most {MaxField} bytes", $"'{name}' is too long.");
        }

        fields[name] = System.Text.Encoding.UTF8.GetString(bytes, 0, length);
        return name == "symbol" ? new ReadingBody(fields[name], null, null, null).Read(null).Problem : null;
    }

    private async Task<ProblemResult?> TakeFile(Stream body)
    {
        if (datasetId is not null)
        {
            return Problems.Invalid("file", "given once", "Send one file at a time.");
        }

        // A chunked body does not say its length: the grain then measures what comes.
        var known = context.Request.ContentLength is { } total ? Math.Max(1, total - Overhead) : 0;
        var created = await user.Datasets.Create(fields.GetValueOrDefault("symbol", "?"), known);
        if (!created.Accepted)
        {
            return Problems.Refused(created.Refusals);
        }

        datasetId = created.Value!.Id;
        var dataset = user.Dataset(datasetId);
        var chunk = new byte[IDatasetGrain.MaxChunk];
        for (var offset = 0L; ;)
        {
            var length = await body.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, context.RequestAborted);
            if (length == 0)
            {
                return null;
            }

            // The chunk is not touched again before the grain has answered.
            var written = await dataset.Write(offset, length == chunk.Length ? chunk : chunk[..length]);
            if (!written.Accepted)
            {
                return Problems.Refused(written.Refusals);
            }

            offset = written.Value;
        }
    }

    private async Task<(DatasetInfo? Dataset, ProblemResult? Problem)> Read()
    {
        var said = new ReadingBody(fields.GetValueOrDefault("symbol"), fields.GetValueOrDefault("interval"), fields.GetValueOrDefault("timeFormat"), fields.GetValueOrDefault("delimiter"));
        var (reading, problem) = said.Read(null);
        if (problem is not null)
        {
            return (null, problem);
        }

        var outcome = await user.Dataset(datasetId!).Read(reading!);
        return outcome.Accepted ? (outcome.Value, null) : (null, StatisticsProblems.Refused(context, outcome.Refusals));
    }
}
