using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Contracts.Admin;
using QuantPlatform.Web.Admin;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Security;

namespace QuantPlatform.Web.Accounts;

/// <summary>The first start in the browser: by the link of the console the made-up administrator becomes a person with their own address and password.</summary>
internal sealed partial class FirstSetUp(
    UserManager<PlatformUser> users, AccountDirectory accounts, SessionCheck sessions, AuditTrail audit, RequestOrigin origin, IOptions<AccountsOptions> options, TimeProvider time, ILogger<FirstSetUp> logger)
{
    public const string Path = "/account/set-up";

    private const string Provider = "[SetUp]";
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int CodeLength = 26;

    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>The registration mode that the configuration fixes; null: it can be chosen.</summary>
    public RegistrationMode? FixedMode => options.Value.Registration;

    /// <summary>Gives the account a code for this page, good until it is used, a day has passed, or the password was changed.</summary>
    public static (AccountRecord Account, string Code) WithCode(AccountRecord account, DateTimeOffset now)
    {
        var code = RandomNumberGenerator.GetString(Alphabet, CodeLength);
        var token = new AccountToken(Provider, HashOf(code), string.Create(CultureInfo.InvariantCulture, $"{(now + Life).ToUnixTimeMilliseconds()}:{account.SecurityStamp}"));
        return (Without(account) with { Tokens = Without(account).Tokens.Add(token) }, code);
    }

    /// <summary>Whether a code holds now.</summary>
    public async Task<bool> Holds(string? code) => await Find(code) is not null;

    /// <summary>Sets address and password of the administrator and who may register. The code is used up.</summary>
    /// <returns>Null when it is done; otherwise the problem.</returns>
    public async Task<ApiProblem?> Apply(string? code, string? email, string? password, RegistrationMode mode)
    {
        if (await Find(code) is not { } user)
        {
            return Used();
        }

        if (PasswordRules.Check(email, password).ToList() is { Count: > 0 } broken)
        {
            return Problems.Invalid(broken).Problem;
        }

        user.Record = Without(user.Record) with { Email = email!, PasswordHash = users.PasswordHasher.HashPassword(user, password!) };
        var result = await users.UpdateSecurityStampAsync(user);
        sessions.Forget(user.Id);
        if (!result.Succeeded)
        {
            return result.Errors.Any(error => error.Code is nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName))
                ? Problems.Invalid("email", "unused", "There is an account with that e-mail address.").Problem
                : Used();
        }

        if (options.Value.Registration is null)
        {
            await accounts.Registration(registration => registration.SetMode(mode));
        }

        LogDone(user.Id);
        await audit.Note(AuditActions.PasswordChanged, null, user.Record, origin.Address, after: "at set-up");
        return null;
    }

    private static ApiProblem Used() => Problems.Of(StatusCodes.Status403Forbidden, "set_up_over", "This link was used or has expired. Sign in instead.").Problem;

    private static AccountRecord Without(AccountRecord account) => account with { Tokens = account.Tokens.RemoveAll(token => token.Provider == Provider) };

    private static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));

    private async Task<PlatformUser?> Find(string? code)
    {
        if (string.IsNullOrEmpty(code) || await users.FindByEmailAsync(FirstAdmin.DefaultEmail) is not { Record.Disabled: false } user)
        {
            return null;
        }

        var token = user.Record.Tokens.FirstOrDefault(token => token.Provider == Provider && token.Name == HashOf(code));
        return token?.Value.Split(':') is [var until, var stamp]
            && long.Parse(until, CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeMilliseconds() && stamp == user.Record.SecurityStamp
                ? user
                : null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The first administrator {User} was set up in the browser.")]
    private partial void LogDone(string user);
}
