using System.Diagnostics;
using QuantPlatform.Silo.Hosting;
using QuantPlatform.Silo.Storage;
using QuantPlatform.Silo.Storage.Sqlite;
using Xunit;

namespace QuantPlatform.Tests.Silo.Storage;

public sealed class DataFolderTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Acquire_HeldByAnother_IsRefusedNamingKeyAndHolder()
    {
        using var held = DataFolder.Acquire(folder.Path);

        var refusal = Assert.Throws<NodeRefusedException>(() => DataFolder.Acquire(folder.Path));
        Assert.Equal("Storage:Path", refusal.Key);
        Assert.Contains($"in use by another node (process {Environment.ProcessId})", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Acquire_AfterRelease_Succeeds()
    {
        DataFolder.Acquire(folder.Path).Dispose();

        using var again = DataFolder.Acquire(folder.Path);
        Assert.Equal(folder.Path, again.Path);
    }

    [Fact]
    public async Task Acquire_AfterTheHolderWasKilled_Succeeds()
    {
        await StoreChild.RunUntilKilled("market-writer", folder.Path, lines: 1);

        using var again = DataFolder.Acquire(folder.Path);
        Assert.Equal(folder.Path, again.Path);
    }

    [Fact]
    public async Task Acquire_WhileAnotherProcessHoldsIt_IsRefused()
    {
        using var child = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(DataFolderTests).Assembly.Location, "market-writer", folder.Path]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        try
        {
            await child.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));

            Assert.Contains($"process {child.Id}", Assert.Throws<NodeRefusedException>(() => DataFolder.Acquire(folder.Path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync();
        }
    }

    [Fact]
    public void Acquire_UnderAFile_IsRefusedNamingTheKey()
    {
        File.WriteAllText(folder.File("file"), "");

        Assert.Equal("Storage:Path", Assert.Throws<NodeRefusedException>(() => DataFolder.Acquire(folder.File("file/data"))).Key);
    }

    [Fact]
    public void Open_AFileThatIsNoDatabase_IsRefusedAndLeftAlone()
    {
        var junk = Enumerable.Repeat((byte)'x', 5_000).ToArray();
        File.WriteAllBytes(folder.File("quantplatform.db"), junk);

        Assert.Equal("Storage:Path", Assert.Throws<NodeRefusedException>(() => SqliteFixtures.Open(folder.Path)).Key);
        Assert.Equal(junk, File.ReadAllBytes(folder.File("quantplatform.db")));
    }

    [Fact]
    public void Open_ADatabaseOfALaterRelease_IsRefused()
    {
        SqliteFixtures.Open(folder.Path).Dispose();
        using (var session = new SqliteSession(folder.File("quantplatform.db"), Microsoft.Data.Sqlite.SqliteOpenMode.ReadWrite, "PRAGMA user_version=99;"))
        {
            Assert.Equal(99L, session.Scalar("PRAGMA user_version"));
        }

        Assert.Contains("later release", Assert.Throws<NodeRefusedException>(() => SqliteFixtures.Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data", "/srv/node", "/srv/node/data")]
    [InlineData("/var/lib/qp", "/srv/node", "/var/lib/qp")]
    [InlineData("../shared data", "/srv/node", "/srv/shared data")]
    public void Locate_RelativePath_CountsFromTheContentRoot(string configured, string root, string expected) =>
        Assert.Equal(expected, DataFolder.Locate(configured, root));
}
