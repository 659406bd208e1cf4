using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QuantPlatform.Tests.Web.Api;
using Xunit;

namespace QuantPlatform.Tests.Web.Accounts;

/// <summary>The second factor: turning it on and off, and signing in with it.</summary>
public sealed class TwoFactorTests(ApiHostFixture fixture) : IClassFixture<ApiHostFixture>, IAsyncLifetime
{
    private const string Manage = "/api/v1/account/manage/2fa";

    private readonly ApiHost _host = fixture.Host;
    private readonly string _email = $"{Guid.NewGuid():N}@example.org";
    private ApiUser _user = null!;

    public async Task InitializeAsync() => _user = await _host.SignUp(_email);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Manage_OfAnAccountWithout_AnswersAKeyThatStaysUntilItIsUsed()
    {
        var first = await Ask(new { });
        var second = await Ask(new { });

        Assert.False(first.GetProperty("isTwoFactorEnabled").GetBoolean());
        Assert.Equal(0, first.GetProperty("recoveryCodesLeft").GetInt32());
        Assert.Equal(first.GetProperty("sharedKey").GetString(), second.GetProperty("sharedKey").GetString());
        Assert.StartsWith("otpauth://totp/QuantPlatform:", first.GetProperty("authenticatorUri").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Login(null, null)).StatusCode);
    }

    [Fact]
    public async Task Enable_WithoutTheRightCode_ChangesNothing()
    {
        await Ask(new { });

        var problem = await (await _user.Client.PostAsJsonAsync(Manage, new { enable = true, twoFactorCode = "000000" })).IsProblem(HttpStatusCode.BadRequest, "wrong_code");
        await (await _user.Client.PostAsJsonAsync(Manage, new { enable = true })).IsProblem(HttpStatusCode.BadRequest, "wrong_code");

        Assert.Equal(["twoFactorCode"], problem.Fields());
        Assert.Equal(HttpStatusCode.OK, (await Login(null, null)).StatusCode);
    }

    [Fact]
    public async Task Enable_TellsTheCodesOnceAndTheKeyNeverAgain_AndEndsOtherSessions()
    {
        var elsewhere = await _host.SignIn(_email);

        var (_, codes) = await Enable();
        var after = await Ask(new { });

        Assert.Equal(10, codes.Distinct().Count());
        Assert.Equal(JsonValueKind.Null, after.GetProperty("sharedKey").ValueKind);
        Assert.Equal(JsonValueKind.Null, after.GetProperty("recoveryCodes").ValueKind);
        Assert.Equal(10, after.GetProperty("recoveryCodesLeft").GetInt32());
        await (await elsewhere.Client.GetAsync("/api/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Login_WithEitherFactor_SaysInTheLogWhich()
    {
        using var log = new SignInLog();
        _host.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await Login(null, null);
        var (key, codes) = await Enable();

        await Login(TotpCode.Of(key, DateTimeOffset.UtcNow.AddSeconds(30)), null);
        await Login(null, codes[0]);

        Assert.Equal(["None", "Authenticator", "RecoveryCode"], log.Factors);
        Assert.DoesNotContain(log.Lines, line => line.Contains(codes[0], StringComparison.Ordinal) || line.Contains(_email, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Login_WithoutTheCode_AsksForIt()
    {
        await Enable();

        await (await Login(null, null)).IsProblem(HttpStatusCode.Unauthorized, "two_factor_required");
    }

    [Fact]
    public async Task Login_WithACode_WorksOnceForEachStep()
    {
        var (key, _) = await Enable();
        // The code that turned it on was of this step or the one before: the next one is new for sure.
        var code = TotpCode.Of(key, DateTimeOffset.UtcNow.AddSeconds(30));

        Assert.Equal(HttpStatusCode.OK, (await Login(code, null)).StatusCode);
        await (await Login(code, null)).IsProblem(HttpStatusCode.Unauthorized, "sign_in_failed");
        await (await Login(TotpCode.Of(key, DateTimeOffset.UtcNow.AddSeconds(-30)), null)).IsProblem(HttpStatusCode.Unauthorized, "sign_in_failed");
        await (await Login(TotpCode.Of(key, DateTimeOffset.UtcNow.AddHours(-1)), null)).IsProblem(HttpStatusCode.Unauthorized, "sign_in_failed");
    }

    [Fact]
    public async Task Login_WithTheCodeThatTurnedItOn_IsRefused()
    {
        var key = (await Ask(new { })).GetProperty("sharedKey").GetString()!;
        var code = TotpCode.Of(key, DateTimeOffset.UtcNow);
        await Ask(new { enable = true, twoFactorCode = code });

        await (await Login(code, null)).IsProblem(HttpStatusCode.Unauthorized, "sign_in_failed");
    }

    [Fact]
    public async Task Login_WithOneCodeManyTimesAtOnce_WorksOnce()
    {
        var (key, _) = await Enable();
        var code = TotpCode.Of(key, DateTimeOffset.UtcNow.AddSeconds(30));

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Login(code, null)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Login_WithARecoveryCode_WorksOnceHoweverItIsWritten()
    {
        var (_, codes) = await Enable();

        Assert.Equal(HttpStatusCode.OK, (await Login(null, codes[0].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal))).StatusCode);
        await (await Login(null, codes[0])).IsProblem(HttpStatusCode.Unauthorized, "sign_in_failed");
        Assert.Equal(HttpStatusCode.OK, (await Login(null, codes[1])).StatusCode);
        Assert.Equal(8, (await Ask(new { })).GetProperty("recoveryCodesLeft").GetInt32());
    }

    [Fact]
    public async Task Stored_AreNeitherKeyNorRecoveryCodesAsTheyAre()
    {
        var (key, codes) = await Enable();

        var stored = string.Join(' ', (await ApiHost.AsSystem(() => _host.AccountOf(_user).Get()))!.Tokens.Select(token => token.Value));

        Assert.DoesNotContain(key, stored, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(codes[0], stored, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Disable_NeedsTheCodeOrThePassword()
    {
        await Enable();

        await (await _user.Client.PostAsJsonAsync(Manage, new { enable = false })).IsProblem(HttpStatusCode.BadRequest, "wrong_password");
        await (await _user.Client.PostAsJsonAsync(Manage, new { resetSharedKey = true })).IsProblem(HttpStatusCode.BadRequest, "wrong_password");
        await (await _user.Client.PostAsJsonAsync(Manage, new { resetRecoveryCodes = true, twoFactorCode = "000000" })).IsProblem(HttpStatusCode.BadRequest, "wrong_code");
        await (await Login(null, null)).IsProblem(HttpStatusCode.Unauthorized, "two_factor_required");

        Assert.False((await Ask(new { enable = false, password = ApiHost.Password })).GetProperty("isTwoFactorEnabled").GetBoolean());
        Assert.Equal(HttpStatusCode.OK, (await Login(null, null)).StatusCode);
    }

    [Fact]
    public async Task NewRecoveryCodes_ReplaceTheOldOnes()
    {
        var (_, old) = await Enable();

        var made = (await Ask(new { resetRecoveryCodes = true, password = ApiHost.Password })).GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!).ToList();

        await (await Login(null, old[0])).IsProblem(HttpStatusCode.Unauthorized, "sign_in_failed");
        Assert.Equal(HttpStatusCode.OK, (await Login(null, made[0])).StatusCode);
    }

    private async Task<JsonElement> Ask(object body)
    {
        var answer = await _user.Client.PostAsJsonAsync(Manage, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<(string Key, IReadOnlyList<string> Codes)> Enable()
    {
        var key = (await Ask(new { })).GetProperty("sharedKey").GetString()!;
        var enabled = await Ask(new { enable = true, twoFactorCode = TotpCode.Of(key, DateTimeOffset.UtcNow) });
        Assert.True(enabled.GetProperty("isTwoFactorEnabled").GetBoolean());
        return (key, [.. enabled.GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!)]);
    }

    private async Task<HttpResponseMessage> Login(string? code, string? recoveryCode)
    {
        using var client = _host.Anonymous();
        return await client.PostAsJsonAsync("/api/v1/account/login", new { email = _email, password = ApiHost.Password, twoFactorCode = code, twoFactorRecoveryCode = recoveryCode });
    }

    /// <summary>Keeps the lines about successful sign-ins.</summary>
    private sealed class SignInLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ConcurrentQueue<string> Factors { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Lines.Enqueue(formatter(state, exception));
            if (state is IReadOnlyList<KeyValuePair<string, object?>> values && values.FirstOrDefault(value => value.Key == "Factor").Value is { } factor) Factors.Enqueue(factor.ToString()!);
        }

        public void Dispose()
        {
        }
    }
}
