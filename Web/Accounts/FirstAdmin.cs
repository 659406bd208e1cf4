using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QuantPlatform.Web.Security;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Accounts;

/// <summary>
/// Sees to it that there is an administrator: the one of <c>Admin:Email</c> and <c>Admin:Password</c>, or on a store without accounts a
/// made-up one whose password is told once, with a link for choosing address and password in the browser.
/// </summary>
public sealed class FirstAdmin : IDisposable
{
    /// <summary>The address of the made-up administrator.</summary>
    public const string DefaultEmail = "admin@localhost";

    private const int GeneratedLength = 20;
    private const string GeneratedAlphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private readonly IServiceScopeFactory _scopes;
    private readonly IConfiguration _configuration;
    private readonly PublicAddress _address;
    private readonly SemaphoreSlim _once = new(1, 1);
    private IReadOnlyList<string>? _lines;
    private string? _setUpCode;

    internal FirstAdmin(IServiceScopeFactory scopes, IConfiguration configuration, PublicAddress address) =>
        (_scopes, _configuration, _address) = (scopes, configuration, address);

    /// <summary>Where the made-up administrator can be given another address and password, for a day and once; null when none was made up. Known when the server listens.</summary>
    public string? SetUpLink => _setUpCode is null ? null : _address.InMail($"{FirstSetUp.Path}?code={_setUpCode}");

    /// <summary>Makes the administrator if there is none. Call it when the silo is active; a second call only repeats the first one's answer.</summary>
    /// <returns>The lines to print: the made-up password, and nothing when there was nothing to tell.</returns>
    /// <exception cref="InvalidOperationException"><c>Admin:Email</c> or <c>Admin:Password</c> breaks a rule; the message names key and rule.</exception>
    public async Task<IReadOnlyList<string>> EnsureAsync()
    {
        await _once.WaitAsync();
        try
        {
            return _lines ??= await Make();
        }
        finally
        {
            _once.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _once.Dispose();

    private async Task<IReadOnlyList<string>> Make()
    {
        await using var scope = _scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PlatformUser>>();
        var time = scope.ServiceProvider.GetRequiredService<TimeProvider>();
        var (email, password) = (_configuration["Admin:Email"], _configuration["Admin:Password"]);
        if (email is null && password is null)
        {
            if ((await scope.ServiceProvider.GetRequiredService<AccountDirectory>().AllUsers()).Count > 0)
            {
                return [];
            }

            password = RandomNumberGenerator.GetString(GeneratedAlphabet, GeneratedLength);
            var made = await CreateOrReset(users, time, password);
            (made.Record, _setUpCode) = FirstSetUp.WithCode(made.Record, time.GetUtcNow());
            Require(await users.UpdateAsync(made));
            return [$"The first administrator is {DefaultEmail} with the password {password}", "It is shown only this once. Sign in and keep it."];
        }

        email ??= DefaultEmail;
        if (await users.FindByEmailAsync(email) is null)
        {
            Validate(email, password);
            await Create(users, time, email, password!);
        }

        return [];
    }

    private static void Validate(string email, string? password)
    {
        if (PasswordRules.Check(email, password).FirstOrDefault() is { } broken)
        {
            throw new InvalidOperationException($"Admin:{(broken.Field == "email" ? "Email" : "Password")} must be {broken.Rule}{(broken.Field == "email" ? $" (it is '{email}')" : "")}.");
        }
    }

    private static async Task<PlatformUser> CreateOrReset(UserManager<PlatformUser> users, TimeProvider time, string password)
    {
        if (await users.FindByEmailAsync(DefaultEmail) is { } cutOff)
        {
            // Its creation was cut off before the password could be told.
            Require(await users.RemovePasswordAsync(cutOff));
            Require(await users.AddPasswordAsync(cutOff, password));
            return cutOff;
        }

        return await Create(users, time, DefaultEmail, password);
    }

    private static async Task<PlatformUser> Create(UserManager<PlatformUser> users, TimeProvider time, string email, string password)
    {
        var user = PlatformUser.New(email, time);
        user.Record = user.Record with { Roles = [Roles.Admin], EmailConfirmed = true };
        Require(await users.CreateAsync(user, password));
        return user;
    }

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"The first administrator could not be made: {string.Join(' ', result.Errors.Select(error => error.Description))}");
        }
    }
}
