using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Tests.Web.Api;
using QuantPlatform.Tests.Web.Api.Fakes;
using Xunit;

namespace QuantPlatform.Tests.Web.Datasets;

public sealed class DatasetEndpointsTests(ApiHostFixture fixture) : IClassFixture<ApiHostFixture>
{
    private readonly ApiHost _host = fixture.Host;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_AFile_PassesItOnWhateverTheOrderOfTheParts(bool fileFirst)
    {
        var ann = await SignUp();
        var bytes = Enumerable.Range(0, 200_000).Select(i => (byte)('a' + (i % 26))).ToArray();

        var answer = await ann.Client.PostAsync("/api/v1/datasets", Form(bytes, fileFirst, ("symbol", "ETH"), ("interval", "5m"), ("timeFormat", "ms"), ("delimiter", ";")));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("/api/v1/datasets/d0", answer.Headers.Location!.ToString());
        Assert.Equal("preview", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString());
        Assert.Equal(bytes, Dataset(ann).Bytes);
        Assert.Equal(new DatasetReading("ETH", Interval.FiveMinutes, "ms", ";"), Dataset(ann).Reading);
    }

    [Fact]
    public async Task Post_ARefusedFile_LeavesNothing()
    {
        var ann = await SignUp();
        Dataset(ann).Refusal = new Refusal(RefusalCodes.Invalid, "file", "no formula cells", "Line 2 holds a formula.");

        var answer = await ann.Client.PostAsync("/api/v1/datasets", Form("x"u8.ToArray(), false, ("symbol", "ETH")));

        Assert.Equal(["file"], (await answer.IsProblem(HttpStatusCode.BadRequest, "invalid")).Fields());
        Assert.Empty(List(ann).Ids);
    }

    [Fact]
    public async Task Post_WithoutAName_OrWithABadInterval_IsInvalid()
    {
        var ann = await SignUp();

        Assert.Equal(["symbol"], (await (await ann.Client.PostAsync("/api/v1/datasets", Form("x"u8.ToArray(), true))).IsProblem(HttpStatusCode.BadRequest, "invalid")).Fields());
        Assert.Equal(["interval"], (await (await ann.Client.PostAsync("/api/v1/datasets", Form("x"u8.ToArray(), false, ("symbol", "A"), ("interval", "2m")))).IsProblem(HttpStatusCode.BadRequest, "invalid")).Fields());
        Assert.Equal(["symbol"], (await (await ann.Client.PostAsync("/api/v1/datasets", Form("x"u8.ToArray(), false, ("symbol", "=A")))).IsProblem(HttpStatusCode.BadRequest, "invalid")).Fields());
        Assert.Equal(["more"], (await (await ann.Client.PostAsync("/api/v1/datasets", Form("x"u8.ToArray(), false, ("more", "A")))).IsProblem(HttpStatusCode.BadRequest, "invalid")).Fields());
        Assert.Equal(["file"], (await (await ann.Client.PostAsync("/api/v1/datasets", new MultipartFormDataContent { { new StringContent("A"), "symbol" } })).IsProblem(HttpStatusCode.BadRequest, "invalid")).Fields());
        Assert.Empty(List(ann).Ids);
    }

    [Fact]
    public async Task Post_BeyondAQuota_OrTooLarge_IsRefused()
    {
        var ann = await SignUp();
        List(ann).Refusal = new Refusal(RefusalCodes.Quota, "datasets", "at most 5", "You have 5 of 5 datasets.");
        await (await ann.Client.PostAsync("/api/v1/datasets", Form("x"u8.ToArray(), false, ("symbol", "A")))).IsProblem(HttpStatusCode.UnprocessableEntity, "quota");
        List(ann).Refusal = new Refusal(RefusalCodes.TooLarge, "file", "at most 10 bytes", "Too large.");
        await (await ann.Client.PostAsync("/api/v1/datasets", Form("x"u8.ToArray(), false, ("symbol", "A")))).IsProblem(HttpStatusCode.RequestEntityTooLarge, "too_large");
    }

