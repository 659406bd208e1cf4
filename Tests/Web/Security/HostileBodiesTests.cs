using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using QuantPlatform.Tests.Web.Api;
using Xunit;

namespace QuantPlatform.Tests.Web.Security;

public sealed class HostileBodiesTests(ApiHostFixture fixture) : IClassFixture<ApiHostFixture>
{
    [Fact]
    public async Task Post_AnOddBody_IsABadRequestAndMakesNothing()
    {
        var user = await fixture.Host.SignUp("odd@example.org");
        string[] bodies =
        [
            new('[', 100_000), string.Concat(Enumerable.Repeat("{\"y\":", 5_000)), "null", "[]", "", "\"x\"",
            With("\"__proto__\":{\"a\":1}"), With("\"$type\":\"System.Object\""), With("\"userId\":\"root\""), With("\"y\":\"SOLUSDT\""),
            With("\"name\":\"\\ud800\""), With("\"name\":\"a\\u0000b\""), With("\"window\":1e400"), With("\"window\":99999999999999999999"), With("\"window\":\"60\""), With("\"entry\":NaN"),
        ];
        foreach (var body in bodies)
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            await (await user.Client.PostAsync("/api/v1/pairs", content)).IsProblem(HttpStatusCode.BadRequest, "invalid");
        }

        Assert.Equal(0, (await user.Client.GetFromJsonAsync<JsonElement>("/api/v1/pairs")).GetProperty("items").GetArrayLength());
    }

    private static string With(string member) => $"{{\"y\":\"ETHUSDT\",\"x\":\"BTCUSDT\",{member}}}";
}
