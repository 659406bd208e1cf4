using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Tests.Silo.Alerts.Deliveries;
using QuantPlatform.Tests.Web.Api;
using QuantPlatform.Tests.Web.Api.Fakes;
using Xunit;

namespace QuantPlatform.Tests.Web.Alerts;

public sealed class ContactPointEndpointsTests(ApiHostFixture fixture) : IClassFixture<ApiHostFixture>
{
    private const string Path = "/api/v1/contact-points";

    private readonly ApiHost _host = fixture.Host;

    [Fact]
    public async Task Post_AWebhook_ShowsItsSecretThisOnce()
    {
        var ann = await SignUp();

        var answer = await ann.Client.PostAsJsonAsync(Path, new { name = "ops", kind = "webhook", url = "https://example.org/hook" });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var made = await Json(answer);
        Assert.StartsWith("whsec_", made.GetProperty("secret").GetString(), StringComparison.Ordinal);
        Assert.Equal($"{Path}/{made.GetProperty("id").GetString()}", answer.Headers.Location!.ToString());
        var list = await ann.Client.GetStringAsync(Path);
        Assert.DoesNotContain("whsec_", list, StringComparison.Ordinal);
        Assert.DoesNotContain("\"secret\"", list, StringComparison.Ordinal);
        Assert.Equal(["inApp", "webhook"], JsonDocument.Parse(list).RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("kind").GetString()));
        Assert.Equal((1, 3), ((await ann.Client.GetFromJsonAsync<JsonElement>("/api/v1/me")).GetProperty("quotas").GetProperty("contactPoints") is var quota
            ? (quota.GetProperty("used").GetInt32(), quota.GetProperty("limit").GetInt32()) : default));
    }

    [Theory]
    [InlineData("""{}""", "name", "kind")]
    [InlineData("""{"name":"a","kind":"webhook"}""", "url")]
    [InlineData("""{"name":"a","kind":"webhook","url":"http://example.org"}""", "url")]
    [InlineData("""{"name":"a","kind":"webhook","url":"https://169.254.169.254/latest"}""", "url")]
    [InlineData("""{"name":"a","kind":"email","email":"no"}""", "email")]
    [InlineData("""{"name":"a","kind":"pigeon"}""", "kind")]
    [InlineData("""{"name":"a","kind":"email","email":"a@b.c","secret":"x"}""", "secret")]
    public async Task Post_WhatBreaksARule_NamesTheFields(string body, params string[] fields)
    {
        var ann = await SignUp();

        var answer = await ann.Client.PostAsync(Path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(fields, (await answer.IsProblem(HttpStatusCode.BadRequest, "invalid")).Fields());
    }

    [Fact]
    public async Task Post_BeyondTheQuotaOrWithATakenName_IsRefused()
    {
        var ann = await SignUp();
        await Add(ann, "a");
        await (await Post(ann, "A")).IsProblem(HttpStatusCode.Conflict, "conflict");
        await Add(ann, "b");
        await Add(ann, "c");

        await (await Post(ann, "d")).IsProblem(HttpStatusCode.UnprocessableContent, "quota");
    }

    [Fact]
    public async Task Put_WhatWasRead_ChangesNothingAndKeepsTheSecret()
    {
        var ann = await SignUp();
        var id = await Add(ann, "a");
        var read = await ann.Client.GetStringAsync($"{Path}/{id}");

        var answer = await ann.Client.PutAsync($"{Path}/{id}", new StringContent(read, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(read, await answer.Content.ReadAsStringAsync());
        Assert.Equal(Senders.Secret, Points(ann).State.ContactPoints.Find(id)!.Secret);
    }

    [Fact]
    public async Task InAppPoint_CannotBeChangedOrDeleted()
    {
        var ann = await SignUp();

        await (await ann.Client.DeleteAsync($"{Path}/in-app")).IsProblem(HttpStatusCode.UnprocessableContent, "unprocessable");
        await (await ann.Client.PostAsync($"{Path}/in-app/test", null)).IsProblem(HttpStatusCode.UnprocessableContent, "unprocessable");
    }

    [Fact]
    public async Task Delete_ThenGet_IsNotFound()
    {
        var ann = await SignUp();
        var id = await Add(ann, "a");

        Assert.Equal(HttpStatusCode.NoContent, (await ann.Client.DeleteAsync($"{Path}/{id}")).StatusCode);

        await (await ann.Client.GetAsync($"{Path}/{id}")).IsProblem(HttpStatusCode.NotFound, "not_found");
        await (await ann.Client.DeleteAsync($"{Path}/{id}")).IsProblem(HttpStatusCode.NotFound, "not_found");
    }

    [Theory]
    [InlineData(DeliveryVerdict.Delivered, "delivered", 200)]
    [InlineData(DeliveryVerdict.Failed, "dead", 500)]
    public async Task Test_AnswersWhatCameOfItAndIsListed(DeliveryVerdict verdict, string state, int status)
    {
        var ann = await SignUp();
        var id = await Add(ann, "a");
        Points(ann).Verdict = verdict;

        var delivery = await Json(await ann.Client.PostAsync($"{Path}/{id}/test", null));

        Assert.Equal((state, status, 1, 12), (delivery.GetProperty("state").GetString(), delivery.GetProperty("status").GetInt32(), delivery.GetProperty("attempt").GetInt32(), delivery.GetProperty("durationMs").GetInt32()));
        Assert.Equal(JsonValueKind.Null, delivery.GetProperty("alertId").ValueKind);
        var listed = (await ann.Client.GetFromJsonAsync<JsonElement>($"/api/v1/deliveries?contactPoint={id}")).GetProperty("items");
        Assert.Equal(delivery.GetRawText(), Assert.Single(listed.EnumerateArray()).GetRawText());
        Assert.Empty((await ann.Client.GetFromJsonAsync<JsonElement>("/api/v1/deliveries?alert=a1")).GetProperty("items").EnumerateArray());
        Assert.Empty((await ann.Client.GetFromJsonAsync<JsonElement>("/api/v1/deliveries?state=retrying")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Test_BeyondTheLimits_SaysWhenToComeBack()
    {
        var ann = await SignUp();
        var id = await Add(ann, "a");
        await ann.Client.PostAsync($"{Path}/{id}/test", null);

        var answer = await ann.Client.PostAsync($"{Path}/{id}/test", null);

        await answer.IsProblem(HttpStatusCode.TooManyRequests, "busy");
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task Resend_ADeadLetter_IsPendingAgain()
    {
        var ann = await SignUp();
        var id = await Add(ann, "a");
        var points = Points(ann);
        points.State = points.State.Owing([DeliverySamples.Fired("a1", id)], 1);
        var delivery = points.State.Deliveries.Open[0].Delivery.Id;
        await (await ann.Client.PostAsync($"/api/v1/deliveries/{delivery}/resend", null)).IsProblem(HttpStatusCode.Conflict, "conflict");
        points.State = points.State.With(new DeliveryReport(delivery, DeliveryVerdict.Refused, 1, 1, null, "no"));

        var again = await Json(await ann.Client.PostAsync($"/api/v1/deliveries/{delivery}/resend", null));

        Assert.Equal(("pending", "a1"), (again.GetProperty("state").GetString(), again.GetProperty("messageId").GetString()));
    }

    [Fact]
    public async Task RenewSecret_ShowsAnother()
    {
        var ann = await SignUp();
        var id = await Add(ann, "a");

        Assert.StartsWith("whsec_", (await Json(await ann.Client.PostAsync($"{Path}/{id}/secret", null))).GetProperty("secret").GetString(), StringComparison.Ordinal);
    }

    private Task<ApiUser> SignUp() => _host.SignUp($"ann{Guid.NewGuid():N}@example.org");

    private FakeContactPoints Points(ApiUser user) => _host.Grains.Behind<FakeContactPoints>(typeof(IContactPointsGrain), user.Id);

    private static Task<HttpResponseMessage> Post(ApiUser user, string name) => user.Client.PostAsJsonAsync(Path, new { name, kind = "webhook", url = "https://example.org/hook" });

    private static async Task<string> Add(ApiUser user, string name) => (await Json(await Post(user, name))).GetProperty("id").GetString()!;

    private static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
