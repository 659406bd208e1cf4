using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace QuantPlatform.Web.Api;

/// <summary>Reads JSON bodies when the endpoint is ready for them, so that 404 comes before 400.</summary>
internal static partial class ApiBody
{
    /// <summary>Largest body of an ordinary call, bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Reads the body, or says what is wrong with it.</summary>
    /// <param name="maxBytes">Largest body of this call.</param>
    public static async Task<(T? Body, ProblemResult? Problem)> Read<T>(HttpContext context, int maxBytes = MaxBytes)
        where T : class
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = maxBytes;
        }

        if (context.Request.ContentLength > maxBytes)
        {
            return (null, Problems.Of(StatusCodes.Status413PayloadTooLarge, "too_large", $"A body has at most {maxBytes} bytes."));
        }

        if (!context.Request.HasJsonContentType())
        {
            return (null, Problems.Of(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "Send JSON with Content-Type: application/json."));
        }

        try
        {
            var body = await JsonSerializer.DeserializeAsync<T>(context.Request.Body, ApiJson.Options, context.RequestAborted);
            return body is null ? (null, Problems.Invalid("body", "a JSON object", "The body is empty.")) : (body, null);
        }
        catch (JsonException exception)
        {
            return (null, Problems.Invalid(Explain<T>(exception)));
        }
    }

    private static FieldError Explain<T>(JsonException exception)
    {
        var field = exception.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : "body";
        if (exception.Message.Contains("could not be mapped", StringComparison.Ordinal))
        {
            return new FieldError(field, "a known member", $"There is no member '{field}'.");
        }

        if (exception.Message.Contains("uplicate", StringComparison.Ordinal))
        {
            return new FieldError(field, "given once", "A member is given twice.");
        }

        return field == "body"
            ? new FieldError(field, "valid JSON", "The body is not the JSON object that is expected here.")
            : new FieldError(field, RuleOf(typeof(T), field), $"The value of '{field}' has the wrong type.");
    }

    /// <summary>What a member takes, in words.</summary>
    private static string RuleOf(Type type, string path)
    {
        foreach (var step in path.Split('.'))
        {
            var (name, isElement) = (Index().Replace(step, ""), step.EndsWith(']'));
            var property = type.GetProperties().FirstOrDefault(property => ApiJson.NameOf(property) == name);
            if (property is null)
            {
                return "the documented type";
            }

            type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (isElement && type.IsGenericType)
            {
                type = type.GetGenericArguments()[0];
            }
        }

        return type.IsEnum ? ApiJson.RuleOf(type)
            : type == typeof(string) ? "a string"
            : type == typeof(bool) ? "true or false"
            : type == typeof(int) || type == typeof(long) ? "an integer"
            : type == typeof(double) || type == typeof(decimal) ? "a number"
            : "the documented type";
    }

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Index();
}
