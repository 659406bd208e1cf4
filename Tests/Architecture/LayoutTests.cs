using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace QuantPlatform.Tests.Architecture;

/// <summary>What the tree looks like.</summary>
public sealed partial class LayoutTests
{
    private static readonly string[] Meaningless = ["Helpers", "Utils", "Utilities", "Common", "Managers", "Misc"];

    [Fact]
    public void Root_HasAtMostTwentyEntries() => Assert.InRange(Tracked().Select(path => path.Split('/')[0]).Distinct(StringComparer.Ordinal).Count(), 1, 20);

    [Fact]
    public void Names_SayWhatTheyHold() => Assert.DoesNotContain(Tracked(), path =>
        path.Split('/').Any(part => Meaningless.Contains(Path.GetFileNameWithoutExtension(part), StringComparer.OrdinalIgnoreCase)) || path.EndsWith("/Extensions.cs", StringComparison.Ordinal));

    [Fact]
    public void ConditionalCode_IsInOneFile()
    {
        var conditional = Tracked()
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) && !path.StartsWith("Tests/", StringComparison.Ordinal) && !path.StartsWith("EmbeddedOrleans/", StringComparison.Ordinal))
            .Where(path => Condition().IsMatch(File.ReadAllText(Path.Combine(Repository.Root, path))));

        Assert.Empty(conditional.Except(["AppHost/SiloComposition.cs"], StringComparer.Ordinal));
    }

    private static List<string> Tracked()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "--cached", "--others", "--exclude-standard"]) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true, UseShellExecute = false })!;
        var files = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(path => File.Exists(Path.Combine(Repository.Root, path))).ToList();
        git.WaitForExit();
        Assert.NotEmpty(files);
        return files;
    }

    [GeneratedRegex(@"^\s*#(?:if|elif)\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Condition();
}
