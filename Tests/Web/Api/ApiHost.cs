using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Contracts.Mail;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Tests.Web.Api.Fakes;
using QuantPlatform.Web;
using Xunit;

namespace QuantPlatform.Tests.Web.Api;

/// <summary>The API on a real web server, over fake grains.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private readonly WebApplication _app;
    private readonly AccountSilo _accounts;

    private ApiHost(WebApplication app, AccountSilo accounts, FakeGrains grains)
    {
        _app = app;
        _accounts = accounts;
        Grains = grains;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public FakeGrains Grains { get; }

    public FakeMarket Market => Grains.Market;

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    public static Task<ApiHost> Start(params (string Key, string? Value)[] settings) => Start(new FakeMail(configured: false), settings);

    public static async Task<ApiHost> Start(FakeMail mail, params (string Key, string? Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.UseKestrelHttpsConfiguration();
        foreach (var (key, value) in settings.Prepend(("Admin:Email", "root@example.org")).Prepend(("Admin:Password", Password)))
        {
            builder.Configuration[key] = value;
        }

        var accounts = await AccountSilo.Start();
        var grains = new FakeGrains(accounts.Grains);
        builder.Services.AddSingleton<IGrainFactory>(grains);
        builder.Services.AddSingleton<IJobFiles, FakeJobFiles>();
        builder.Services.AddSingleton<IMailSender>(mail);
        builder.Services.AddDataProtection();
        builder.Services.AddPlatformApi(builder.Configuration);
        builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1_000);
        var app = builder.Build();
        app.MapPlatformApi();
        await app.StartAsync();
        return new ApiHost(app, accounts, grains);
    }

    /// <summary>A client without credentials.</summary>
    public HttpClient Anonymous() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };

    /// <summary>A new user, signed in by bearer token.</summary>
    public async Task<ApiUser> SignUp(string email)
    {
        using var anonymous = Anonymous();
        var registered = await anonymous.PostAsJsonAsync("/api/v1/account/register", new { email, password = Password });
        Assert.Equal(HttpStatusCode.OK, registered.StatusCode);
        return await SignIn(email);
    }

    /// <summary>Signs an existing user in by bearer token.</summary>
    public async Task<ApiUser> SignIn(string email, string password = Password)
    {
        var client = Anonymous();
        var answer = await client.PostAsJsonAsync("/api/v1/account/login", new { email, password });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var tokens = await answer.Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.GetProperty("accessToken").GetString());
        var me = await client.GetFromJsonAsync<JsonElement>("/api/v1/me");
        return new ApiUser(client, me.GetProperty("userId").GetString()!, tokens.GetProperty("refreshToken").GetString()!);
    }

    public FakePair PairOf(ApiUser user, string pairId) => Grains.Behind<FakePair>(typeof(IPairGrain), new TenantKey(user.Id, pairId).ToString());

    public FakeWorkspace WorkspaceOf(ApiUser user) => Grains.Behind<FakeWorkspace>(typeof(IWorkspaceGrain), user.Id);

    /// <summary>The user's account grain; call it inside <see cref="AsSystem"/>.</summary>
    public IAccountGrain AccountOf(ApiUser user) => _accounts.Grains.GetGrain<IAccountGrain>(user.Id);

    /// <summary>Calls grains as the platform itself.</summary>
    public static async Task<T> AsSystem<T>(Func<Task<T>> call)
    {
        CallPrincipal.System.Enter();
        return await call();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _accounts.DisposeAsync();
    }
}

/// <summary>A signed-in user of a test.</summary>
internal sealed record ApiUser(HttpClient Client, string Id, string RefreshToken)
{
    /// <summary>Makes a pair and answers its id.</summary>
    public async Task<string> AddPair(string y = "ETHUSDT", string x = "BTCUSDT")
    {
        var answer = await Client.PostAsJsonAsync("/api/v1/pairs", new { y, x });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }
}

internal static class Answers
{
    /// <summary>Reads a problem and checks its shape.</summary>
    public static async Task<JsonElement> IsProblem(this HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Array, problem.GetProperty("errors").ValueKind);
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("detail").GetString()));
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("title").GetString()));
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("type").GetString()));
        return problem;
    }

    /// <summary>The fields that a problem names.</summary>
    public static IReadOnlyList<string> Fields(this JsonElement problem) =>
        [.. problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()!)];
}
