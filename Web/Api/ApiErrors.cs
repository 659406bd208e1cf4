using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Api;

/// <summary>Turns what goes wrong under the API's paths into problem details: exceptions, and statuses that nobody wrote a body for. Never a stack trace.</summary>
internal sealed partial class ApiErrors(RequestDelegate next, ILogger<ApiErrors> logger)
{
    public async Task Invoke(HttpContext context)
    {
        if (!ApiPaths.Contains(context.Request.Path))
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            var problem = Of(exception);
            if (problem.Problem.Status >= StatusCodes.Status500InternalServerError)
            {
                LogFailed(exception, context.Request.Method, context.Request.Path);
            }

            await problem.ExecuteAsync(context);
            return;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest, ContentLength: null, ContentType: null })
        {
            await Of(context.Response.StatusCode).ExecuteAsync(context);
        }
    }

    private static ProblemResult Of(Exception exception) => exception switch
    {
        NotSignedInException => Problems.NotSignedIn(),
        BadHttpRequestException bad => Of(bad.StatusCode),
        // A grain refused the principal: nothing of another tenant exists for this one.
        UnauthorizedAccessException => Problems.NotFound(),
        TimeoutException => Problems.Of(StatusCodes.Status503ServiceUnavailable, "unavailable", "The node did not answer in time. Try again."),
        _ => Problems.Of(StatusCodes.Status500InternalServerError, "internal", "Something failed here. It was logged."),
    };

    private static ProblemResult Of(int status) => status switch
    {
        StatusCodes.Status400BadRequest => Problems.Of(status, RefusalCodes.Invalid, "The request cannot be read."),
        StatusCodes.Status401Unauthorized => Problems.NotSignedIn(),
        StatusCodes.Status403Forbidden => Problems.Forbidden(),
        StatusCodes.Status404NotFound => Problems.NotFound(),
        StatusCodes.Status405MethodNotAllowed => Problems.Of(status, "method_not_allowed", "This address does not take that method."),
        StatusCodes.Status413PayloadTooLarge => Problems.Of(status, "too_large", "The request is too large."),
        StatusCodes.Status415UnsupportedMediaType => Problems.Of(status, "unsupported_media_type", "Send JSON with Content-Type: application/json."),
        _ => Problems.Of(status, "error", "The request failed."),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed.")]
    private partial void LogFailed(Exception exception, string method, string path);
}