    [Fact]
    public async Task Post_WhatIsNoForm_IsUnsupported()
    {
        var ann = await SignUp();

        await (await ann.Client.PostAsJsonAsync("/api/v1/datasets", new { })).IsProblem(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
    }

    [Fact]
    public async Task Accept_ThenUseAsASymbol_NamesItForItsOwnerOnly()
    {
        var ann = await SignUp();
        var bob = await SignUp();
        await ann.Client.PostAsync("/api/v1/datasets", Form("x"u8.ToArray(), false, ("symbol", "ETH")));
        await (await ann.Client.GetAsync("/api/v1/symbols/upload:d0/bars")).IsProblem(HttpStatusCode.NotFound, "not_found");

        Assert.Equal("ready", (await (await ann.Client.PostAsync("/api/v1/datasets/d0/accept", null)).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString());

        var bars = await ann.Client.GetFromJsonAsync<JsonElement>("/api/v1/symbols/upload:d0/bars?preview=true");
        Assert.Equal(("d0", "upload"), (bars.GetProperty("symbol").GetString(), bars.GetProperty("venue").GetString()));
        await (await bob.Client.GetAsync("/api/v1/symbols/upload:d0/bars")).IsProblem(HttpStatusCode.NotFound, "not_found");
        await (await bob.Client.GetAsync($"/api/v1/symbols/upload:{ann.Id}%2Fd0/bars")).IsProblem(HttpStatusCode.NotFound, "not_found");
        foreach (var path in new[] { "d0", "d0/accept", "d0/read" })
        {
            await (await bob.Client.SendAsync(new HttpRequestMessage(path == "d0" ? HttpMethod.Get : HttpMethod.Post, $"/api/v1/datasets/{path}") { Content = JsonContent.Create(new { }) })).IsProblem(HttpStatusCode.NotFound, "not_found");
        }

        Assert.Empty(_host.Grains.Refused);
    }

    [Fact]
    public async Task Post_APairOfUploads_TakesTheirShortestIntervalAndShowsNoOwner()
    {
        var ann = await SignUp();
        for (var i = 0; i < 2; i++)
        {
            await ann.Client.PostAsync("/api/v1/datasets", Form("x"u8.ToArray(), false, ("symbol", "ETH")));
            Dataset(ann, $"d{i}").Info = Dataset(ann, $"d{i}").Info! with { State = DatasetState.Ready, Intervals = [Interval.FiveMinutes, Interval.OneHour] };
        }

        var answer = await ann.Client.PostAsJsonAsync("/api/v1/pairs", new { y = "upload:d0", x = "upload:d1" });
        var pair = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(("upload:d0", "upload:d1", "d0/d1", "5m"), (pair.GetProperty("y").GetString(), pair.GetProperty("x").GetString(), pair.GetProperty("name").GetString(), pair.GetProperty("interval").GetString()));
        Assert.DoesNotContain(ann.Id, pair.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_ADataset_ForgetsIt()
    {
        var ann = await SignUp();
        await ann.Client.PostAsync("/api/v1/datasets", Form("x"u8.ToArray(), false, ("symbol", "ETH")));

        Assert.Equal(HttpStatusCode.NoContent, (await ann.Client.DeleteAsync("/api/v1/datasets/d0")).StatusCode);
        await (await ann.Client.GetAsync("/api/v1/datasets/d0")).IsProblem(HttpStatusCode.NotFound, "not_found");
        await (await ann.Client.DeleteAsync("/api/v1/datasets/d0")).IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    private static MultipartFormDataContent Form(byte[] file, bool fileFirst, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        void AddFile()
        {
            var content = new ByteArrayContent(file);
            content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
            form.Add(content, "file", "prices.csv");
        }

        if (fileFirst)
        {
            AddFile();
        }

        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value, Encoding.UTF8), name);
        }

        if (!fileFirst)
        {
            AddFile();
        }

        return form;
    }

    private Task<ApiUser> SignUp() => _host.SignUp($"u{Guid.NewGuid():N}@example.org");

    private FakeDatasetList List(ApiUser user) => _host.Grains.Behind<FakeDatasetList>(typeof(IDatasetListGrain), user.Id);

    private FakeDataset Dataset(ApiUser user, string id = "d0") => _host.Grains.Behind<FakeDataset>(typeof(IDatasetGrain), new TenantKey(user.Id, id).ToString());
}
