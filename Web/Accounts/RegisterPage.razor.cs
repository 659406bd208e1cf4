using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Web.Accounts;

/// <summary>Makes an account and signs it in.</summary>
public sealed partial class RegisterPage
{
    private string? problem;
    private string? emailError;
    private string? passwordError;
    private RegistrationMode mode;
    private bool mailed;

    /// <summary>Where to go afterwards.</summary>
    [SupplyParameterFromQuery]
    public string? ReturnUrl { get; set; }

    /// <summary>The code of an invitation.</summary>
    [SupplyParameterFromQuery]
    public string? Invite { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    [SupplyParameterFromForm]
    private RegisterInput Input { get; set; } = default!;

    [Inject]
    private AccountAccess Access { get; set; } = default!;

    [Inject]
    private AccountRegistration Registration { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Input ??= new RegisterInput();
        mode = await Registration.Mode();
    }

    private static string? Invalid(string? error) => error is null ? null : "true";

    private async Task Register()
    {
        var email = Input.Email?.Trim();
        if (await Registration.Register(Context, email, Input.Password, Invite) is { } refused)
        {
            emailError = refused.MessageOf("email");
            passwordError = refused.MessageOf("password");
            problem = emailError is null && passwordError is null ? refused.Detail : null;
            return;
        }

        if (Registration.ConfirmsEmail)
        {
            mailed = true;
            return;
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
