using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;

namespace QuantPlatform.Silo.Alerts.Evaluation;

/// <summary>What an evaluation must know of its target.</summary>
/// <param name="Name">Shown name.</param>
/// <param name="Venue">Where its prices come from; <c>demo</c> when one leg is.</param>
/// <param name="Interval">Length of its bars.</param>
internal sealed record TargetInfo(RuleTarget Target, string Name, string Venue, Interval Interval);
