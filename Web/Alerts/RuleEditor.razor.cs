using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Alerts;

/// <summary>Edits one rule; each change is checked by the server, which also says what an alert would say.</summary>
public sealed partial class RuleEditor
{
    private RuleForm form = new();
    private string? message;
    private string? sentence;
    private int looks;
    private bool saving;
    private bool tried;

    /// <summary>The rule that is changed; null: a new one.</summary>
    [Parameter]
    public RuleDefinition? Rule { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Choice<RuleTarget>> Targets { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Choice<string>> ContactPoints { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private ToastList Toasts { get; set; } = default!;

    [Inject]
    private ILogger<RuleEditor> Logger { get; set; } = default!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        form = RuleForm.Of(Rule?.Settings);
        form.Target ??= Targets.Count > 0 ? Targets[0].Value : null;
        if (Rule is null && form.Target?.Symbol is not null)
        {
            form.Conditions[0].Metric = AlertMetric.Price;
        }

        return Look();
    }

    private Task SetTarget(RuleTarget? target) => Set(() => form.Target = target);

    private Task Set(Action change)
    {
        change();
        return Look();
    }

    private void Choose(string id, bool on) => form.ContactPoints = on ? form.ContactPoints.Add(id) : form.ContactPoints.Remove(id);

    /// <summary>Asks the server what the rule would say; what is wrong shows once saving was tried.</summary>
    private async Task Look()
    {
        var turn = ++looks;
        var preview = await Ask(user => user.Workspace.PreviewRule(form.ToSettings()));
        if (turn != looks)
        {
            // A later change has been asked about.
            return;
        }

        message = preview?.Value?.Message;
        sentence = preview?.Value?.Sentence ?? sentence;
        form.Show(tried && preview is { Accepted: false } ? preview.Refusals : []);
    }

    private async Task Save()
    {
        (saving, tried) = (true, true);
        var settings = form.ToSettings();
        var outcome = await Ask(user => Rule is null ? user.Workspace.AddRule(settings) : user.Workspace.UpdateRule(Rule.Id, settings, Rule.Version));
        saving = false;
        if (outcome is null)
        {
            return;
        }

        if (outcome.Accepted)
        {
            Toasts.Show(new Toast(AlertTexts.Created(settings.Name)));
            await OnClose.InvokeAsync();
            return;
        }

        form.Show(outcome.Refusals);
        if (outcome.Refusals.Any(refusal => refusal.Code is RefusalCodes.Stale or RefusalCodes.Quota))
        {
            Toasts.Show(new Toast(outcome.Refusals[0].Message, "down"));
        }
    }

    private async Task<T?> Ask<T>(Func<UserGrains, Task<T>> call)
        where T : class
    {
        try
        {
            return await Grains.Call(call);
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            LogFailed(Logger, exception);
            Toasts.Show(new Toast(AlertTexts.SaveFailed, "down"));
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A rule could not be checked or saved.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
