using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Workspaces;

namespace QuantPlatform.Silo.Workspaces;

/// <summary>What preferences must satisfy.</summary>
internal static class PreferenceRules
{
    private const int MaxZone = 64;

    /// <summary>Every rule that is broken; empty when none is.</summary>
    public static IReadOnlyList<Refusal> Check(PreferenceSettings settings)
    {
        var refusals = new List<Refusal>();
        if (settings.TimeZone is { } zone && (zone.Length > MaxZone || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)))
        {
            refusals.Add(new Refusal(RefusalCodes.Invalid, "timeZone", "an IANA name, e.g. Europe/Zurich", "There is no such time zone."));
        }

        if (!Enum.IsDefined(settings.Theme))
        {
            refusals.Add(new Refusal(RefusalCodes.Invalid, "theme", "system, light or dark", "There is no such theme."));
        }

        if (!Enum.IsDefined(settings.Density))
        {
            refusals.Add(new Refusal(RefusalCodes.Invalid, "density", "comfortable or compact", "There is no such density."));
        }

        return refusals;
    }
}
