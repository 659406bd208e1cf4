using Orleans;

namespace QuantPlatform.Contracts.Alerts;

/// <summary>What a rule would say.</summary>
/// <param name="Sentence">Its conditions in words.</param>
/// <param name="Message">The message of an alert that fired now, with the values of now where there are any.</param>
[GenerateSerializer, Immutable, Alias("RulePreview")]
public sealed record RulePreview([property: Id(0)] string Sentence, [property: Id(1)] string Message);
