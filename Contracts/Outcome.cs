using System.Collections.Immutable;
using Orleans;

namespace QuantPlatform.Contracts;

/// <summary>Why a request was refused although nothing failed.</summary>
/// <param name="Code">Machine-readable, e.g. <c>not_found</c>, <c>invalid</c>, <c>quota</c>, <c>conflict</c>, <c>stale</c>.</param>
/// <param name="Field">The member that broke the rule, in the API's camelCase name; null when no single one did.</param>
/// <param name="Rule">The rule in words, e.g. <c>10 to 5000</c>.</param>
/// <param name="Message">One sentence for a person.</param>
[GenerateSerializer, Immutable, Alias("Refusal")]
public sealed record Refusal(
    [property: Id(0)] string Code,
    [property: Id(1)] string? Field,
    [property: Id(2)] string Rule,
    [property: Id(3)] string Message);

/// <summary>The codes of <see cref="Refusal.Code"/>.</summary>
public static class RefusalCodes
{
    public const string NotFound = "not_found";
    public const string Invalid = "invalid";
    public const string Conflict = "conflict";
    public const string Stale = "stale";
    public const string Quota = "quota";
    /// <summary>Well-formed, but two fields contradict each other.</summary>
    public const string Unprocessable = "unprocessable";
    public const string Busy = "busy";
    public const string TooLarge = "too_large";
}

/// <summary>A value, or the refusals that stood in its way. Expected refusals travel as values, never as exceptions.</summary>
[GenerateSerializer, Immutable, Alias("Outcome`1")]
public sealed record Outcome<T>([property: Id(0)] T? Value, [property: Id(1)] ImmutableArray<Refusal> Refusals)
{
    /// <summary>True when there is a value.</summary>
    public bool Accepted => Refusals.IsDefaultOrEmpty;
}

/// <summary>Makes <see cref="Outcome{T}"/> values.</summary>
public static class Outcome
{
    public static Outcome<T> Of<T>(T value) => new(value, []);

    public static Outcome<T> Refused<T>(params IEnumerable<Refusal> refusals) => new(default, [.. refusals]);

    public static Outcome<T> Refused<T>(string code, string? field, string rule, string message) =>
        new(default, [new Refusal(code, field, rule, message)]);
}
