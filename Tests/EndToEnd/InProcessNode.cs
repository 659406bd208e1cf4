using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using QuantPlatform.AppHost;
using QuantPlatform.Tests.Silo.Storage;
using QuantPlatform.Web.Accounts;
using Xunit;

namespace QuantPlatform.Tests.EndToEnd;

/// <summary>A real node on the demo feed inside the test process, for tests that look into it; no rate limits stand in their way.</summary>
internal sealed class InProcessNode : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private readonly TestFolder folder = new();
    private readonly WebApplication app;

    private InProcessNode(string[] args)
    {
        app = Node.Build(
        [
            "--applicationName=AppHost", "--urls=http://127.0.0.1:0", $"--Storage:Path={folder.Path}", "--Feed:Kind=demo",
            "--Web:RateLimits:PerUser=1000000", "--Web:RateLimits:PerAddress=1000000", "--Web:RateLimits:SignInsPerAddress=1000000",
            .. ApiSession.AdminArguments, .. args,
        ]);
    }

    public IServiceProvider Services => app.Services;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<InProcessNode> Start(params string[] args)
    {
        var node = new InProcessNode(args);
        await node.app.StartAsync();
        await node.app.Services.GetRequiredService<FirstAdmin>().EnsureAsync();
        return node;
    }

    /// <summary>A client that is not signed in, and keeps no cookies.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = Address,
        Timeout = TimeSpan.FromSeconds(60),
    };

    /// <summary>A client that shows this token or key.</summary>
    public HttpClient Bearer(string token)
    {
        var client = Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Makes an account and signs in to it.</summary>
    public async Task<HttpClient> SignUp(string email)
    {
        using var anonymous = Client();
        using var registered = await anonymous.PostAsJsonAsync("api/v1/account/register", new { email, password = Password });
        Assert.True(registered.IsSuccessStatusCode, await registered.Content.ReadAsStringAsync());
        return await SignIn(email);
    }

    public async Task<HttpClient> SignIn(string email, string password = Password) => Bearer((await Login(email, password))["accessToken"]!.GetValue<string>());

    /// <summary>The tokens of a login.</summary>
    public async Task<JsonNode> Login(string email, string password = Password)
    {
        using var anonymous = Client();
        using var answer = await anonymous.PostAsJsonAsync("api/v1/account/login", new { email, password });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    public Task<HttpClient> SignInAsAdmin() => SignIn(ApiSession.AdminEmail, ApiSession.AdminPassword);

    /// <summary>Posts JSON to a path below <c>/api/v1/</c>, and expects success.</summary>
    public static async Task<JsonNode> Post(HttpClient by, string path, object? body)
    {
        using var answer = await by.PostAsJsonAsync($"api/v1/{path}", body);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    /// <summary>Reads JSON from a path below <c>/api/v1/</c>.</summary>
    public static async Task<JsonNode> Get(HttpClient by, string path) => (await by.GetFromJsonAsync<JsonNode>($"api/v1/{path}"))!;

    /// <summary>Uploads a file, and answers the id of the preview.</summary>
    public static async Task<string> Upload(HttpClient by, string symbol, string rows)
    {
        using var form = new MultipartFormDataContent { { new StringContent(symbol), "symbol" }, { new StringContent(rows), "file", "prices.csv" } };
        using var uploaded = await by.PostAsync("api/v1/datasets", form);
        Assert.True(uploaded.IsSuccessStatusCode, await uploaded.Content.ReadAsStringAsync());
        return (await uploaded.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>();
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Dispose();
    }
}
