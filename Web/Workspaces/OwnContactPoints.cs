using System.Collections.Immutable;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Workspaces;

/// <summary>Finds the user's own contact points for those that a document names: by id, else by name and kind.</summary>
internal sealed class OwnContactPoints
{
    private readonly Dictionary<string, ContactPointReferenceJson> references = new(StringComparer.Ordinal);
    private readonly ImmutableArray<ContactPoint> own;

    private OwnContactPoints(ImmutableArray<ContactPoint> own) => this.own = own;

    /// <summary>What the document calls its contact points, and what the user has; what is wrong with the section is added to <paramref name="errors"/>.</summary>
    public static async Task<OwnContactPoints> Read(IReadOnlyList<ContactPointReferenceJson>? section, UserGrains user, FieldErrors errors)
    {
        var points = new OwnContactPoints(await user.ContactPoints.GetContactPoints());
        for (var index = 0; index < (section?.Count ?? 0); index++)
        {
            points.Add(section![index], $"contactPoints[{index}]", errors);
        }

        return points;
    }

    /// <summary>The settings with the user's own contact points; those that the user has not are left out and added to <paramref name="missing"/>.</summary>
    public RuleSettings In(RuleSettings settings, string path, List<MissingContactPointJson> missing)
    {
        // What no rule may name is not looked for: the workspace refuses it.
        if (!settings.NamesContactPointsSoundly())
        {
            return settings;
        }

        var found = new List<string>();
        for (var index = 0; index < settings.ContactPoints.Length; index++)
        {
            var id = settings.ContactPoints[index];
            var reference = references.GetValueOrDefault(id);
            if (Find(id, reference) is { } point)
            {
                found.Add(point.Id);
            }
            else
            {
                missing.Add(new MissingContactPointJson($"{path}.contactPoints[{index}]", settings.Name, id, reference?.Name, reference?.Kind));
            }
        }

        return settings with { ContactPoints = [.. found.Distinct(StringComparer.Ordinal)] };
    }

    private ContactPoint? Find(string id, ContactPointReferenceJson? reference) =>
        own.FirstOrDefault(point => point.Id == id)
        ?? (reference is null ? null : own.FirstOrDefault(point => point.Settings.Kind == reference.Kind && string.Equals(point.Settings.Name, reference.Name, StringComparison.OrdinalIgnoreCase)));

    private void Add(ContactPointReferenceJson? reference, string path, FieldErrors errors)
    {
        if (reference is null)
        {
            errors.Add(path, "an object", "An item is missing.");
            return;
        }

        var within = errors.Within(path);
        if (!TenantKey.IsPart(reference.Id))
        {
            within.Add("id", "1 to 64 letters, digits, - or _", "This cannot be an id.");
        }
        else if (!references.TryAdd(reference.Id, reference))
        {
            within.Add("id", "each once", $"The id '{reference.Id}' is given twice.");
        }

        if (string.IsNullOrWhiteSpace(reference.Name) || reference.Name.Length > ContactPointReferenceJson.MaxName)
        {
            within.Add("name", $"1 to {ContactPointReferenceJson.MaxName} characters", "Say what the contact point is called.");
        }

        if (reference.Kind is null)
        {
            within.Add("kind", "required", "Say how the contact point is reached.");
        }
    }
}
