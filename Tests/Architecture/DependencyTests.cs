using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Xunit;

namespace QuantPlatform.Tests.Architecture;

/// <summary>What each project may reference, read from the compiled assemblies.</summary>
public sealed class DependencyTests
{
    // The platform's own projects and the packages that only some of them may touch; the base class library and Microsoft.Extensions.* are free for all but Analytics.
    private static readonly string[] Guarded =
    [
        "Analytics", "AppHost", "Contracts", "EmbeddedOrleans", "MarketSimulator", "Silo", "Web",
        "MathNet.", "Microsoft.Data.Sqlite", "SQLitePCLRaw.", "StackExchange.Redis", "Orleans.", "Microsoft.AspNetCore.", "Swashbuckle.", "Microsoft.CodeAnalysis", "MailKit", "MimeKit", "QRCoder", "Sylvan.", "OpenTelemetry.",
    ];

    public static TheoryData<string, string[]> Table => new()
    {
        { "Analytics", ["Contracts", "MathNet."] },
        { "Contracts", ["EmbeddedOrleans", "Orleans."] },
        { "EmbeddedOrleans", [] },
        { "Silo", ["Contracts", "Analytics", "EmbeddedOrleans", "Orleans.", "Microsoft.Data.Sqlite", "SQLitePCLRaw.", "StackExchange.Redis", "Microsoft.AspNetCore.", "MailKit", "MimeKit", "Sylvan."] },
        { "Web", ["Contracts", "EmbeddedOrleans", "Orleans.", "Microsoft.AspNetCore.", "Swashbuckle.", "QRCoder", "OpenTelemetry."] },
        { "MarketSimulator", ["Microsoft.AspNetCore."] },
        { "AppHost", ["Silo", "Web", "Contracts", "MarketSimulator", "EmbeddedOrleans", "Orleans.", "Microsoft.AspNetCore.", "StackExchange.Redis"] },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void References_OfAProject_AreThoseOfTheTable(string project, string[] allowed)
    {
        var forbidden = References(project).Where(name => Guarded.Any(guard => Matches(name, guard)) && !allowed.Any(entry => Matches(name, entry)));

        Assert.Empty(forbidden);
    }

    [Fact]
    public void References_OfAnalytics_AreTheBaseClassLibraryAndItsTwoOthers()
    {
        var foreign = References("Analytics").Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name is not "netstandard" and not "mscorlib");

        Assert.Empty(foreign.Except(["Contracts", "MathNet.Numerics"], StringComparer.Ordinal));
    }

    private static bool Matches(string name, string entry) =>
        entry.EndsWith('.') ? name.StartsWith(entry, StringComparison.Ordinal) || name == entry[..^1] : name == entry;

    private static List<string> References(string project)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, project + ".dll"));
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
