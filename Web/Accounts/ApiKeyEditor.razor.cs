using Microsoft.AspNetCore.Components;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Accounts;

/// <summary>Makes a key and shows it, once.</summary>
public sealed partial class ApiKeyEditor
{
    private static readonly IReadOnlyList<Choice<int>> Lives =
        [new(30, AccountTexts.Days(30)), new(90, AccountTexts.Days(90)), new(365, AccountTexts.Days(365)), new(0, AccountTexts.Never)];

    private readonly HashSet<string> scopes = [ApiScopes.Read];
    private IReadOnlyList<FieldError> errors = [];
    private string? name;
    private int days = 90;
    private string? problem;
    private string? made;
    private bool busy;
    private bool isAdmin;

    /// <summary>The user is done.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    [Inject]
    private ApiKeys Keys { get; set; } = default!;

    [Inject]
    private SignedInUser SignedIn { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private IEnumerable<string> Offered => ApiScopes.All.Where(scope => isAdmin || scope != ApiScopes.Admin);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => isAdmin = (await SignedIn.Get()).IsInRole(Roles.Admin);

    private string? ErrorOf(string field) => errors.FirstOrDefault(error => error.Field == field)?.Message;

    private void Toggle(string scope, bool on)
    {
        if (on)
        {
            scopes.Add(scope);
        }
        else
        {
            scopes.Remove(scope);
        }
    }

    private async Task Make()
    {
        busy = true;
        long? expiresAt = days == 0 ? null : Time.GetUtcNow().AddDays(days).ToUnixTimeMilliseconds();
        errors = await Keys.Check(name, [.. scopes], expiresAt);
        if (errors.Count == 0)
        {
            var outcome = await Keys.Create(name!, [.. scopes], expiresAt);
            made = outcome.Value is { } key ? ApiKeyText.Write(key.Key.Id, key.Secret) : null;
            problem = outcome.Accepted ? null : outcome.Refusals[0].Message;
        }

        busy = false;
    }
}
