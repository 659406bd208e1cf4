using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Admin;

/// <summary>Changes one user.</summary>
public sealed partial class UserEditor
{
    private Dictionary<string, double?> limits = new(StringComparer.Ordinal);
    private Dictionary<string, string> errors = new(StringComparer.Ordinal);
    private UserOverview? user;
    private string? error;
    private bool enabled;
    private bool isAdmin;
    private bool busy;

    [Parameter, EditorRequired]
    public required string UserId { get; set; }

    [Parameter, EditorRequired]
    public required string Email { get; set; }

    /// <summary>Done or given up.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    [Inject]
    private AdminUsers Users { get; set; } = default!;

    [Inject]
    private ToastList Toasts { get; set; } = default!;

    [Inject]
    private ILogger<UserEditor> Logger { get; set; } = default!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => Try(async () => Show(await Users.Find(UserId)));

    private void Show(UserOverview? found)
    {
        user = found;
        if (found is not null)
        {
            (enabled, isAdmin) = (!found.Account.Disabled, found.Account.Roles.Contains(Roles.Admin));
            limits = found.Quotas.ToDictionary(quota => quota.Key, quota => (double?)quota.Value.Limit, StringComparer.Ordinal);
        }
    }

    private Task Save() => Try(async () =>
    {
        (error, errors) = (null, new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var (name, limit) in limits.Where(limit => limit.Value is { } value && (value != Math.Floor(value) || Math.Abs(value) > 1L << 50)))
        {
            errors[$"quotas.{name}"] = Pairs.PairTexts.WholeNumber;
        }

        if (errors.Count > 0)
        {
            return;
        }

        // Only what was changed: a limit that is the node's default stays one.
        var changed = limits.Where(limit => (long?)limit.Value != user!.Quotas[limit.Key].Limit).ToImmutableDictionary(limit => limit.Key, limit => (long?)limit.Value);
        var outcome = await Users.Change(UserId, new UserChange(!enabled, isAdmin ? [Roles.Admin] : [], changed));
        if (outcome.Accepted)
        {
            Toasts.Show(new Toast(AdminTexts.Saved));
            await OnClose.InvokeAsync();
            return;
        }

        errors = outcome.Refusals.Where(refusal => refusal.Field?.StartsWith("quotas.", StringComparison.Ordinal) == true)
            .GroupBy(refusal => refusal.Field!, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Message, StringComparer.Ordinal);
        error = outcome.Refusals.FirstOrDefault(refusal => !errors.ContainsKey(refusal.Field ?? ""))?.Message;
    });

    /// <summary>Reads the account again and leaves what was typed.</summary>
    private Task Refresh() => Try(async () => user = await Users.Find(UserId));

    private async Task Try(Func<Task> act)
    {
        busy = true;
        try
        {
            await act();
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            AdminLog.ActFailed(Logger, exception);
            Toasts.Show(new Toast(AdminTexts.ActFailed, "down"));
        }

        busy = false;
    }
}
