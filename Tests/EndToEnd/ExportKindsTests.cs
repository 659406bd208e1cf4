using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Tests.Silo.Alerts;
using QuantPlatform.Web.Tenancy;
using Xunit;

namespace QuantPlatform.Tests.EndToEnd;

/// <summary>Exports of what is a user's own: statistics tables, alerts and the workspace, against the direct reads of the same node.</summary>
public sealed class ExportKindsTests : IAsyncLifetime
{
    private const long Start = 1_704_067_200_000;
    private const int Bars = 700;

    private InProcessNode node = null!;
    private HttpClient ann = null!;

    public async Task InitializeAsync()
    {
        node = await InProcessNode.Start();
        ann = await node.SignUp("ann@example.org");
    }

    public async Task DisposeAsync()
    {
        ann.Dispose();
        await node.DisposeAsync();
    }

    [Fact]
    public async Task Statistics_AreTheRowsOfTheTable()
    {
        var (y, x) = (await Stored(0.7), await Stored(0.4));
        var pair = (await InProcessNode.Post(ann, "pairs", new { y = $"upload:{y}", x = $"upload:{x}", window = 60, zWindow = 30 }))["id"]!.GetValue<string>();

        foreach (var (every, format) in new[] { ("bar", "csv"), ("bar", "json"), ("minute", "ndjson") })
        {
            var direct = await ann.GetStringAsync($"api/v1/pairs/{pair}/table?from=0&limit=5000&every={every}&format={format}");
            var (text, export) = await Exported(new { kind = "statistics", pair, every, format });
            Assert.Equal(direct, text);
            Assert.Equal((Bars, 60, "v1", every), (
                export["manifest"]!["rows"]!.GetValue<int>(), export["manifest"]!["settings"]!["window"]!.GetValue<int>(), export["manifest"]!["api"]!.GetValue<string>(),
                export["manifest"]!["request"]!["every"]!.GetValue<string>()));
        }

        var part = await Exported(new { kind = "statistics", pair, from = Start + 6_000_000, to = Start + 6_120_000 });
        Assert.Equal(await ann.GetStringAsync($"api/v1/pairs/{pair}/table?from={Start + 6_000_000}&to={Start + 6_120_000}&format=csv"), part.Text);
        Assert.Equal(3, part.Text.TrimEnd().Split('\n').Length);

        using var bob = await node.SignUp("bob@example.org");
        await IsRefused(bob, new { kind = "statistics", pair }, "pair", "one of your pairs");
    }

    [Fact]
    public async Task Alerts_AreTheInboxWithItsFilters()
    {
        // More than a page of the export, and a name that a spreadsheet would run.
        AlertTransition[] alerts =
        [
            .. Enumerable.Range(1, 620).Select(i => Transitions.Fired($"a{i}", i, i % 2 == 0 ? "r1" : "r2", i % 3 == 0 ? AlertSeverity.Critical : AlertSeverity.Info) with { RuleName = "=1+1" }),
            Transitions.Resolved("b1", "a1", 700),
        ];
        var userId = (await InProcessNode.Get(ann, "me"))["userId"]!.GetValue<string>();
        await PrincipalScope.Run(CallPrincipal.User(userId), async () =>
        {
            await node.Services.GetRequiredService<IGrainFactory>().GetGrain<IAlertInboxGrain>(userId).Record([.. alerts]);
            return true;
        });
        await InProcessNode.Post(ann, "alerts/a600/ack", null);

        foreach (var format in new[] { "csv", "json", "ndjson" })
        {
            var (text, export) = await Exported(new { kind = "alerts", format });
            Assert.Equal(await ann.GetStringAsync($"api/v1/alerts?limit=5000&format={format}"), text);
            Assert.Equal(621, export["manifest"]!["rows"]!.GetValue<int>());
        }

        Assert.Contains(",'=1+1,", (await Exported(new { kind = "alerts" })).Text, StringComparison.Ordinal);
        var filtered = await Exported(new { kind = "alerts", state = "firing", severity = "critical", rule = "r1", acknowledged = false, from = 1, format = "ndjson" });
        Assert.Equal(await ann.GetStringAsync("api/v1/alerts?limit=5000&state=firing&severity=critical&rule=r1&acknowledged=false&from=1&format=ndjson"), filtered.Text);
        Assert.Equal(102, filtered.Export["manifest"]!["rows"]!.GetValue<int>());

        using var bob = await node.SignUp("bob@example.org");
        Assert.Equal("""{"items":[],"nextCursor":null}""", (await Exported(new { kind = "alerts", format = "json" }, bob)).Text);
    }

