using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Jobs;

namespace QuantPlatform.Silo.Jobs;

/// <summary>A kind of job with a typed input and result. Both travel as JSON with camelCase names, enum values as camelCase text.</summary>
internal abstract class JobKind<TInput, TResult> : IJobKind
    where TInput : class
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public virtual bool IsRepeatable => true;

    /// <inheritdoc/>
    public async Task<Outcome<string>> Run(string input, JobContext job)
    {
        var outcome = await Run(JsonSerializer.Deserialize<TInput>(input, Json) ?? throw new JsonException("A job needs an input."), job);
        return outcome.Accepted ? Outcome.Of(JsonSerializer.Serialize(outcome.Value, Json)) : Outcome.Refused<string>(outcome.Refusals);
    }

    /// <summary>Does the work. Report progress to <paramref name="job"/> and stop when its token says so.</summary>
    protected abstract Task<Outcome<TResult>> Run(TInput input, JobContext job);
}
