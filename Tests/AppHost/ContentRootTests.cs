using QuantPlatform.AppHost;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.AppHost;

public sealed class ContentRootTests
{
    [Fact]
    public void Find_InABuildOutput_GivesTheProjectsFolder()
    {
        using var folder = new TestFolder();
        var output = Directory.CreateDirectory(folder.File("AppHost/bin/Debug/net10.0")).FullName;
        File.WriteAllText(folder.File("AppHost/AppHost.csproj"), "");

        Assert.Equal(folder.File("AppHost"), ContentRoot.Find(output));
    }

    [Fact]
    public void Find_Published_GivesTheProgramsFolder()
    {
        using var folder = new TestFolder();
        var bin = Directory.CreateDirectory(folder.File("usr/bin/app/")).FullName;

        Assert.Equal(folder.File("usr/bin/app"), ContentRoot.Find(bin));
    }
}