    [Fact]
    public async Task Workspace_IsTheDocumentAndCanBeImportedAgain()
    {
        await InProcessNode.Post(ann, "watchlists", new { name = "Majors", symbols = new[] { "BTCUSDT" } });
        var (text, export) = await Exported(new { kind = "workspace" });

        Assert.Equal(await ann.GetStringAsync("api/v1/workspace"), text);
        Assert.Equal(("workspace.json", 1, 0), (export["manifest"]!["fileName"]!.GetValue<string>(), export["manifest"]!["rows"]!.GetValue<int>(), export["manifest"]!["columns"]!.AsArray().Count));
        using var bob = await node.SignUp("bob@example.org");
        using var taken = await bob.PutAsync("api/v1/workspace?mode=replace", new StringContent(text, Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        Assert.Equal(text, await bob.GetStringAsync("api/v1/workspace"));
    }

    [Fact]
    public async Task Start_WithAFieldOfAnotherKindOrAnUnknownWord_NamesFieldAndRule()
    {
        await IsRefused(ann, new { kind = "workspace", format = "csv" }, "format", "json");
        await IsRefused(ann, new { kind = "workspace", from = 1 }, "from", "only for bars, trades, pairSeries, statistics, alerts");
        await IsRefused(ann, new { kind = "alerts", symbol = "BTCUSDT" }, "symbol", "only for bars, trades");
        await IsRefused(ann, new { kind = "alerts", state = "1" }, "state", "one of firing, resolved, noData, error");
        await IsRefused(ann, new { kind = "alerts", severity = "loud" }, "severity", "one of info, warning, critical");
        await IsRefused(ann, new { kind = "alerts", rule = "a/b" }, "rule", "the id of a rule");
        await IsRefused(ann, new { kind = "statistics", every = "hour" }, "every", "one of bar, minute");
        await IsRefused(ann, new { kind = "bars", symbol = "BTCUSDT", acknowledged = true }, "acknowledged", "only for alerts");
        await IsRefused(ann, new { kind = "statistics" }, "pair", "one of your pairs");
        await IsRefused(ann, new { kind = "books" }, "kind", "bars, trades, pairSeries, statistics, alerts, workspace");
        await IsRefused(ann, new { kind = "alerts", to = -1 }, "from", "0 or later, not after to");
    }

    private static async Task IsRefused(HttpClient by, object body, string field, string rule)
    {
        using var answer = await by.PostAsJsonAsync("api/v1/exports", body);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, problem.ToJsonString());
        var error = Assert.Single(problem["errors"]!.AsArray())!;
        Assert.Equal((field, rule), (error["field"]!.GetValue<string>(), error["rule"]!.GetValue<string>()));
    }

    private async Task<string> Stored(double pace)
    {
        var text = new StringBuilder("time,open,high,low,close,volume\n");
        for (var i = 0; i < Bars; i++)
        {
            var close = Math.Round(100 + (10 * Math.Sin(i * 0.05 * pace)) + (i % 7), 2);
            text.Append(CultureInfo.InvariantCulture, $"{Start + (i * 60_000L)},{close},{close},{close},{close},1\n");
        }

        var id = await InProcessNode.Upload(ann, "INDEX", text.ToString());
        Assert.Equal("ready", (await InProcessNode.Post(ann, $"datasets/{id}/accept", null))["state"]!.GetValue<string>());
        return id;
    }

    private async Task<(string Text, JsonNode Export)> Exported(object body, HttpClient? other = null)
    {
        var by = other ?? ann;
        var export = await InProcessNode.Post(by, "exports", body);
        var id = export["id"]!.GetValue<string>();
        await Until.True(
            async () => (export = await InProcessNode.Get(by, $"exports/{id}"))["state"]!.GetValue<string>() is "done" or "failed", TimeSpan.FromSeconds(60), () => Task.FromResult(export.ToJsonString()));
        Assert.True(export["state"]!.GetValue<string>() == "done", export.ToJsonString());
        return (await by.GetStringAsync(export["file"]!.GetValue<string>()), export);
    }
}
