using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using QRCoder;
using QuantPlatform.Contracts.Admin;
using QuantPlatform.Web.Api;

namespace QuantPlatform.Web.Accounts;

/// <summary>The signed-in user's second factor.</summary>
internal sealed partial class OwnTwoFactor(OwnAccount own, UserManager<PlatformUser> users, SecondFactor factors, ILogger<OwnTwoFactor> logger)
{
    private const string Issuer = "QuantPlatform";
    private const int RecoveryCodes = 10;
    private const int PixelsPerModule = 4;

    /// <summary>What the user sees of it. The key is told only until it is in use.</summary>
    public async Task<TwoFactorView> Get() => await View(await own.Get());

    /// <summary>Makes a key, if there is none, so that an app can be given it. Nothing is in use by that.</summary>
    /// <param name="anew">Makes another one even if there is one that is not in use.</param>
    public async Task<TwoFactorView> Begin(bool anew = false)
    {
        var user = await own.Get();
        if (!user.Record.TwoFactorEnabled && (anew || string.IsNullOrEmpty(await users.GetAuthenticatorKeyAsync(user))))
        {
            await factors.NewKey(user);
            user = await own.Get();
        }

        return await View(user);
    }

    /// <summary>The picture of an address that an authenticator app reads.</summary>
    public static string Picture(string address)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(PixelsPerModule);
    }

    /// <summary>Turns it on: the code shows that the app has the key. The answer holds the recovery codes, which are told only now.</summary>
    public async Task<(IReadOnlyList<string>? Codes, ApiProblem? Problem)> Enable(string? code)
    {
        var user = await own.Get();
        if (user.Record.TwoFactorEnabled)
        {
            return (null, Problems.Of(StatusCodes.Status409Conflict, "conflict", "Two-factor sign-in is on already.").Problem);
        }

        if (string.IsNullOrEmpty(code) || !await factors.Note(user, code))
        {
            return (null, WrongCode());
        }

        user.Record = user.Record with { TwoFactorEnabled = true };
        return await NewCodes(user, LogEnabled, before: "off");
    }

    /// <summary>Turns it off and forgets key and codes.</summary>
    public async Task<ApiProblem?> Disable(string? code, string? password)
    {
        var user = await own.Get();
        if (!user.Record.TwoFactorEnabled)
        {
            return null;
        }

        if (await Confirm(user, code, password) is { } refused)
        {
            return refused;
        }

        user.Record = GrainUserStore.WithoutTwoFactor(user.Record);
        var problem = await own.Save(user, () => users.UpdateSecurityStampAsync(user));
        if (problem is null)
        {
            LogDisabled(user.Id);
            await own.Note(user, AuditActions.TwoFactorChanged, "on", "off");
        }

        return problem;
    }

    /// <summary>Makes new recovery codes; the old ones do not hold any more.</summary>
    public async Task<(IReadOnlyList<string>? Codes, ApiProblem? Problem)> ReplaceCodes(string? code, string? password)
    {
        var user = await own.Get();
        if (!user.Record.TwoFactorEnabled)
        {
            return (null, Problems.Of(StatusCodes.Status409Conflict, "conflict", "Two-factor sign-in is off.").Problem);
        }

        return await Confirm(user, code, password) is { } refused
            ? (null, refused)
            : await NewCodes(user, LogNewCodes, before: $"on, {await users.CountRecoveryCodesAsync(user)} recovery codes");
    }

    private async Task<TwoFactorView> View(PlatformUser user)
    {
        var key = user.Record.TwoFactorEnabled ? null : await users.GetAuthenticatorKeyAsync(user);
        return new TwoFactorView(
            user.Record.TwoFactorEnabled, key, key is null ? null : Totp.Address(Issuer, user.Email, key),
            user.Record.TwoFactorEnabled ? await users.CountRecoveryCodesAsync(user) : 0);
    }

    private static ApiProblem WrongCode() => Problems.Of(StatusCodes.Status400BadRequest, "wrong_code", "The code is not right, or was used before.",
        new FieldError("twoFactorCode", "the present code of the authenticator", "The code is not right, or was used before. Wait for the next one.")).Problem;

    private async Task<ApiProblem?> Confirm(PlatformUser user, string? code, string? password) =>
        string.IsNullOrEmpty(code) ? await own.Confirm(user, password, "password") : await factors.Note(user, code) ? null : WrongCode();

    private async Task<(IReadOnlyList<string>? Codes, ApiProblem? Problem)> NewCodes(PlatformUser user, Action<string> log, string before)
    {
        List<string> codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => RecoveryCode.New())];
        user.Record = GrainUserStore.WithRecoveryCodes(user.Record, codes);
        if (await own.Save(user, () => users.UpdateSecurityStampAsync(user)) is { } problem)
        {
            return (null, problem);
        }

        log(user.Id);
        await own.Note(user, AuditActions.TwoFactorChanged, before, $"on, {RecoveryCodes} new recovery codes");
        return (codes, null);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "User {User} turned two-factor sign-in on.")]
    private partial void LogEnabled(string user);

    [LoggerMessage(Level = LogLevel.Information, Message = "User {User} turned two-factor sign-in off.")]
    private partial void LogDisabled(string user);

    [LoggerMessage(Level = LogLevel.Information, Message = "User {User} made new recovery codes.")]
    private partial void LogNewCodes(string user);
}

/// <summary>A user's second factor.</summary>
/// <param name="Key">In base 32; null once it is in use, and before there is one.</param>
/// <param name="Address">What the QR code holds; null when there is no <paramref name="Key"/>.</param>
internal sealed record TwoFactorView(bool Enabled, string? Key, string? Address, int RecoveryCodesLeft);
