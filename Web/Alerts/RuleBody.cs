using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Workspaces;

namespace QuantPlatform.Web.Alerts;

/// <summary>A rule as a request states it. Only <c>name</c>, <c>target</c> and <c>conditions</c> are required.</summary>
[Example("""{"name":"ETH far from BTC","target":{"symbol":"ETHUSDT"},"interval":"1m","conditions":[{"metric":"price","operator":"movesUpPct","value":1.5,"bars":15}],"severity":"warning","message":"{{pair}} stands at {{price}}"}""")]
internal sealed record RuleBody(
    [property: Description("Ignored when it is the rule's own id, as in an answer that is sent back.")] string? Id,
    [property: Description("1 to 80 characters."), Required] string? Name,
    [property: Description("Whether it is live. Default true.")] bool? Enabled,
    [property: Description("What it watches."), Required] RuleTargetJson? Target,
    [property: Description("Bars that symbols are evaluated at: 1s, 1m, 5m, 15m or 1h. Default 1m. A pair is evaluated at its own interval.")] string? Interval,
    [property: Description("1 to 8, joined by AND."), Required] IReadOnlyList<RuleConditionJson>? Conditions,
    [property: Description("Consecutive evaluations on which the conditions must hold, 1 to 1000. Default 1.")] int? ForBars,
    [property: Description("When it may fire. Default oncePerBarClose.")] AlertTrigger? Trigger,
    [property: Description("How long after a notified fire further ones are only recorded, 0 to 604800. Default 0.")] int? CooldownSeconds,
    [property: Description("How often a firing alert is delivered again, 10 to 604800. Default: never.")] int? RepeatSeconds,
    [property: Description("What no data means. Default noData: a record.")] NoDataPolicy? NoData,
    [property: Description("Default warning.")] AlertSeverity? Severity,
    [property: Description("Template of the message, at most 500 characters: {{pair}} {{z}} {{beta}} {{spread}} {{price}} {{state}} {{interval}} {{time}}. Default: a sentence made of the conditions.")] string? Message,
    [property: Description("Ids of contact points it is delivered to, besides the inbox. Default: none.")] IReadOnlyList<string>? ContactPoints,
    [property: Description("Ignored: read-only.")] JsonElement? Status) : IDefinitionBody<RuleSettings>
{
    /// <summary>The settings of a rule that is made or changed, or what stands in their way.</summary>
    /// <param name="ownId">The id of the rule that is changed; null for a new one.</param>
    public async Task<(RuleSettings? Settings, ProblemResult? Problem)> ReadOwn(UserGrains user, string? ownId)
    {
        var errors = new FieldErrors();
        if (Id is not null && Id != ownId)
        {
            errors.Add("id", ownId is null ? "not given" : "the rule's own id", "An id cannot be chosen or changed.");
        }

        var settings = await Read(user, errors);
        return errors.All.Count > 0 ? (null, Problems.Invalid(errors.All)) : (settings, null);
    }

    /// <inheritdoc/>
    public async Task<RuleSettings?> Read(UserGrains user, FieldErrors errors)
    {
        var before = errors.All.Count;
        var interval = default(Interval);
        if (Interval is not null && !Intervals.TryParse(Interval, out interval))
        {
            errors.Add("interval", "1s, 1m, 5m, 15m or 1h", "Choose one of the intervals.");
        }

        if (string.IsNullOrWhiteSpace(Name))
        {
            errors.Add("name", "required", "Give the rule a name.");
        }

        if (Target is null)
        {
            errors.Add("target", "required", "Say what the rule watches.");
        }

        if (Conditions is null || Conditions.Any(condition => condition is null))
        {
            errors.Add("conditions", "required", "A rule has 1 to 8 conditions.");
        }

        var target = Target is null ? new RuleTarget() : await Target.Read(user, "target", errors);
        var conditions = (Conditions ?? []).OfType<RuleConditionJson>().Take(RuleSettings.MaxConditions + 1)
            .Select((condition, index) => condition.Read(errors.Within($"conditions[{index}]"))).ToImmutableArray();
        return errors.All.Count > before ? null : Settings(target, conditions, Interval is null ? null : interval);
    }

    private RuleSettings Settings(RuleTarget target, ImmutableArray<RuleCondition> conditions, Interval? interval)
    {
        var defaults = new RuleSettings { Name = Name!, Target = target, Conditions = conditions };
        return defaults with
        {
            Enabled = Enabled ?? defaults.Enabled,
            Interval = interval,
            ForBars = ForBars ?? defaults.ForBars,
            Trigger = Trigger ?? defaults.Trigger,
            CooldownSeconds = CooldownSeconds ?? defaults.CooldownSeconds,
            RepeatSeconds = RepeatSeconds,
            NoData = NoData ?? defaults.NoData,
            Severity = Severity ?? defaults.Severity,
            Message = Message,
            ContactPoints = [.. ContactPoints ?? []],
        };
    }
}

/// <summary>Until when a rule is snoozed.</summary>
[Example("""{"until":1795000000000}""")]
internal sealed record SnoozeBody([property: Description("Unix ms: alerts at bars that close before it are recorded, not delivered."), Required] long? Until);

/// <summary>A rule to be tried over stored history.</summary>
[Example("""{"rule":{"name":"ETH far from BTC","target":{"symbol":"ETHUSDT"},"conditions":[{"metric":"price","operator":"movesUpPct","value":0.2,"bars":15}]}}""")]
internal sealed record DryRunBody(
    [property: Description("The rule; nothing of it is stored."), Required] RuleBody? Rule,
    [property: Description("First bar that counts, Unix ms. Default: a day before `to`.")] long? From,
    [property: Description("End of the range, exclusive, Unix ms. Default: now.")] long? To);
