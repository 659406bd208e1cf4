using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using QuantPlatform.Tests.EndToEnd;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.AppHost;

/// <summary>Accounts of the real program: its first start, a lost administrator, and what is left of a deleted user.</summary>
[Collection(nameof(NodeProcess))]
public sealed partial class AccountCommandTests : IDisposable
{
    private const string Password = "correct horse battery";

    private static readonly string Bars = "time,open,high,low,close,volume\n"
        + string.Concat(Enumerable.Range(0, 200).Select(i => $"{1_700_000_040_000 + (i * 60_000L)},100,101,99,{100 + (i % 7)},5\n"));

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task FirstStart_PrintsALinkToItself_ThatOpensTheSetUpPage()
    {
        await using var node = await NodeProcess.StartReady(folder.Path);
        var link = new Uri(SetUpLink().Match(node.Output).Value);
        using var client = node.Client();

        Assert.Equal(node.Address.Authority, link.Authority);
        Assert.Contains("name=\"Input.Email\"", await client.GetStringAsync(link), StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"Input.Email\"", await client.GetStringAsync("account/set-up?code=abc"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResetAdmin_OfAStoppedNode_LetsTheAdministratorBackIn()
    {
        string token;
        await using (var node = await NodeProcess.StartReady(folder.Path, ApiSession.AdminArguments))
        {
            using var admin = await ApiSession.SignIn(node);
            token = admin.Client.DefaultRequestHeaders.Authorization!.Parameter!;
            await Command(1, "is in use by another node");
            await node.Terminate();
        }

        var output = await Command(0, "has the password");

        await using var again = await NodeProcess.StartReady(folder.Path);
        var password = Printed().Match(output).Groups["password"].Value;
        using var back = await ApiSession.SignIn(again, ApiSession.AdminEmail, password);
        Assert.Equal("admin", (await back.Get("me"))["roles"]![0]!.GetValue<string>());
        using var old = again.Client();
        old.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Assert.Equal(HttpStatusCode.Unauthorized, (await old.GetAsync("api/v1/me")).StatusCode);

        async Task<string> Command(int code, string says)
        {
            await using var command = NodeProcess.Launch(folder.Path, "reset-admin", $"--Storage:Path={folder.Path}");
            Assert.Equal(code, await command.Exited());
            Assert.Contains(says, command.Output, StringComparison.Ordinal);
            return command.Output;
        }
    }

    [Fact]
    public async Task DeletedUser_LeavesNothingInTheStore()
    {
        const string email = "ann@example.org";
        string id;
        await using (var node = await NodeProcess.StartReady(folder.Path))
        {
            using var anonymous = node.Client();
            await anonymous.PostAsJsonAsync("api/v1/account/register", new { email, password = Password });
            using var ann = await ApiSession.SignIn(node, email, Password);
            id = (await ann.Get("me"))["userId"]!.GetValue<string>();
            var pair = await ann.AddPair(new { y = "ETHUSDT", x = "BTCUSDT", interval = "1s", window = 20 });
            await ann.Client.PostAsync("api/v1/symbols/SOLUSDT/track", null);
            await ann.Client.PostAsJsonAsync("api/v1/keys", new { name = "robot", scopes = new[] { "read" } });
            await ann.Client.PostAsJsonAsync("api/v1/watchlists", new { name = "mine", symbols = new[] { "XRPUSDT" }, pairs = new[] { pair } });
            await ann.Client.PostAsJsonAsync("api/v1/account/manage/2fa", new { });
            Assert.Equal(HttpStatusCode.Created, (await ann.Client.PostAsJsonAsync("api/v1/rules", new { name = "wide", target = new { pair }, conditions = new[] { new { metric = "absZ", @operator = "above", value = 2 } } })).StatusCode);
            using var upload = new MultipartFormDataContent { { new StringContent("MINE"), "symbol" }, { new StringContent(Bars), "file", "bars.csv" } };
            var uploaded = await ann.Client.PostAsync("api/v1/datasets", upload);
            Assert.True(uploaded.IsSuccessStatusCode, await uploaded.Content.ReadAsStringAsync());
            var dataset = (await uploaded.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("id").GetString();
            await ann.Client.PostAsync($"api/v1/datasets/{dataset}/accept", null);
            await Until.True(async () => (await ann.Get($"datasets/{dataset}"))["state"]!.GetValue<string>() == "ready", TimeSpan.FromSeconds(120), () => Task.FromResult(node.Tail));
            // The pair's grain has stored something of its own once its first points are there.
            await Until.True(async () => (await ann.Get($"pairs/{pair}/snapshot"))["ready"]!.GetValue<bool>(), TimeSpan.FromSeconds(120), () => Task.FromResult(node.Tail));
            Assert.NotEmpty(Rows(id));
            Assert.NotEmpty(Rows(email));

            using var delete = new HttpRequestMessage(HttpMethod.Delete, "api/v1/me") { Content = JsonContent.Create(new { password = "wrong wrong wrong" }) };
            Assert.Equal(HttpStatusCode.BadRequest, (await ann.Client.SendAsync(delete)).StatusCode);
            using var right = new HttpRequestMessage(HttpMethod.Delete, "api/v1/me") { Content = JsonContent.Create(new { password = Password }) };
            Assert.Equal(HttpStatusCode.NoContent, (await ann.Client.SendAsync(right)).StatusCode);

            Assert.Equal(HttpStatusCode.Unauthorized, (await ann.Client.GetAsync("api/v1/me")).StatusCode);
            Assert.Empty(Rows(id));
            Assert.Empty(Rows(email));
            Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories), path => path.Contains(id, StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.OK, (await anonymous.PostAsJsonAsync("api/v1/account/register", new { email, password = Password })).StatusCode);
            await node.Terminate();
        }

        // Whatever was still to be written when it stopped is on disk now.
        Assert.Empty(Rows(id));
    }

    /// <summary>Every row of every table that holds a text, in whatever column; but for the audit trail, which keeps who did what.</summary>
    private List<string> Rows(string text)
    {
        var found = new List<string>();
        using var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = folder.File("quantplatform.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        database.Open();
        foreach (var table in Query(database, "SELECT name FROM sqlite_master WHERE type = 'table'").Select(row => (string)row[0]).ToList())
        {
            found.AddRange(from row in Query(database, $"SELECT * FROM \"{table}\"")
                           where !row[0].ToString()!.StartsWith("audit-page/", StringComparison.Ordinal) && row.Any(cell => (cell is byte[] bytes ? Encoding.UTF8.GetString(bytes) : cell.ToString())!.Contains(text, StringComparison.OrdinalIgnoreCase))
                           select $"{table}: {string.Join(", ", row.Select(cell => cell is byte[] bytes ? Encoding.UTF8.GetString(bytes) : cell))}");
        }

        return found;
    }

    private static IEnumerable<object[]> Query(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
#pragma warning disable CA2100 // The names come from the schema.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            yield return row;
        }
    }

    [GeneratedRegex(@"http://\S+/account/set-up\?code=\S+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SetUpLink();

    [GeneratedRegex(@"has the password (?<password>\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Printed();
}
