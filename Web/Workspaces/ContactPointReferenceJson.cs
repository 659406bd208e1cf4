using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using QuantPlatform.Contracts.Alerts;

namespace QuantPlatform.Web.Workspaces;

/// <summary>What a contact point is called, so that a rule finds its like in another account. Where it delivers to, and its secret, never leave theirs.</summary>
internal sealed record ContactPointReferenceJson(
    [property: Description("Its id where the document was written, as `contactPoints` of a rule names it."), Required] string? Id,
    [property: Description("Its name, 1 to 80 characters."), Required] string? Name,
    [property: Description("How it is reached."), Required] ContactPointKind? Kind)
{
    /// <summary>Longest name, characters.</summary>
    public const int MaxName = 80;

    /// <summary>Those of the contact points that the rules name. The in-app one needs no reference: everybody has it, under the same id.</summary>
    public static IReadOnlyList<ContactPointReferenceJson> Of(ImmutableArray<RuleDefinition> rules, ImmutableArray<ContactPoint> points)
    {
        var named = rules.SelectMany(rule => rule.Settings.ContactPoints).ToHashSet(StringComparer.Ordinal);
        return [.. points.Where(point => point.Id != ContactPoint.InAppId && named.Contains(point.Id))
            .Select(point => new ContactPointReferenceJson(point.Id, point.Settings.Name, point.Settings.Kind))];
    }
}

/// <summary>A contact point that a rule of a document names and the user has not.</summary>
internal sealed record MissingContactPointJson(
    [property: Description("Where the document names it, e.g. `rules[3].contactPoints[0]`.")] string Field,
    [property: Description("Name of the rule that is taken without it.")] string Rule,
    [property: Description("Its id in the document.")] string Id,
    [property: Description("Its name; absent when the document does not say it."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    [property: Description("Its kind; absent when the document does not say it."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ContactPointKind? Kind);
