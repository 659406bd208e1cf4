using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Web.Accounts;

/// <summary>The first start in the browser, opened by the link on the console.</summary>
public sealed partial class SetUpPage
{
    private bool holds;
    private string? problem;
    private string? emailError;
    private string? passwordError;

    /// <summary>The one-time code of the link.</summary>
    [SupplyParameterFromQuery]
    public string? Code { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = default!;

    [SupplyParameterFromForm]
    private SetUpInput Input { get; set; } = default!;

    [Inject]
    private FirstSetUp SetUp { get; set; } = default!;

    [Inject]
    private AccountAccess Access { get; set; } = default!;

    [Inject]
    private IConfiguration Configuration { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Input ??= new SetUpInput();
        holds = await SetUp.Holds(Code);
    }

    private static string? Invalid(string? error) => error is null ? null : "true";

    private async Task Apply()
    {
        var email = Input.Email?.Trim();
        if (await SetUp.Apply(Code, email, Input.Password, Input.Mode) is { } refused)
        {
            emailError = refused.MessageOf("email");
            passwordError = refused.MessageOf("password");
            problem = emailError is null && passwordError is null ? refused.Detail : null;
            return;
        }

        await Access.SignInWithCookie(Context, email!, Input.Password!, persistent: false);
        Navigation.NavigateTo("/");
    }

    /// <summary>The fields of the form.</summary>
    private sealed class SetUpInput
    {
        public string? Email { get; set; }

        public string? Password { get; set; }

        public RegistrationMode Mode { get; set; }
    }
}
