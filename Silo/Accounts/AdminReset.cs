using System.Diagnostics.Metrics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Silo.Hosting;
using QuantPlatform.Silo.Storage;
using QuantPlatform.Silo.Storage.Sqlite;

namespace QuantPlatform.Silo.Accounts;

/// <summary>Lets whoever runs the machine back in: a new password for an administrator, while no node runs.</summary>
public static class AdminReset
{
    private const string Role = "admin";
    private const string Key = "Admin:Email";
    private const int Length = 20;
    private const int HashIterations = 210_000;
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>Sets a made-up password, turns the second factor off, enables the account and signs it out everywhere.</summary>
    /// <param name="email">The account; null: the only administrator there is. It becomes an administrator if it is none.</param>
    /// <returns>The lines to print.</returns>
    /// <exception cref="NodeRefusedException">A node runs, there is no such account, or several administrators and no address.</exception>
    public static async Task<IReadOnlyList<string>> Run(string folder, string? email, TimeProvider time)
    {
        if (!File.Exists(Path.Combine(folder, SqliteFile.Name)))
        {
            throw new NodeRefusedException("Storage:Path", $"there is no database in '{folder}'.");
        }

        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var store = new SqliteStore(folder, new StorageMetrics(services.GetRequiredService<IMeterFactory>(), time), NullLogger<SqliteStore>.Instance);
        var storage = new SqliteGrainStorage(store, new GrainStateSerializer(GrainStateJson.Default));
        var found = await Find(storage, email);
        var account = found.State!.Account!;
        var password = RandomNumberGenerator.GetString(Alphabet, Length);
        var hasher = new PasswordHasher<AccountRecord>(Options.Create(new PasswordHasherOptions { IterationCount = HashIterations }));
        found.State = found.State.WithOnlySession(null) with
        {
            Account = account with
            {
                PasswordHash = hasher.HashPassword(account, password),
                SecurityStamp = NewStamp(),
                ConcurrencyStamp = NewStamp(),
                Roles = [.. account.Roles.Remove(Role), Role],
                Disabled = false,
                TwoFactorEnabled = false,
                // The authenticator key, the recovery codes and the code of the set-up page.
                Tokens = [],
                AwaitsConfirmation = false,
            },
        };
        await storage.WriteStateAsync("account", Grain("account", account.UserId), found);
        return [$"The administrator {account.Email} has the password {password}", "It is shown only this once. Two-factor sign-in is off, and everything that was signed in is signed out."];
    }

    private static async Task<Loaded<AccountState>> Find(SqliteGrainStorage storage, string? email)
    {
        var accounts = new List<Loaded<AccountState>>();
        for (var shard = 0; shard < UserShards.Count; shard++)
        {
            var index = await Read<UserIndexState>(storage, "users", Grain("user-index", shard.ToString(CultureInfo.InvariantCulture)));
            foreach (var id in index.State!.Users)
            {
                var account = await Read<AccountState>(storage, "account", Grain("account", id));
                if (account.State!.Account is { } record && (email is null ? record.Roles.Contains(Role) : string.Equals(record.Email, email, StringComparison.OrdinalIgnoreCase)))
                {
                    accounts.Add(account);
                }
            }
        }

        return accounts switch
        {
            [var only] => only,
            [] => throw new NodeRefusedException(Key, email is null ? "there is no administrator. Name an account with --Admin:Email=..." : $"there is no account with the address '{email}'."),
            _ => throw new NodeRefusedException(Key, $"there are several administrators: {string.Join(", ", accounts.Select(one => one.State!.Account!.Email))}. Name one with --Admin:Email=..."),
        };
    }

    private static async Task<Loaded<T>> Read<T>(SqliteGrainStorage storage, string state, GrainId grain)
    {
        var loaded = new Loaded<T>();
        await storage.ReadStateAsync(state, grain, loaded);
        return loaded;
    }

    private static GrainId Grain(string type, string key) => GrainId.Create(type, key);

    private static string NewStamp() => Guid.NewGuid().ToString("N");

    private sealed class Loaded<T> : IGrainState<T>
    {
        public T? State { get; set; }

        public string? ETag { get; set; }

        public bool RecordExists { get; set; }
    }
}
