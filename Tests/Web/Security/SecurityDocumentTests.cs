using System.Text.RegularExpressions;
using Xunit;

namespace QuantPlatform.Tests.Web.Security;

/// <summary>docs/security.md says what is so: its tests exist, and every requirement of levels 1 and 2 stands there once.</summary>
public sealed partial class SecurityDocumentTests
{
    // Chapter and section of ASVS 5.0, and how many requirements of levels 1 and 2 it has; chapters 10 and 17 are named as a whole.
    private const string Sections = """
        1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2 4.4:4 5.1:1 5.2:3 5.3:2 5.4:3
        6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2 8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4
        11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 14.3:3 15.1:3 15.2:3 15.3:7
        16.1:1 16.2:5 16.3:4 16.4:3 16.5:3
        """;

    private readonly string _text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "security.md"));

    [Fact]
    public void Tests_ThatAreNamed_Exist()
    {
        var named = TestName().Matches(_text).Select(match => (Class: match.Groups["class"].Value, Method: match.Groups["method"].Value)).Distinct().ToList();
        var methods = typeof(SecurityDocumentTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute), inherit: true)).Select(method => (type.Name, method.Name)))
            .ToHashSet();

        Assert.True(named.Count > 40);
        Assert.DoesNotContain(named, one => !methods.Contains(one));
    }

    [Fact]
    public void Requirements_OfLevelsOneAndTwo_StandThereOnce()
    {
        var expected = Sections.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(section => section.Split(':'))
            .SelectMany(section => Enumerable.Range(1, int.Parse(section[1], System.Globalization.CultureInfo.InvariantCulture)).Select(item => $"{section[0]}.{item}"));

        Assert.Equal(expected, Row().Matches(_text).Select(match => match.Groups["item"].Value));
    }

    [GeneratedRegex(@"`(?<class>\w+Tests)\.(?<method>\w+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex TestName();

    [GeneratedRegex(@"^\| (?<item>\d+\.\d+\.\d+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Row();
}
