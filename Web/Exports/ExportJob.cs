using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Exports;

/// <summary>Writes an export into a file of its job: page by page, so that its size needs no memory. The rows are made by the code of the direct reads.</summary>
internal sealed class ExportJob(IJobFiles files, TimeProvider time, Microsoft.Extensions.Options.IOptions<ExportOptions> options) : IJobKind
{
    private const int FileBuffer = 128 * 1024;

    private static readonly string Version = typeof(ExportJob).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <inheritdoc/>
    public string Name => JobKinds.Export;

    /// <inheritdoc/>
    public bool IsRepeatable => true;

    /// <inheritdoc/>
    public async Task<Outcome<string>> Run(string input, JobContext job)
    {
        var body = JsonSerializer.Deserialize<ExportBody>(input, ApiJson.Options)!;
        var (plan, errors) = await ExportPlan.Of(body, new UserGrains(job.Grains, CallPrincipal.User(job.UserId)));
        if (plan is null)
        {
            return Outcome.Refused<string>(errors.Select(error => new Refusal(RefusalCodes.Invalid, error.Field, error.Rule, error.Message)));
        }

        var path = files.PathOf(job.UserId, job.JobId);
        var part = path + ".part";
        try
        {
            var rows = await plan.Rows();
            var (count, bytes, hash) = await Write(part, plan, rows, job);
            if (count < 0)
            {
                return Outcome.Refused<string>(RefusalCodes.TooLarge, null, $"at most {options.Value.MaxFileBytes} bytes", "The file would be too large. Ask for a shorter range.");
            }

            File.Move(part, path, overwrite: true);
            var (extension, contentType) = ExportWriter.TypeOf(plan.Format);
            return Outcome.Of(JsonSerializer.Serialize(
                new ExportManifest(
                    body, plan.Settings, $"{plan.Name}.{extension}", contentType, count, bytes, hash, rows.Columns, time.GetUtcNow().ToUnixTimeMilliseconds(), "v1", Version),
                ApiJson.Options));
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <returns>A negative number of rows when the file would be too large.</returns>
    private async Task<(long Rows, long Bytes, string Hash)> Write(string path, ExportPlan plan, ExportRows rows, JobContext job)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Delete, FileBuffer, FileOptions.Asynchronous);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var writer = new ExportWriter(file, hash, plan);
        await writer.Begin(rows);
        while (await rows.Next() is { Rows: > 0 } page)
        {
            job.Stopping.ThrowIfCancellationRequested();
            await writer.Write(rows, page.Rows);
            job.Report(page.Share);
            if (file.Length > options.Value.MaxFileBytes)
            {
                return (-1, 0, "");
            }
        }

        await writer.End();
        return (writer.Rows, file.Length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
