using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using QuantPlatform.Tests.EndToEnd;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.AppHost;

[Collection(nameof(NodeProcess))]
public sealed class NodeTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Start_PrintsWhereItListensWhatItFeedsOnAndWhereItsDataLies()
    {
        await using var node = await NodeProcess.StartReady(folder.Path);

        Assert.Contains(node.Address.ToString().TrimEnd('/'), node.Output, StringComparison.Ordinal);
        Assert.Contains("demo market", node.Output, StringComparison.Ordinal);
        Assert.Contains(folder.Path, node.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.File("quantplatform.db")));
    }

    [Fact]
    public async Task Start_TheFirstTime_TellsTheMadeUpPasswordOnceAndNeverAgain()
    {
        await using (var first = await NodeProcess.StartReady(folder.Path))
        {
            Assert.Contains("with the password", first.Output, StringComparison.Ordinal);
            await first.Terminate();
        }

        await using var second = await NodeProcess.StartReady(folder.Path);
        Assert.DoesNotContain("password", second.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Admin:Email=not-an-address", "--Admin:Password=Correct-Horse-42-Battery")]
    [InlineData("--Admin:Email=root@example.org", "--Admin:Password=short")]
    public async Task Start_WithAFirstAdminThatBreaksARule_NamesTheKey(string email, string password)
    {
        await using var node = NodeProcess.Start(folder.Path, email, password);

        Assert.Equal(1, await node.Exited());
        Assert.Contains(node.Output.Split('\n'), line => line.StartsWith("Admin:", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", node.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stop_ByASignal_EndsCleanlyWithinFiveSeconds(bool terminate)
    {
        await using var node = await NodeProcess.StartReady(folder.Path);
        using var client = node.Client();
        using var page = await client.GetAsync("");
        var started = Stopwatch.GetTimestamp();
        var code = terminate ? await node.Terminate() : await node.Interrupt();
        var took = Stopwatch.GetElapsedTime(started);

        Assert.True(code == 0, node.Output);
        Assert.True(took < TimeSpan.FromSeconds(5), $"it took {took}");
        Assert.DoesNotContain("fail: ", node.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", node.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("quantplatform.db-wal")));
    }

    [Fact]
    public async Task Start_OnAPortInUse_SaysSoInOneLineNamingTheKey()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var node = NodeProcess.Start(folder.Path, $"--urls=http://127.0.0.1:{port}");

        await Refused(node, "urls: ", $"http://127.0.0.1:{port} is in use");
    }

    [Fact]
    public async Task Start_OnAFolderThatCannotBeWritten_SaysSoInOneLineNamingTheKey()
    {
        File.WriteAllText(folder.File("file"), "");
        await using var node = NodeProcess.Start(folder.File("file/data"));

        await Refused(node, "Storage:Path: ", "cannot be created");
    }

    [Fact]
    public async Task Start_ASecondNodeOnTheSameFolder_IsRefusedAndTheFirstGoesOn()
    {
        await using var first = await NodeProcess.StartReady(folder.Path);
        await using var second = NodeProcess.Start(folder.Path);

        await Refused(second, "Storage:Path: ", $"in use by another node (process {first.Id})");
        using var client = first.Client();
        using var answer = await client.GetAsync("health/ready");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Start_AfterKill9_OnTheSameFolder_IsReadyAgain()
    {
        await using var first = await NodeProcess.StartReady(folder.Path);
        await first.Kill9();
        await using var second = await NodeProcess.StartReady(folder.Path);

        Assert.Equal(0, await second.Terminate());
    }

    [Theory]
    [InlineData("--Storage:Retention:1s=soon", "Storage:Retention:1s", "'soon'")]
    [InlineData("--Storage:Kind=oracle", "Storage:Kind", "'oracle'")]
    [InlineData("--urls=nonsense", "urls", "nonsense")]
    [InlineData("--Quota:Pairs=-1", "Quota:Pairs", "'-1'")]
    [InlineData("--Web:RateLimits:PerUser=0", "Web:RateLimits:PerUser", "'0'")]
    [InlineData("--Feed:Kind=telepathy", "Feed:Kind", "'telepathy'")]
    public async Task Start_WithABadValue_NamesKeyAndValueInOneLine(string argument, string key, string value)
    {
        await using var node = NodeProcess.Start(folder.Path, argument);

        await Refused(node, key, value);
    }

    [Fact]
    public async Task Backup_OfARunningNode_ThenRestoreOnceItStopped_Works()
    {
        var copy = folder.File("copy of it.db");
        await using var node = await NodeProcess.StartReady(folder.Path);
        await using var backup = NodeProcess.Launch(folder.Path, "backup", copy, $"--Storage:Path={folder.Path}");
        Assert.True(await backup.Exited() == 0, backup.Output);
        await using var early = NodeProcess.Launch(folder.Path, "restore", copy, $"--Storage:Path={folder.Path}");
        await Refused(early, "Storage:Path: ", "in use");
        await node.Terminate();
        await using var restore = NodeProcess.Launch(folder.Path, "restore", copy, $"--Storage:Path={folder.Path}");
        Assert.True(await restore.Exited() == 0, restore.Output);
        await using var again = await NodeProcess.StartReady(folder.Path);

        Assert.Equal(0, await again.Terminate());
    }

    [Theory]
    [InlineData(0, "Usage:", "--help")]
    [InlineData(1, "not a command", "backup")]
    [InlineData(1, "not a command", "frobnicate", "x")]
    public async Task CommandLine_HelpAndMistakes_AnswerAndEnd(int code, string text, params string[] args)
    {
        await using var node = NodeProcess.Launch(folder.Path, args);

        Assert.Equal(code, await node.Exited());
        Assert.Contains(text, node.Output, StringComparison.Ordinal);
    }

    private static async Task Refused(NodeProcess node, params string[] parts)
    {
        Assert.Equal(1, await node.Exited());
        var line = Assert.Single(node.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith(parts[0], line, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, line, StringComparison.Ordinal));
    }
}
