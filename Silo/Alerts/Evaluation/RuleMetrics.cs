using System.Diagnostics.Metrics;

namespace QuantPlatform.Silo.Alerts.Evaluation;

/// <summary>Counts what live rules evaluate. Meter <c>QuantPlatform.Alerts.Rules</c>.</summary>
internal sealed class RuleMetrics
{
    public const string MeterName = "QuantPlatform.Alerts.Rules";
    public const string EvaluationsName = "alert.rule.evaluations";

    private readonly Counter<long> evaluations, transitions;

    public RuleMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        evaluations = meter.CreateCounter<long>(EvaluationsName, "{bar}", "Closed bars that rules evaluated, once a rule and target");
        transitions = meter.CreateCounter<long>("alert.rule.transitions", "{alert}", "Transitions that rules decided on");
    }

    public void Evaluated(int bars) => evaluations.Add(bars);

    public void Decided(int alerts) => transitions.Add(alerts);
}
