using Orleans;

namespace QuantPlatform.Contracts.Workspaces;

/// <summary>Colours of the pages.</summary>
public enum Theme
{
    /// <summary>As the device says.</summary>
    System,
    Light,
    Dark,
}

/// <summary>How closely tables are set.</summary>
public enum Density
{
    Comfortable,
    Compact,
}

/// <summary>How a user wants to see things.</summary>
[GenerateSerializer, Immutable, Alias("PreferenceSettings")]
public sealed record PreferenceSettings
{
    /// <summary>IANA name of the zone that times are shown in; null: UTC.</summary>
    [Id(0)] public string? TimeZone { get; init; }

    [Id(1)] public Theme Theme { get; init; }

    [Id(2)] public Density Density { get; init; }
}

/// <summary>Stored preferences of one user.</summary>
/// <param name="Version">Rises with each change; the API's ETag.</param>
[GenerateSerializer, Immutable, Alias("Preferences")]
public sealed record Preferences([property: Id(0)] long Version, [property: Id(1)] PreferenceSettings Settings);
