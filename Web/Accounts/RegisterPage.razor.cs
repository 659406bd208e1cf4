using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace QuantPlatform.Web.Accounts;

/// <summary>Makes an account and signs it in.</summary>
public sealed partial class RegisterPage
{
    private string? problem;
    private string? emailError;
    private string? passwordError;

    /// <summary>Where to go afterwards.</summary>
    [SupplyParameterFromQuery]
    public string? ReturnUrl { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    [SupplyParameterFromForm]
    private RegisterInput Input { get; set; } = default!;

    [Inject]
    private AccountAccess Access { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc/>
    protected override void OnInitialized() => Input ??= new RegisterInput();

    private static string? Invalid(string? error) => error is null ? null : "true";

    private async Task Register()
    {
        var email = Input.Email?.Trim();
        if (await Access.Register(Context, email, Input.Password) is { } refused)
        {
            emailError = Message("email");
            passwordError = Message("password");
            problem = emailError is null && passwordError is null ? refused.Detail : null;
            return;

            string? Message(string field)
            {
                var messages = refused.Errors.Where(error => error.Field == field).Select(error => error.Message).ToList();
                return messages.Count == 0 ? null : string.Join(' ', messages);
            }
        }

        await Access.SignInWithCookie(Context, email!, Input.Password!, persistent: false);
        Navigation.NavigateTo(LocalAddress.Or(ReturnUrl));
    }

    /// <summary>The fields of the form.</summary>
    private sealed class RegisterInput
    {
        public string? Email { get; set; }

        public string? Password { get; set; }
    }
}
