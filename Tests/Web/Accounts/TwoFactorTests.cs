using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using QuantPlatform.Tests.Web.Api;
using QuantPlatform.Web.Accounts;
using Xunit;

namespace QuantPlatform.Tests.Web.Accounts;

/// <summary>Signing in to an account with a second factor.</summary>
public sealed class TwoFactorTests(ApiHostFixture fixture) : IClassFixture<ApiHostFixture>
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private readonly ApiHost _host = fixture.Host;
    private readonly string _email = $"{Guid.NewGuid():N}@example.org";

    [Fact]
    public async Task Login_WithoutTheCode_AsksForIt()
    {
        await Enable();

        await (await Login(null, null)).IsProblem(HttpStatusCode.Unauthorized, "two_factor_required");
    }

    [Fact]
    public async Task Login_WithTheAuthenticatorsCode_Works()
    {
        var (key, _) = await Enable();

        Assert.Equal(HttpStatusCode.OK, (await Login(Totp(key, DateTimeOffset.UtcNow), null)).StatusCode);
        await (await Login(Totp(key, DateTimeOffset.UtcNow.AddHours(-1)), null)).IsProblem(HttpStatusCode.Unauthorized, "sign_in_failed");
    }

    [Fact]
    public async Task Login_WithARecoveryCode_WorksOnce()
    {
        var (_, codes) = await Enable();

        Assert.Equal(HttpStatusCode.OK, (await Login(null, codes[0])).StatusCode);
        await (await Login(null, codes[0])).IsProblem(HttpStatusCode.Unauthorized, "sign_in_failed");
        Assert.Equal(HttpStatusCode.OK, (await Login(null, codes[1])).StatusCode);
    }

    private async Task<(string Key, IReadOnlyList<string> Codes)> Enable()
    {
        await _host.SignUp(_email);
        await using var scope = _host.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PlatformUser>>();
        var user = (await users.FindByEmailAsync(_email))!;
        Assert.True((await users.ResetAuthenticatorKeyAsync(user)).Succeeded);
        Assert.True((await users.SetTwoFactorEnabledAsync(user, true)).Succeeded);
        var codes = (await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 2))!.ToList();
        return ((await users.GetAuthenticatorKeyAsync(user))!, codes);
    }

    private async Task<HttpResponseMessage> Login(string? code, string? recoveryCode)
    {
        using var client = _host.Anonymous();
        return await client.PostAsJsonAsync("/api/v1/account/login", new { email = _email, password = ApiHost.Password, twoFactorCode = code, twoFactorRecoveryCode = recoveryCode });
    }

    /// <summary>The code of RFC 6238: SHA-1, steps of 30 s, six digits.</summary>
    private static string Totp(string key, DateTimeOffset at)
    {
        var bits = string.Concat(key.TrimEnd('=').Select(c => Convert.ToString(Base32.IndexOf(c), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, at.ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // The algorithm of the standard, which every authenticator uses.
        var hash = HMACSHA1.HashData(secret, step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
