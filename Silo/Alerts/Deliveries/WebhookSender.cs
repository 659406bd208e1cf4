using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>Posts messages as Standard Webhooks over guarded connections. The answer's status decides; of its body at most 4 kB are read.</summary>
internal sealed class WebhookSender(GuardedConnections connections, TimeProvider time) : IDeliverySender, IDisposable
{
    private const int MaxReplyBytes = 4 * 1024;
    private static readonly TimeSpan ReplyWait = TimeSpan.FromSeconds(1);

    private readonly HttpMessageInvoker http = new(connections.CreateHandler());

    public ContactPointKind Kind => ContactPointKind.Webhook;

    public TimeSpan Timeout => TimeSpan.FromSeconds(10);

    public string? Unavailable => null;

    public async Task<SendResult> Send(DeliveryJob job, CancellationToken cancellationToken)
    {
        try
        {
            using var request = Request(job);
            using var answer = await http.SendAsync(request, cancellationToken);
            var status = (int)answer.StatusCode;
            await ReadLittle(answer, cancellationToken);
            return answer.StatusCode switch
            {
                >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => SendResult.Delivered(status),
                HttpStatusCode.Gone => new SendResult(DeliveryVerdict.Gone, status, "answered 410: the receiver wants no more"),
                >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => SendResult.Failed($"answered {status}: redirects are not followed", status),
                _ => SendResult.Failed($"answered {status}", status),
            };
        }
        catch (HttpRequestException exception)
        {
            return Refusal(exception) is { } refused ? SendResult.Refused(refused.Message) : SendResult.Failed(Explain(exception));
        }
        catch (IOException)
        {
            return SendResult.Failed("the connection broke");
        }
    }

    public void Dispose() => http.Dispose();

    private HttpRequestMessage Request(DeliveryJob job)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds();
        var (id, body) = (job.Delivery.MessageId, AlertMessages.Of(job.Stored).Json);
        var request = new HttpRequestMessage(HttpMethod.Post, job.Target.Point.Settings.Url)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("QuantPlatform-Webhook", "1"));
        request.Headers.ConnectionClose = true;
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Sign(job.Target.Secret!, id, timestamp, body));
        return request;
    }

    /// <summary>Lets an ordinary receiver finish its sentence; what happens here changes nothing about the answer.</summary>
    private async Task ReadLittle(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        using var wait = new CancellationTokenSource(ReplyWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(wait.Token, cancellationToken);
        try
        {
            var body = await answer.Content.ReadAsStreamAsync(either.Token);
            _ = await body.ReadAtLeastAsync(new byte[MaxReplyBytes], MaxReplyBytes, throwOnEndOfStream: false, either.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or HttpRequestException)
        {
            // The status was enough.
        }
    }

    private static TargetRefusedException? Refusal(Exception? exception)
    {
        while (exception is not null and not TargetRefusedException)
        {
            exception = exception.InnerException;
        }

        return exception as TargetRefusedException;
    }

    private static string Explain(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "the host name does not resolve",
        HttpRequestError.ConnectionError => "no connection could be made",
        HttpRequestError.SecureConnectionError => "the TLS handshake failed: certificate or protocol",
        HttpRequestError.ResponseEnded => "the connection ended before an answer",
        HttpRequestError.ConfigurationLimitExceeded => "the headers of the answer are too large",
        HttpRequestError.InvalidResponse => "the answer is not HTTP",
        _ => "the connection broke",
    };
}
