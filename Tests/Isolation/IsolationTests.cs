using System.Net;
using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Web;
using QuantPlatform.Web.Security;
using Xunit;

namespace QuantPlatform.Tests.Isolation;

/// <summary>
/// Every call and every page of a real node against everybody who may not have it: without sign-in, another tenant, a key without the
/// scope, a revoked key, an expired key, a disabled user. Each is refused, and nothing that is stored of the owner changes.
/// </summary>
public sealed class IsolationTests(IsolationNode node) : IClassFixture<IsolationNode>
{
    [Fact]
    public void Matrix_HasARowForEveryCallAndPage()
    {
        Assert.Equal(Calls().Select(call => call.Name).Order(StringComparer.Ordinal), IsolationMatrix.Calls.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Pages().Order(StringComparer.Ordinal), IsolationMatrix.Pages.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Calls_ByWhoMayNot_AreRefusedAndNothingChanges()
    {
        foreach (var call in Calls().Where(call => !call.IsForAnyKey))
        {
            // Made before the state is looked at: keys are the owner's own doing.
            await node.KeyWithout(call.Scopes);
        }

        var before = await node.Dump();
        var wrong = new List<string>();
        foreach (var call in Calls().Where(call => RowOf(call).Reach != Reach.Everybody))
        {
            var row = RowOf(call);
            await Expect(wrong, call, row, "without sign-in", node.Anonymous, HttpStatusCode.Unauthorized);
            await Expect(wrong, call, row, "revoked key", node.Revoked, HttpStatusCode.Unauthorized);
            await Expect(wrong, call, row, "expired key", node.Expired, HttpStatusCode.Unauthorized);
            await Expect(wrong, call, row, "disabled user", node.Disabled, HttpStatusCode.Unauthorized);
            await Expect(wrong, call, row, "disabled user's key", node.DisabledKey, HttpStatusCode.Unauthorized);
            if (row.Reach is Reach.Named or Reach.Admin)
            {
                await Expect(wrong, call, row, "other tenant", node.Other, row.Reach == Reach.Admin ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound);
            }

            if (!call.IsForAnyKey)
            {
                await Expect(wrong, call, row, "key without the scope", await node.KeyWithout(call.Scopes), HttpStatusCode.Forbidden);
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(before, await node.Dump());
    }

    [Fact]
    public async Task Calls_OfTheirOwn_ByAnotherTenant_LeaveTheOwnersAlone()
    {
        var before = await node.Dump();
        foreach (var call in Calls().Where(call => RowOf(call).Reach is Reach.Own or Reach.Shared && !EndsTheSession(call)))
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            using var request = Request(call, RowOf(call));
            using var answer = await node.Other.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var body = call.Name.EndsWith("/stream", StringComparison.Ordinal) ? "" : await answer.Content.ReadAsStringAsync(limit.Token);

            Assert.DoesNotContain(IsolationNode.Secret, body, StringComparison.Ordinal);
            Assert.DoesNotContain(node.OwnerId, body, StringComparison.Ordinal);
            Assert.True((int)answer.StatusCode < 500, $"{call.Name}: {body}");
        }

        Assert.Equal(before, await node.Dump());
    }

    [Fact]
    public async Task Pages_ByWhoMayNot_ShowNothing()
    {
        var before = await node.Dump();
        var wrong = new List<string>();
        foreach (var (route, row) in IsolationMatrix.Pages.Where(page => page.Value.Reach != Reach.Everybody))
        {
            var path = route.Replace("{Name}", "BTCUSDT", StringComparison.Ordinal).Replace("{Id}", row.Of is null ? "none" : node.Ids[row.Of], StringComparison.Ordinal);
            foreach (var (who, client) in new[] { ("without sign-in", node.Anonymous), ("revoked key", node.Revoked), ("expired key", node.Expired), ("disabled user", node.Disabled), ("disabled user's key", node.DisabledKey) })
            {
                using var answer = await client.GetAsync(path);
                if (answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
                    && !(answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains(PlatformUi.SignInPath, StringComparison.Ordinal)))
                {
                    wrong.Add($"{route} {who}: {(int)answer.StatusCode}");
                }
            }

            using var others = await node.Other.GetAsync(path);
            if ((await others.Content.ReadAsStringAsync()).Contains(IsolationNode.Secret, StringComparison.Ordinal) || (row.Reach == Reach.Admin && others.StatusCode != HttpStatusCode.Forbidden))
            {
                wrong.Add($"{route} other tenant: {(int)others.StatusCode}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(before, await node.Dump());
    }

    /// <summary>After these the other tenant could not ask for anything.</summary>
    private static bool EndsTheSession(Call call) => call.Name is "POST /api/v1/account/logout" or "DELETE /api/v1/account/sessions";

    private static HttpRequestMessage Request(Call call, string path)
    {
        var request = new HttpRequestMessage(new HttpMethod(call.Method), path);
        if (call.Method is "POST" or "PUT")
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }

        return request;
    }

    private static IsolationMatrix.Row RowOf(Call call) =>
        IsolationMatrix.Calls.TryGetValue(call.Name, out var row) ? row : throw new Xunit.Sdk.XunitException($"{call.Name} has no row in {nameof(IsolationMatrix)}.");

    private static IEnumerable<string> Pages() =>
        typeof(PlatformUi).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>(inherit: false)).Select(route => route.Template);

    private HttpRequestMessage Request(Call call, IsolationMatrix.Row row) =>
        Request(call, call.Path.Replace("{symbol}", "BTCUSDT", StringComparison.Ordinal).Replace("{id}", row.Of is null ? "none" : node.Ids[row.Of], StringComparison.Ordinal));

    private async Task Expect(List<string> wrong, Call call, IsolationMatrix.Row row, string who, HttpClient client, HttpStatusCode expected)
    {
        using var request = Request(call, row);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (answer.StatusCode != expected)
        {
            wrong.Add($"{call.Name} {who}: {(int)answer.StatusCode} instead of {(int)expected}");
        }
    }

    private List<Call> Calls() =>
    [
        .. from endpoint in node.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let path = endpoint.RoutePattern.RawText!.TrimEnd('/')
           where path.StartsWith("/api/", StringComparison.Ordinal)
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
           select new Call(method, path, Scopes.Needed(endpoint.Metadata, method)),
    ];

    private sealed record Call(string Method, string Path, IReadOnlyList<string> Scopes)
    {
        public string Name => $"{Method} {Path}";

        public bool IsForAnyKey => Scopes.Count == ApiScopes.All.Count;
    }
}
