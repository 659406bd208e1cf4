using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Jobs;

/// <summary>Work that takes longer than an answer may.</summary>
internal static class JobEndpoints
{
    public static void MapJobs(this IEndpointRouteBuilder api)
    {
        var jobs = api.MapGroup("/jobs/{id}").WithTags("Jobs");
        jobs.MapGet("", Get)
            .Describe("getJob", "A job", "Where it stands and, once it is done, what it found. Finished jobs are kept for `Jobs:Expiry`.")
            .Answers<JobJson>("The job.").Problems(401, 404);
        jobs.MapDelete("", Delete)
            .Describe("deleteJob", "Stop or forget a job", "Cancels a job that is not finished: it then says `cancelled`. Forgets a finished one with everything it made.")
            .Answers(StatusCodes.Status204NoContent, "It is stopped, or forgotten.").Problems(400, 401, 404);
    }

    private static ProblemResult NotFound() => Problems.NotFound("You have no such job.");

    private static Task<IResult> Get(string id, TenantGrains tenant) => tenant.Call<IResult>(async user =>
        TenantKey.IsPart(id) && await user.Job(id).Get() is { } job ? Results.Json(JobJson.Of(job), ApiJson.Options) : NotFound());

    private static Task<IResult> Delete(string id, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        if (!TenantKey.IsPart(id) || await user.Job(id).Get() is not { } job)
        {
            return NotFound();
        }

        if (job.IsFinished)
        {
            await user.Jobs.Delete(id);
        }
        else
        {
            await user.Job(id).Cancel();
        }

        return Results.NoContent();
    });
}
