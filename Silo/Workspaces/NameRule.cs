using QuantPlatform.Contracts;

namespace QuantPlatform.Silo.Workspaces;

/// <summary>What a user may call a definition.</summary>
internal static class NameRule
{
    public const int MaxLength = 80;

    /// <summary>The refusal of a name; null when it is fine.</summary>
    public static Refusal? Check(string? name, string field = "name") =>
        string.IsNullOrWhiteSpace(name) || name.Length > MaxLength || name.Any(char.IsControl)
            ? new Refusal(RefusalCodes.Invalid, field, $"1 to {MaxLength} printable characters", $"A name has 1 to {MaxLength} printable characters.")
            : null;
}
