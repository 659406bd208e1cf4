using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.EndToEnd;

/// <summary>The programs of docs/api.md and docs/notebooks, run as they stand there against a real node.</summary>
[Collection(nameof(NodeProcess))]
public sealed partial class ClientExamplesTests
{
    [SkippableTheory]
    [InlineData("py", "python3", "pair.py")]
    [InlineData("js", "node", "pair.mjs")]
    [InlineData("cs", "dotnet run", "pair.cs")]
    public async Task Program_OfThePage_ReadsAPairAndFollowsIt(string language, string command, string file)
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "api.md"));
        var programs = Program().Matches(page).Where(match => match.Groups["language"].Value == language).ToList();

        var output = await Run(command, file, Assert.Single(programs).Groups["text"].Value);

        Assert.Equal(5, Row().Count(output));
        Assert.Equal(3, Live().Count(output));
    }

    [SkippableFact]
    public async Task Notebook_AgreesWithTheNodeAndShowsTheKnownDifference()
    {
        using var probe = Process.Start(new ProcessStartInfo("/usr/bin/env", ["python3", "-c", "import pandas"]) { RedirectStandardError = true, UseShellExecute = false })!;
        await probe.WaitForExitAsync();
        var python = "python3";
        if (probe.ExitCode != 0)
        {
            // The system's own, where a package of the system has pandas and another Python comes first.
            using var system = File.Exists("/usr/bin/python3") ? Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", "import pandas"]) { RedirectStandardError = true, UseShellExecute = false }) : null;
            await (system?.WaitForExitAsync() ?? Task.CompletedTask);
            Skip.If(system is not { ExitCode: 0 }, "Python with pandas is not installed.");
            python = "/usr/bin/python3";
        }

        var output = await Run(python, "recompute_z.py", await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "notebooks", "recompute_z.py")));

        Assert.Contains("by our definition: largest difference", output, StringComparison.Ordinal);
        Assert.Contains("the usual recipe: largest difference", output, StringComparison.Ordinal);
    }

    private static async Task<string> Run(string command, string file, string text)
    {
        var words = command.Split(' ');
        var isThere = words[0].StartsWith('/') || Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, words[0])));
        Skip.If(!isThere, $"{words[0]} is not installed.");
        await using var node = await InProcessNode.Start();
        using var user = await node.SignUp("ann@example.org");
        var key = (await InProcessNode.Post(user, "keys", new { name = "example", scopes = new[] { "read", "write" } }))["key"]!.GetValue<string>();
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, file), text);
        var start = new ProcessStartInfo(words[0], [.. words[1..], file]) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["QP"] = node.Address.ToString().TrimEnd('/');
        start.Environment["QP_KEY"] = key;
        using var program = Process.Start(start)!;
        var (output, errors) = (program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        try
        {
            await program.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            program.Kill(entireProcessTree: true);
        }

        Assert.True(program.HasExited && program.ExitCode == 0, $"{await output}\n{await errors}");
        // It tidied up behind itself.
        Assert.Empty((await InProcessNode.Get(user, "pairs"))["items"]!.AsArray());
        return await output;
    }

    [GeneratedRegex("```(?<language>[a-z]+)\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Program();

    [GeneratedRegex(@"^\d{13} -?[\d.e-]+\s*$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Row();

    [GeneratedRegex(@"^live \d{13} -?[\d.e-]+ \w+\s*$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Live();
}
