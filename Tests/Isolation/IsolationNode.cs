using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using QuantPlatform.Silo.Storage.Sqlite;
using QuantPlatform.Tests.EndToEnd;
using Xunit;

namespace QuantPlatform.Tests.Isolation;

/// <summary>A real node in this process, with an owner who has one of everything and callers who may not have it.</summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync of IAsyncLifetime.
public sealed class IsolationNode : IAsyncLifetime
#pragma warning restore CA1001
{
    private const string Marker = "marmalade-sky";

    private const string Rows = "time,open,high,low,close,volume\n2024-01-01T00:00:00Z,1,2,1,2,5\n2024-01-01T00:01:00Z,2,3,2,3,5\n";

    private static readonly string[] Scopes = ["read", "write", "alerts", "export"];

    private readonly Dictionary<string, HttpClient> keys = new(StringComparer.Ordinal);
    private InProcessNode? node;
    private HttpClient? owner;

    /// <summary>A name that only the owner's things have.</summary>
    internal static string Secret => Marker;

    internal IServiceProvider Services => node!.Services;

    internal string OwnerId { get; private set; } = "";

    internal HttpClient Anonymous { get; private set; } = null!;

    /// <summary>Another user, signed in.</summary>
    internal HttpClient Other { get; private set; } = null!;

    /// <summary>A user who was disabled after signing in.</summary>
    internal HttpClient Disabled { get; private set; } = null!;

    /// <summary>An API key of that disabled user.</summary>
    internal HttpClient DisabledKey { get; private set; } = null!;

    /// <summary>A key of the owner that was revoked.</summary>
    internal HttpClient Revoked { get; private set; } = null!;

    /// <summary>A key of the owner that has expired.</summary>
    internal HttpClient Expired { get; private set; } = null!;

    /// <summary>Ids of what the owner has, by the word that stands for them in <see cref="IsolationMatrix"/>.</summary>
    internal Dictionary<string, string> Ids { get; } = new(StringComparer.Ordinal);

    public async Task InitializeAsync()
    {
        node = await InProcessNode.Start();
        Anonymous = node.Client();
        owner = await node.SignUp("owner@example.org");
        OwnerId = (await owner.GetFromJsonAsync<JsonNode>("api/v1/me"))!["userId"]!.GetValue<string>();
        await MakeOneOfEverything();
        Other = await node.SignUp("other@example.org");
        Revoked = await Key(owner, Scopes);
        Assert.Equal(HttpStatusCode.NoContent, (await owner.DeleteAsync($"api/v1/keys/{await NewestKey(owner)}")).StatusCode);
        await MakeExpired();
        await MakeDisabled();
    }

    public async Task DisposeAsync()
    {
        if (node is not null)
        {
            await node.DisposeAsync();
        }
    }

    /// <summary>A key of the owner that has every scope of a user but these.</summary>
    internal async Task<HttpClient> KeyWithout(IReadOnlyCollection<string> scopes)
    {
        var granted = Scopes.Except(scopes, StringComparer.Ordinal).ToArray();
        var name = string.Join(' ', granted);
        if (!keys.TryGetValue(name, out var client))
        {
            keys.Add(name, client = await Key(owner!, granted));
        }

        return client;
    }

    /// <summary>Everything that is stored of the owner, but for the moments at which keys were last used and what live pairs note by themselves.</summary>
    internal async Task<string> Dump()
    {
        var rows = await Services.GetRequiredService<SqliteStore>().Readers.Read(session =>
        {
            using var reader = session.Statement("SELECT grain, state, hex(data) FROM grain_states WHERE grain LIKE ?1 ORDER BY grain, state", $"%{OwnerId}%").ExecuteReader();
            var found = new List<string>();
            while (reader.Read())
            {
                found.Add($"{reader.GetString(0)} {reader.GetString(1)} {reader.GetString(2)}");
            }

            return found;
        });
        Assert.NotEmpty(rows);
        var listed = (await owner!.GetFromJsonAsync<JsonNode>("api/v1/keys"))!["items"]!.AsArray().Select(key => $"{key!["id"]!} {key["scopes"]!}");
        return string.Join('\n', [.. rows.Where(row => !row.StartsWith("pair/", StringComparison.Ordinal) && !row.StartsWith("api-key/", StringComparison.Ordinal)), .. listed, await owner!.GetStringAsync("api/v1/workspace")]);
    }

    private async Task<HttpClient> Key(HttpClient by, IReadOnlyCollection<string> scopes, long? expiresAt = null)
    {
        var made = await InProcessNode.Post(by, "keys", new { name = "isolation", scopes, expiresAt });
        Ids["key"] = made["id"]!.GetValue<string>();
        return node!.Bearer(made["key"]!.GetValue<string>());
    }

    private static async Task<string> NewestKey(HttpClient by) =>
        (await by.GetFromJsonAsync<JsonNode>("api/v1/keys"))!["items"]!.AsArray()[^1]!["id"]!.GetValue<string>();

    private async Task MakeOneOfEverything()
    {
        Ids["user"] = OwnerId;
        // A delivery needs an alert first; whose an unknown one is, nobody may tell either.
        Ids["delivery"] = Ids["alert"] = "00000000000000000000000000000001";
        Ids["session"] = (await owner!.GetFromJsonAsync<JsonNode>("api/v1/account/sessions"))!["items"]!.AsArray()[0]!["id"]!.GetValue<string>();
        Ids["pair"] = (await InProcessNode.Post(owner!, "pairs", new { y = "ETHUSDT", x = "BTCUSDT", name = Marker, enabled = false }))["id"]!.GetValue<string>();
        Ids["watchlist"] = (await InProcessNode.Post(owner!, "watchlists", new { name = Marker, symbols = new[] { "BTCUSDT" } }))["id"]!.GetValue<string>();
        Ids["dashboard"] = (await InProcessNode.Post(owner!, "dashboards", new { name = Marker }))["id"]!.GetValue<string>();
        Ids["rule"] = (await InProcessNode.Post(owner!, "rules", new
        {
            name = Marker,
            target = new { watchlist = Ids["watchlist"] },
            conditions = new[] { new { metric = "price", @operator = "above", value = 1e9 } },
            enabled = false,
        }))["id"]!.GetValue<string>();
        Ids["silence"] = (await InProcessNode.Post(owner!, "silences", new { rule = Ids["rule"], to = 4_000_000_000_000, comment = Marker }))["id"]!.GetValue<string>();
        Ids["contactPoint"] = (await InProcessNode.Post(owner!, "contact-points", new { name = Marker, kind = "webhook", url = "https://hooks.example.org/a" }))["id"]!.GetValue<string>();
        Ids["dataset"] = await InProcessNode.Upload(owner!, "DATASET", Rows);
        Ids["job"] = (await InProcessNode.Post(owner!, "exports", new { kind = "pairSeries", pair = Ids["pair"] }))["id"]!.GetValue<string>();
        await Until.True(
            async () => (await owner!.GetFromJsonAsync<JsonNode>($"api/v1/jobs/{Ids["job"]}"))!["state"]!.GetValue<string>() is not ("queued" or "running"),
            TimeSpan.FromSeconds(60), () => Task.FromResult("the export does not end"));
        await Key(owner!, Scopes);
    }

    private async Task MakeExpired()
    {
        var soon = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + 2_000);
        Expired = await Key(owner!, Scopes, soon.ToUnixTimeMilliseconds());
        await Until.True(
            async () => (await Expired.GetAsync("api/v1/pairs")).StatusCode == HttpStatusCode.Unauthorized, TimeSpan.FromSeconds(60), () => Task.FromResult("the key still holds"));
    }

    private async Task MakeDisabled()
    {
        Disabled = await node!.SignUp("disabled@example.org");
        var id = (await Disabled.GetFromJsonAsync<JsonNode>("api/v1/me"))!["userId"]!.GetValue<string>();
        DisabledKey = await Key(Disabled, Scopes);
        using var admin = await node.SignInAsAdmin();
        Assert.Equal(HttpStatusCode.OK, (await admin.PutAsJsonAsync($"api/v1/admin/users/{id}", new { disabled = true })).StatusCode);
        Ids["key"] = await NewestKey(owner!);
    }
}
