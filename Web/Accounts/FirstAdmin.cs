using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Accounts;

/// <summary>
/// Sees to it that there is an administrator: the one of <c>Admin:Email</c> and <c>Admin:Password</c>, or on a store without accounts a
/// made-up one whose password is told once.
/// </summary>
public sealed class FirstAdmin(IServiceScopeFactory scopes, IConfiguration configuration) : IDisposable
{
    /// <summary>The address of the made-up administrator.</summary>
    public const string DefaultEmail = "admin@localhost";

    private const int GeneratedLength = 20;
    private const string GeneratedAlphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private readonly SemaphoreSlim _once = new(1, 1);
    private IReadOnlyList<string>? _lines;

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
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PlatformUser>>();
        var time = scope.ServiceProvider.GetRequiredService<TimeProvider>();
        var (email, password) = (configuration["Admin:Email"], configuration["Admin:Password"]);
        if (email is null && password is null)
        {
            if ((await scope.ServiceProvider.GetRequiredService<AccountDirectory>().AllUsers()).Count > 0)
            {
                return [];
            }

            password = RandomNumberGenerator.GetString(GeneratedAlphabet, GeneratedLength);
            await CreateOrReset(users, time, password);
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

    private static async Task CreateOrReset(UserManager<PlatformUser> users, TimeProvider time, string password)
    {
        if (await users.FindByEmailAsync(DefaultEmail) is { } cutOff)
        {
            // Its creation was cut off before the password could be told.
            Require(await users.RemovePasswordAsync(cutOff));
            Require(await users.AddPasswordAsync(cutOff, password));
        }
        else
        {
            await Create(users, time, DefaultEmail, password);
        }
    }

    private static async Task Create(UserManager<PlatformUser> users, TimeProvider time, string email, string password)
    {
        var user = PlatformUser.New(email, time);
        user.Record = user.Record with { Roles = [Roles.Admin], EmailConfirmed = true };
        Require(await users.CreateAsync(user, password));
    }

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"The first administrator could not be made: {string.Join(' ', result.Errors.Select(error => error.Description))}");
        }
    }
}
