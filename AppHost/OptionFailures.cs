using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace QuantPlatform.AppHost;

/// <summary>Broken rules of options in the words of the configuration: key, rule and value.</summary>
internal static partial class OptionFailures
{
    /// <summary>
    /// The lines of a failed validation. One that a generated validator wrote (<c>Member: The field Type.Member must …</c>) is told with its key and value;
    /// the section is the type's constant <c>Section</c>, or its name without <c>Options</c>.
    /// </summary>
    public static IEnumerable<string> Lines(OptionsValidationException failed, IConfiguration configuration) => failed.Failures.Select(failure =>
    {
        if (Generated().Match(failure) is not { Success: true } match)
        {
            return failure;
        }

        var section = failed.OptionsType.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string
            ?? failed.OptionsType.Name.Replace("Options", "", StringComparison.Ordinal);
        var key = $"{section}:{match.Groups["member"].Value}";
        return $"{key} {match.Groups["rule"].Value} (it is '{configuration[key]}').";
    });

    [GeneratedRegex(@"^(?<member>\w+): The field [\w.]+ (?<rule>must .+?)\.?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Generated();
}
