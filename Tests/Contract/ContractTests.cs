using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Tests.EndToEnd;
using Xunit;

namespace QuantPlatform.Tests.Contract;

/// <summary>
/// A real node against its own OpenAPI document: for every operation in it the success of its example, and every refusal that it declares.
/// The list, the bodies, the scopes and the shapes of the answers come from the document, so that a new operation cannot be left out.
/// </summary>
public sealed class ContractTests(ContractNode node) : IClassFixture<ContractNode>
{
    private const string Nobodys = "00000000000000000000000000000009";

    [Fact]
    public Task EveryOperation_ByItsExample_SucceedsAndAnswersAsDescribed() => ForEach(_ => true, async operation =>
    {
        var (by, request) = await node.Succeeding(operation);
        return await Wrong(operation, by, request, status => status < 300);
    });

    [Fact]
    public Task EveryOperation_WithoutSignIn_Is401() => ForEach(operation => !operation.IsPublic, operation =>
        Wrong(operation, node.Anonymous, Broken(operation, "none"), status => status == 401));

    [Fact]
    public async Task EveryOperation_WithAKeyThatMayNot_Is403()
    {
        using var user = await node.NewUser();
        var keys = new Dictionary<string, HttpClient>(StringComparer.Ordinal);
        string[] all = [ApiScopes.Read, ApiScopes.Write, ApiScopes.Alerts, ApiScopes.Export];
        await ForEach(operation => operation.IsForSessions || operation.Scopes.Count is > 0 and < 5, async operation =>
        {
            var granted = operation.IsForSessions ? all : [.. all.Except(operation.Scopes)];
            var name = string.Join(' ', granted);
            if (!keys.TryGetValue(name, out var key))
            {
                keys[name] = key = node.Node.Bearer((await InProcessNode.Post(user, "keys", new { name = "contract", scopes = granted }))["key"]!.GetValue<string>());
            }

            return await Wrong(operation, key, Broken(operation, "none"), status => status == 403);
        });
    }

    [Fact]
    public async Task EveryAdminOperation_ByAnOrdinaryUser_Is403()
    {
        using var user = await node.NewUser();
        await ForEach(operation => operation.IsForAdmins && operation.Scopes.Count > 0, operation => Wrong(operation, user, Broken(operation, "none"), status => status == 403));
    }

    [Fact]
    public async Task EveryOperation_OnWhatIsNotThere_Is404()
    {
        using var user = await node.NewUser();
        await ForEach(operation => operation.Path.Contains('{', StringComparison.Ordinal), operation =>
            Wrong(operation, operation.IsForAdmins ? node.Admin : user, Broken(operation, Nobodys), status => status == 404));
    }

    [Fact]
    public Task EveryBody_WithAMemberThatIsNotThere_Is400AndNamesIt() => ForEach(operation => operation.TakesJson, operation => Refused(operation, body => body["noSuchMember"] = 1, "noSuchMember"));

    [Fact]
    public Task EveryBody_ThatIsNoJson_Is400() => ForEach(operation => operation.TakesJson, async operation =>
    {
        var (by, request) = await node.Succeeding(operation);
        request.Content = new StringContent("{", Encoding.UTF8, "application/json");
        return await Wrong(operation, by, request, status => status == 400);
    });

    [Fact]
    public Task EveryBody_OfAnotherType_Is415() => ForEach(operation => operation.TakesJson, async operation =>
    {
        var (by, request) = await node.Succeeding(operation);
        request.Content = new StringContent("{}", Encoding.UTF8, "text/plain");
        return await Wrong(operation, by, request, status => status == 415);
    });

    [Fact]
    public Task EveryTypedQueryParameter_OfAnotherType_Is400AndNamesIt() => ForEach(operation => operation.TypedQuery.Count > 0, async operation =>
    {
        foreach (var name in operation.TypedQuery)
        {
            var (by, request) = await node.Succeeding(operation);
            request.RequestUri = new Uri($"{request.RequestUri}{(request.RequestUri!.ToString().Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}=x!", UriKind.Relative);
            if (await Wrong(operation, by, request, status => status == 400, name) is { } wrong)
            {
                return $"{name}: {wrong}";
            }
        }

        return null;
    });

    [Fact]
    public void EveryJsonBody_HasAnExample() =>
        Assert.Empty(node.Description.Operations.Where(operation => operation.TakesJson && operation.Example is null).Select(operation => operation.ToString()));

    [Fact]
    public Task EveryJsonAnswer_HasAnExampleOfItsShape() =>
        ForEach(operation => !operation.IsForAdmins, operation => Task.FromResult(node.Description.WrongExamples(operation)));

    private async Task<string?> Refused(ApiOperation operation, Action<JsonObject> breaking, string field)
    {
        var (by, request) = await node.Succeeding(operation);
        var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync())!.AsObject();
        breaking(body);
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await Wrong(operation, by, request, status => status == 400, field);
    }

    /// <summary>A request to a thing that is not there.</summary>
    private static HttpRequestMessage Broken(ApiOperation operation, string id) =>
        ContractNode.Request(operation, operation.Path.Replace("{id}", id, StringComparison.Ordinal).Replace("{symbol}", "NOSUCHUSDT", StringComparison.Ordinal), operation.Example);

    private async Task<string?> Wrong(ApiOperation operation, HttpClient by, HttpRequestMessage request, Func<int, bool> expected, string? field = null)
    {
        using var owned = request;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var answer = await by.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream" && expected((int)answer.StatusCode))
        {
            return null;
        }

        if (!expected((int)answer.StatusCode))
        {
            return $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(limit.Token)}";
        }

        if (await node.Description.Wrong(operation, answer) is { } wrong)
        {
            return wrong;
        }

        var text = field is null ? "" : await answer.Content.ReadAsStringAsync(limit.Token);
        return field is null || JsonNode.Parse(text)!["errors"]!.AsArray().Any(error => error!["field"]!.GetValue<string>() == field) ? null : $"no error names {field}: {text}";
    }

    /// <summary>All of them, so that one run names everything that is wrong.</summary>
    private async Task ForEach(Func<ApiOperation, bool> which, Func<ApiOperation, Task<string?>> check)
    {
        var operations = node.Description.Operations.Where(which).ToList();
        Assert.NotEmpty(operations);
        List<string> wrong = [];
        foreach (var operation in operations)
        {
            if (await check(operation) is { } found)
            {
                wrong.Add($"{operation}: {found}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {operations.Count}:\n{string.Join('\n', wrong)}");
    }
}
