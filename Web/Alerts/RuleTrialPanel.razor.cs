using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Alerts;

/// <summary>Tries the rule as it stands on recent bars: one trial at a time, a little after the last change.</summary>
public sealed partial class RuleTrialPanel : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly RuleTarget Nothing = new();

    private readonly CancellationTokenSource gone = new();
    private RuleSettings? asked;
    private RuleSettings? tried;
    private RuleTrial? shown;
    private RuleTarget? member;
    private string? problem;
    private bool failed;
    private bool busy;
    private bool again;

    /// <summary>The rule as it stands.</summary>
    [Parameter, EditorRequired]
    public required RuleSettings Settings { get; set; }

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private ILogger<RuleTrialPanel> Logger { get; set; } = default!;

    /// <summary>The series, if it has anything to show.</summary>
    private RuleSeries? Shown => shown?.Result is { Series: [var series, ..] } && series.Values.Any(value => value is not null) ? series : null;

    private string Status => shown switch
    {
        _ when Settings.Target == Nothing => RuleChartTexts.NoTarget,
        _ when failed => "",
        _ when problem is not null => problem,
        null => "",
        { Members.IsEmpty: true } => RuleChartTexts.NoMember,
        { Result.Bars: 0 } => RuleChartTexts.NoBars,
        _ when Shown is null => RuleChartTexts.Warming((int)shown.Result.Bars),
        _ => RuleChartTexts.WouldHaveFired(shown.Result),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    /// <summary>Whether two rules decide alike: what is only said or delivered makes no difference.</summary>
    internal static bool DecideAlike(RuleSettings one, RuleSettings other) =>
        Bare(one) == Bare(other) && one.Conditions.SequenceEqual(other.Conditions);

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync()
    {
        if (asked is not null && DecideAlike(asked, Settings))
        {
            return Task.CompletedTask;
        }

        if (asked?.Target != Settings.Target)
        {
            (shown, member) = (null, null);
        }

        asked = Settings;
        return Follow();
    }

    private static RuleSettings Bare(RuleSettings rule) => rule with { Name = "", Message = null, Severity = AlertSeverity.Info, Enabled = true, Conditions = [], ContactPoints = [] };

    private static IReadOnlyList<Choice<RuleTarget>> Choices(RuleTrial trial) => [.. trial.Members.Select(one => new Choice<RuleTarget>(one.Target, one.Name))];

    private RuleTarget Chosen(RuleTrial trial) => trial.Members.FirstOrDefault(one => one.Target == member)?.Target ?? trial.Members[0].Target;

    private Task Choose(RuleTarget target)
    {
        member = target;
        return Follow();
    }

    private Task Retry()
    {
        (failed, shown) = (false, null);
        return Follow();
    }

    private async Task Follow()
    {
        again = true;
        if (busy)
        {
            return;
        }

        busy = true;
        try
        {
            while (again)
            {
                // Typing goes on: the last of several changes is tried.
                again = false;
                await Task.Delay(Pause, Time, gone.Token);
                if (!again && asked!.Target != Nothing)
                {
                    await Try(asked);
                    StateHasChanged();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The editor was closed.
        }
        finally
        {
            busy = false;
        }
    }

    private async Task Try(RuleSettings settings)
    {
        try
        {
            var outcome = await Grains.Call(user => user.Workspace.TryRule(settings with { Name = "trial", Message = null }, member));
            failed = false;
            if (!outcome.Accepted)
            {
                problem = RuleChartTexts.Incomplete(string.Join(' ', outcome.Refusals.Select(refusal => refusal.Message).Distinct(StringComparer.Ordinal)));
                return;
            }

            (problem, shown, tried) = (null, outcome.Value, settings);
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            LogFailed(Logger, exception);
            (problem, failed) = (null, true);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A rule could not be tried on recent bars.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
