using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace QuantPlatform.Web.Api;

/// <summary>Writes an <see cref="ApiProblem"/>.</summary>
internal sealed class ProblemResult(ApiProblem problem) : IResult, IStatusCodeHttpResult
{
    public ApiProblem Problem => problem;

    public int? StatusCode => problem.Status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = problem.Status;
        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            httpContext.Response.Headers.WWWAuthenticate = "Bearer";
        }

        return httpContext.Response.WriteAsJsonAsync(problem, ApiJson.Options, Problems.ContentType, httpContext.RequestAborted);
    }
}
