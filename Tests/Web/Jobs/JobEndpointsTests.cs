using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Tests.Web.Api;
using QuantPlatform.Tests.Web.Api.Fakes;
using Xunit;

namespace QuantPlatform.Tests.Web.Jobs;

public sealed class JobEndpointsTests(ApiHostFixture fixture) : IClassFixture<ApiHostFixture>
{
    private readonly ApiHost _host = fixture.Host;

    [Fact]
    public async Task Get_AJobThatIsDone_HasItsResultAsJson()
    {
        var ann = await SignUp();
        var job = await Start(ann);
        job.Status = job.Status! with { State = JobState.Done, Progress = 1, Result = """{"fired":14}""", FinishedAt = 5 };

        var answer = await ann.Client.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{job.Status.Id}");

        Assert.Equal(
            $$$"""{"id":"{{{job.Status.Id}}}","kind":"dryRun","state":"done","progress":1,"error":null,"result":{"fired":14}}""", answer.GetRawText());
    }

    [Fact]
    public async Task Get_AJobThatFailed_SaysWhy()
    {
        var ann = await SignUp();
        var job = await Start(ann);
        job.Status = job.Status! with { State = JobState.Failed, Error = new Refusal("time_limit", null, "at most 30m", "Too long."), FinishedAt = 5 };

        var answer = await ann.Client.GetFromJsonAsync<JsonElement>($"/api/v1/jobs/{job.Status.Id}");

        Assert.Equal("failed", answer.GetProperty("state").GetString());
        Assert.Equal("""{"code":"time_limit","field":null,"rule":"at most 30m","message":"Too long."}""", answer.GetProperty("error").GetRawText());
    }

    [Fact]
    public async Task Delete_AnUnfinishedJob_CancelsIt_AndAgain_ForgetsIt()
    {
        var ann = await SignUp();
        var path = $"/api/v1/jobs/{(await Start(ann)).Status!.Id}";

        Assert.Equal(HttpStatusCode.NoContent, (await ann.Client.DeleteAsync(path)).StatusCode);
        Assert.Equal("cancelled", (await ann.Client.GetFromJsonAsync<JsonElement>(path)).GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await ann.Client.DeleteAsync(path)).StatusCode);
        await (await ann.Client.GetAsync(path)).IsProblem(HttpStatusCode.NotFound, "not_found");
        await (await ann.Client.DeleteAsync(path)).IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Get_AJobOfSomebodyElse_IsNotFound()
    {
        var ann = await SignUp();
        var bob = await SignUp();
        var job = await Start(ann);

        await (await bob.Client.GetAsync($"/api/v1/jobs/{job.Status!.Id}")).IsProblem(HttpStatusCode.NotFound, "not_found");
        await (await bob.Client.DeleteAsync($"/api/v1/jobs/{job.Status.Id}")).IsProblem(HttpStatusCode.NotFound, "not_found");
        Assert.Equal(JobState.Queued, job.Status.State);
    }

    private Task<ApiUser> SignUp() => _host.SignUp($"u{Guid.NewGuid():N}@example.org");

    private async Task<FakeJob> Start(ApiUser user)
    {
        var list = _host.Grains.Behind<FakeJobList>(typeof(IJobListGrain), user.Id);
        var id = (await list.Start(JobKinds.DryRun, "{}")).Value!.Id;
        return _host.Grains.Behind<FakeJob>(typeof(IJobGrain), new TenantKey(user.Id, id).ToString());
    }
}
