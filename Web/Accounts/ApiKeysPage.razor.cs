using Microsoft.AspNetCore.Components;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Accounts;

/// <summary>The user's API keys.</summary>
public sealed partial class ApiKeysPage
{
    private IReadOnlyList<ApiKeyRecord>? keys;
    private bool adding;

    [Inject]
    private ApiKeys Keys { get; set; } = default!;

    [Inject]
    private ToastList Toasts { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => Load();

    private bool Expired(ApiKeyRecord key) => key.ExpiresAt <= Time.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task Load() => keys = await Keys.List();

    private async Task Revoke(ApiKeyRecord key)
    {
        await Keys.Revoke(key.Id);
        Toasts.Show(new Toast(AccountTexts.Revoked(key.Name)));
        await Load();
    }

    private Task Close()
    {
        adding = false;
        return Load();
    }
}
