using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Web.Accounts;

/// <summary>Signs in with a cookie; rendered statically, because the answer sets it.</summary>
public sealed partial class SignInPage
{
    private string? problem;
    private string? emailError;
    private string? passwordError;
    private bool wantsCode;
    private bool unconfirmed;
    private bool mayRegister;

    /// <summary>Where to go afterwards.</summary>
    [SupplyParameterFromQuery]
    public string? ReturnUrl { get; set; }

    /// <summary>Present after signing out.</summary>
    [SupplyParameterFromQuery]
    public string? SignedOut { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    [SupplyParameterFromForm]
    private SignInInput Input { get; set; } = default!;

    [Inject]
    private AccountAccess Access { get; set; } = default!;

    [Inject]
    private AccountRegistration Registration { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string ReturnQuery => LocalAddress.IsLocal(ReturnUrl) ? "?returnUrl=" + Uri.EscapeDataString(ReturnUrl) : "";

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Input ??= new SignInInput();
        mayRegister = await Registration.Mode() == RegistrationMode.Open;
        if (Context.User.Identity?.IsAuthenticated == true && HttpMethods.IsGet(Context.Request.Method))
        {
            Navigation.NavigateTo(LocalAddress.Or(ReturnUrl));
        }
    }

    private static string? Invalid(string? error) => error is null ? null : "true";

    private async Task SignIn()
    {
        emailError = string.IsNullOrWhiteSpace(Input.Email) ? AccountTexts.FillEmail : null;
        passwordError = string.IsNullOrEmpty(Input.Password) ? AccountTexts.FillPassword : null;
        if (emailError is not null || passwordError is not null)
        {
            return;
        }

        // Six digits are a code of the authenticator app, anything else a recovery code.
        var code = Input.Code?.Replace(" ", "", StringComparison.Ordinal);
        var isRecovery = !string.IsNullOrEmpty(code) && !(code.Length == 6 && code.All(char.IsAsciiDigit));
        var outcome = await Access.SignInWithCookie(
            Context, Input.Email!.Trim(), Input.Password!, Input.Remember,
            isRecovery || string.IsNullOrEmpty(code) ? null : code, isRecovery ? code : null);
        switch (outcome.Status)
        {
            case SignInStatus.Succeeded:
                Navigation.NavigateTo(LocalAddress.Or(ReturnUrl));
                break;
            case SignInStatus.TwoFactorRequired:
                wantsCode = true;
                break;
            case SignInStatus.NotConfirmed when Input.MailAgain:
                await Registration.Resend(Input.Email!.Trim());
                problem = AccountTexts.Unconfirmed;
                break;
            case SignInStatus.NotConfirmed:
                (problem, unconfirmed) = (AccountTexts.Unconfirmed, true);
                break;
            case SignInStatus.Throttled:
                problem = AccountTexts.Throttled(outcome.RetryAfter);
                break;
            default:
                problem = AccountTexts.Failed;
                wantsCode = Input.Code is not null;
                break;
        }
    }

    /// <summary>The fields of the form.</summary>
    private sealed class SignInInput
    {
        public string? Email { get; set; }

        public string? Password { get; set; }

        public string? Code { get; set; }

        public bool Remember { get; set; }

        /// <summary>Asks for the confirmation mail again.</summary>
        public bool MailAgain { get; set; }
    }
}
