using QuantPlatform.Contracts;

namespace QuantPlatform.Silo.Alerts.Rules;

/// <summary>Collects what is wrong with a rule.</summary>
internal readonly struct RuleComplaints(List<Refusal> refusals)
{
    /// <summary>A field is wrong by itself.</summary>
    public void Invalid(bool broken, string field, string rule, string message) => Add(broken, RefusalCodes.Invalid, field, rule, message);

    /// <summary>A field contradicts another.</summary>
    public void Contradicts(bool broken, string field, string rule, string message) => Add(broken, RefusalCodes.Unprocessable, field, rule, message);

    private void Add(bool broken, string code, string field, string rule, string message)
    {
        if (broken)
        {
            refusals.Add(new Refusal(code, field, rule, message));
        }
    }
}
