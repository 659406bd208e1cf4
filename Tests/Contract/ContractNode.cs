using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;
using MimeKit;
using QuantPlatform.MarketSimulator;
using QuantPlatform.MarketSimulator.Synthetic;
using QuantPlatform.Tests.EndToEnd;
using QuantPlatform.Tests.Silo.Alerts.Deliveries;
using QuantPlatform.Tests.Silo.Mail;
using Xunit;

namespace QuantPlatform.Tests.Contract;

/// <summary>A real node with its OpenAPI document, and what an operation needs before it can succeed. Each gets a new user, so that none stands in another's way.</summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync of IAsyncLifetime.
public sealed class ContractNode : IAsyncLifetime
#pragma warning restore CA1001
{
    private const string Rows = "time,open,high,low,close,volume\n2024-01-01T00:00:00Z,1,2,1,2,5\n2024-01-01T00:01:00Z,2,3,2,3,5\n";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Receiver receiver = new((socket, _, stop) => Receiver.Say(socket, "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", stop));
    private readonly SmtpServer mail = new();
    private ExchangeServer? exchange;
    private InProcessNode? node;
    private InProcessNode? mailing;
    private int users;

    internal ApiDescription Description { get; private set; } = null!;

    internal HttpClient Anonymous { get; private set; } = null!;

    internal HttpClient Admin { get; private set; } = null!;

    internal InProcessNode Node => node!;

    public async Task InitializeAsync()
    {
        // As if it were Binance: alerts of the demo venue are not delivered.
        exchange = await ExchangeServer.Start(new SyntheticMarket());
        node = await InProcessNode.Start(
            "--Alerts:AllowedPrivateTargets=127.0.0.1/32", "--Feed:Kind=binance", $"--Feed:WebSocketUrl={exchange.MarketUrl}", $"--Feed:RestUrl={exchange.RestUrl}");
        mailing = await InProcessNode.Start("--Smtp:Host=127.0.0.1", $"--Smtp:Port={mail.Port}", "--Smtp:From=desk@example.org", "--Smtp:Tls=None");
        Anonymous = node.Client();
        Admin = await node.SignInAsAdmin();
        Description = await ApiDescription.Read(Anonymous);
    }

    public async Task DisposeAsync()
    {
        await node!.DisposeAsync();
        await mailing!.DisposeAsync();
        await exchange!.DisposeAsync();
        await receiver.DisposeAsync();
        await mail.DisposeAsync();
    }

    internal string NewAddress() => $"user{Interlocked.Increment(ref users)}@example.org";

    internal Task<HttpClient> NewUser() => node!.SignUp(NewAddress());

    /// <summary>A request that the document's own example makes, with ids, addresses and secrets that exist.</summary>
    internal async Task<(HttpClient By, HttpRequestMessage Request)> Succeeding(ApiOperation operation)
    {
        var address = NewAddress();
        var by = operation.IsForAdmins ? Admin : operation.IsPublic ? Anonymous : await node!.SignUp(address);
        var path = operation.Path.Replace("{symbol}", "BTCUSDT", StringComparison.Ordinal);
        if (path.Contains("{id}", StringComparison.Ordinal))
        {
            path = path.Replace("{id}", await Existing(operation, by), StringComparison.Ordinal);
        }

        var body = operation.Example;
        switch (operation.Id)
        {
            case "register":
                body!["email"] = address;
                break;
            case "login":
                (await node!.SignUp(address)).Dispose();
                body!["email"] = address;
                break;
            case "refresh":
                (await node!.SignUp(address)).Dispose();
                body!["refreshToken"] = (await node.Login(address))["refreshToken"]!.GetValue<string>();
                break;
            case "confirmEmail":
                by = mailing!.Client();
                path += new Uri(await MailedLink(by, address)).Query;
                break;
            case "askContactPoint":
                by = await mailing!.SignInAsAdmin();
                // While it is off nobody is asked by itself.
                path = operation.Path.Replace("{id}", Id(await InProcessNode.Post(by, "contact-points", new { name = address, kind = "email", email = address, enabled = false })), StringComparison.Ordinal);
                break;
            case "resendConfirmationEmail" or "forgotPassword":
                by = mailing!.Client();
                body!["email"] = address;
                break;
            case "resetPassword":
                await ForgottenPassword(address, body!);
                break;
            case "orderPairs" or "orderWatchlists" or "orderDashboards":
                var (first, second) = (await Made(operation.Path.Replace("/order", "", StringComparison.Ordinal), by), await Made(operation.Path.Replace("/order", "", StringComparison.Ordinal), by));
                body!["ids"] = new JsonArray(second, first);
                break;
            case "snoozeRule":
                body!["until"] = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds();
                break;
            case "stream":
                path += "?topics=feed";
                break;
            default:
                break;
        }

        return (by, Request(operation, path, body));
    }

    /// <summary>A request to the operation; an upload if it takes one.</summary>
    internal static HttpRequestMessage Request(ApiOperation operation, string path, JsonNode? body)
    {
        var request = new HttpRequestMessage(new HttpMethod(operation.Method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }
        else if (operation.Json["requestBody"] is not null)
        {
            request.Content = new MultipartFormDataContent { { new StringContent("GOLD"), "symbol" }, { new StringContent(Rows), "file", "prices.csv" } };
        }

        return request;
    }

    /// <summary>The id of a thing that the operation can be called on.</summary>
    private async Task<string> Existing(ApiOperation operation, HttpClient by)
    {
        var collection = operation.Path[..operation.Path.IndexOf("/{id}", StringComparison.Ordinal)];
        switch (collection[8..])
        {
            case "account/sessions":
                return Id((await InProcessNode.Get(by, "account/sessions"))["items"]!.AsArray()[0]!);
            case "admin/users":
                using (var other = await NewUser())
                {
                    return (await InProcessNode.Get(other, "me"))["userId"]!.GetValue<string>();
                }

            case "datasets":
                return await InProcessNode.Upload(by, "GOLD", Rows);
            case "jobs" or "exports":
                var job = Id(await InProcessNode.Post(by, "exports", new { kind = "bars", symbol = "BTCUSDT", from = 0, to = 1 }));
                await Until.True(async () => (await InProcessNode.Get(by, $"jobs/{job}"))["state"]!.GetValue<string>() == "done", Patience, async () => (await InProcessNode.Get(by, $"jobs/{job}")).ToJsonString());
                return job;
            case "alerts":
                return Id(await Fired(by));
            case "deliveries":
                await Fired(by);
                var dead = await First(by, "deliveries", delivery => delivery["state"]!.GetValue<string>() == "dead");
                await Enable(by, dead["contactPointId"]!.GetValue<string>());
                return Id(dead);
            default:
                var id = await Made(collection, by);
                if (operation.Id == "restorePair")
                {
                    using var deleted = await by.DeleteAsync($"{collection}/{id}");
                    Assert.True(deleted.IsSuccessStatusCode);
                }

                return id;
        }
    }

    /// <summary>Makes one by the document's example of its collection's POST.</summary>
    private async Task<string> Made(string collection, HttpClient by)
    {
        var add = Description.Operations.Single(operation => operation.Method == "POST" && operation.Path == collection);
        return Id(await InProcessNode.Post(by, collection[8..], add.Example));
    }

    /// <summary>An alert of a rule that fires at once, to a receiver that wants nothing.</summary>
    private async Task<JsonNode> Fired(HttpClient by)
    {
        var point = Id(await InProcessNode.Post(by, "contact-points", new { name = "hook", kind = "webhook", url = receiver.Url }));
        await InProcessNode.Post(by, "rules", new
        {
            name = "once",
            target = new { symbol = "BTCUSDT" },
            interval = "1s",
            conditions = new[] { new { metric = "price", @operator = "above", value = 1 } },
            trigger = "once",
            contactPoints = new[] { point },
        });
        return await First(by, "alerts", _ => true);
    }

    /// <summary>What answered 410 was disabled.</summary>
    private static async Task Enable(HttpClient by, string contactPoint)
    {
        var point = await InProcessNode.Get(by, $"contact-points/{contactPoint}");
        point["enabled"] = true;
        using var enabled = await by.PutAsJsonAsync($"api/v1/contact-points/{contactPoint}", point);
        Assert.True(enabled.IsSuccessStatusCode, await enabled.Content.ReadAsStringAsync());
    }

    private static async Task<JsonNode> First(HttpClient by, string list, Func<JsonNode, bool> condition)
    {
        JsonNode? found = null;
        await Until.True(
            async () => (found = (await InProcessNode.Get(by, list))["items"]!.AsArray().OfType<JsonNode>().FirstOrDefault(condition)) is not null,
            Patience, async () => $"{list}: {await InProcessNode.Get(by, list)}; rules {await InProcessNode.Get(by, "rules")}");
        return found!;
    }

    private async Task ForgottenPassword(string address, JsonObject body)
    {
        using var user = await node!.SignUp(address);
        var id = (await InProcessNode.Get(user, "me"))["userId"]!.GetValue<string>();
        var link = new Uri((await InProcessNode.Post(Admin, $"admin/users/{id}/reset-password", null))["link"]!.GetValue<string>());
        body["email"] = address;
        body["resetCode"] = HttpUtility.ParseQueryString(link.Query)["code"];
    }

    private async Task<string> MailedLink(HttpClient by, string address)
    {
        using var registered = await by.PostAsJsonAsync("api/v1/account/register", new { email = address, password = InProcessNode.Password });
        Assert.True(registered.IsSuccessStatusCode, await registered.Content.ReadAsStringAsync());
        string? link = null;
        await Until.True(
            () =>
            {
                var text = mail.Messages.Select(raw => MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(raw)))).FirstOrDefault(message => message.To.Mailboxes.Any(to => to.Address == address))?.TextBody;
                link = text?.Split([' ', '\n', '\r']).FirstOrDefault(word => word.StartsWith("http", StringComparison.Ordinal));
                return Task.FromResult(link is not null);
            },
            Patience, () => Task.FromResult($"{mail.Messages.Count} mails"));
        return link!;
    }

    private static string Id(JsonNode thing) => thing["id"]!.GetValue<string>();
}
