using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Xunit;

namespace QuantPlatform.Tests.Web.Api;

/// <summary>An event as a client of the stream sees it.</summary>
internal sealed record StreamEvent(string Name, long? Id, JsonElement Data);

/// <summary>Reads Server-Sent Events, each with a deadline.</summary>
internal sealed class EventReader(HttpResponseMessage answer, StreamReader lines) : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public static async Task<EventReader> Open(HttpClient client, string topics, long? after = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/stream?topics={topics}");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (after is { } id)
        {
            request.Headers.Add("Last-Event-ID", id.ToString());
        }

        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new EventReader(answer, new StreamReader(await answer.Content.ReadAsStreamAsync()));
    }

    /// <summary>The next event that is no ping.</summary>
    public async Task<StreamEvent> Next()
    {
        while (true)
        {
            var one = await Any() ?? throw new InvalidOperationException("The stream ended.");
            if (one.Name != "ping")
            {
                return one;
            }
        }
    }

    /// <summary>True when the stream ends within the deadline, whatever comes before.</summary>
    public async Task<bool> Ends()
    {
        while (await Any() is not null)
        {
            // What was on its way still comes.
        }

        return true;
    }

    public void Dispose()
    {
        lines.Dispose();
        answer.Dispose();
    }

    private async Task<StreamEvent?> Any()
    {
        using var late = new CancellationTokenSource(Deadline);
        var (name, id) = ("", (long?)null);
        JsonElement? data = null;
        while (true)
        {
            string? line;
            try
            {
                line = await lines.ReadLineAsync(late.Token);
            }
            catch (Exception exception) when (exception is IOException or HttpRequestException)
            {
                return null;
            }

            switch (line)
            {
                case null:
                    return null;
                case "" when data is not null:
                    return new StreamEvent(name, id, data.Value);
                case var _ when line.StartsWith("event: ", StringComparison.Ordinal):
                    name = line[7..];
                    break;
                case var _ when line.StartsWith("id: ", StringComparison.Ordinal):
                    id = long.Parse(line[4..]);
                    break;
                case var _ when line.StartsWith("data: ", StringComparison.Ordinal):
                    data = JsonSerializer.Deserialize<JsonElement>(line[6..]);
                    break;
            }
        }
    }
}
