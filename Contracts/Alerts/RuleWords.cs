namespace QuantPlatform.Contracts.Alerts;

/// <summary>What a condition looks at. On the wire in camelCase.</summary>
public enum AlertMetric
{
    Z = 0,
    AbsZ = 1,
    Spread = 2,

    /// <summary>Close; on a pair that of <see cref="RuleCondition.Leg"/>.</summary>
    Price = 3,

    /// <summary>Change over one bar, percent; on a pair that of <see cref="RuleCondition.Leg"/>.</summary>
    ReturnPct = 4,
    Correlation = 5,
    BetaDrift = 6,
    VolatilityRatio = 7,
    AdfP = 8,
    EgP = 9,

    /// <summary>In bars.</summary>
    HalfLife = 10,

    /// <summary>Base volume; on a pair that of <see cref="RuleCondition.Leg"/>.</summary>
    Volume = 11,

    /// <summary>Seconds since the last closed bar ended, on the exchange's clock.</summary>
    BarAge = 12,

    /// <summary>The number of the <see cref="Feeds.FeedState"/>, 0 to 4.</summary>
    FeedState = 13,
}

/// <summary>How a value is compared with <see cref="RuleCondition.Value"/> (a) and <see cref="RuleCondition.Value2"/> (a2).</summary>
public enum AlertOperator
{
    /// <summary>v &gt; a.</summary>
    Above = 0,

    /// <summary>v &lt; a.</summary>
    Below = 1,

    /// <summary>a &lt;= v &lt;= a2.</summary>
    Inside = 2,

    /// <summary>v &lt; a or v &gt; a2.</summary>
    Outside = 3,

    /// <summary>previous &lt;= a &lt; current, the previous value being that of the bar just before.</summary>
    CrossesUp = 4,

    /// <summary>previous &gt;= a &gt; current.</summary>
    CrossesDown = 5,

    /// <summary>Either crossing.</summary>
    Crosses = 6,

    /// <summary>100·(v_t / v_{t−bars} − 1) &gt;= a; price and volume only.</summary>
    MovesUpPct = 7,

    /// <summary>100·(v_t / v_{t−bars} − 1) &lt;= −a; price and volume only.</summary>
    MovesDownPct = 8,
}

/// <summary>When a rule may fire.</summary>
public enum AlertTrigger
{
    /// <summary>On closed bars: exactly once.</summary>
    OncePerBarClose = 0,

    /// <summary>On closed bars; the first fire pauses the rule for its target.</summary>
    Once = 1,

    /// <summary>Also on the open bar, at most once a bar; may repaint.</summary>
    OncePerBar = 2,
}

/// <summary>What no data means to a rule.</summary>
public enum NoDataPolicy
{
    /// <summary>The target goes to NoData, with a record.</summary>
    NoData = 0,

    /// <summary>It fires.</summary>
    Alerting = 1,

    /// <summary>It goes back to Normal.</summary>
    Normal = 2,

    /// <summary>It stays what it was.</summary>
    KeepLast = 3,
}

/// <summary>How much an alert matters.</summary>
public enum AlertSeverity
{
    Info = 0,
    Warning = 1,
    Critical = 2,
}

/// <summary>A leg of a pair.</summary>
public enum RuleLeg
{
    Y = 0,
    X = 1,
}

/// <summary>Where a rule stands on one target.</summary>
public enum RuleTargetState
{
    Normal = 0,

    /// <summary>True, but not yet on as many bars as the rule asks for.</summary>
    Pending = 1,
    Firing = 2,

    /// <summary>No longer true, but the exit is not passed.</summary>
    Recovering = 3,
    NoData = 4,
    Error = 5,
    Paused = 6,

    /// <summary>Evaluated, recorded, not delivered.</summary>
    Snoozed = 7,
}

/// <summary>What an alert record says.</summary>
public enum AlertState
{
    Firing = 0,
    Resolved = 1,
    NoData = 2,
    Error = 3,
}
