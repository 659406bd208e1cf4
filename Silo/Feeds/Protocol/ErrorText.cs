using System.Text.Json;

namespace QuantPlatform.Silo.Feeds.Protocol;

/// <summary>The words of a refusal, for logs and reasons: <c>{"code":…,"msg":…}</c>, bare or inside <c>error</c>.</summary>
internal static class ErrorText
{
    private const int MaxLength = 200;

    /// <summary>Code and message; null when the text holds neither shape.</summary>
    public static (int Code, string Message)? TryRead(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var inner))
            {
                root = inner;
            }

            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("code", out var code) || !code.TryGetInt32(out var number))
            {
                return null;
            }

            var message = root.TryGetProperty("msg", out var msg) && msg.ValueKind == JsonValueKind.String ? msg.GetString()! : "";
            return (number, message.Length > MaxLength ? message[..MaxLength] : message);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
