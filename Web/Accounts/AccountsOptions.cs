using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Web.Accounts;

/// <summary>The section <c>Accounts</c>.</summary>
public sealed class AccountsOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Accounts";

    /// <summary>Who may register. The default value is null: what was chosen at set-up, and anybody when nobody chose.</summary>
    [EnumDataType(typeof(RegistrationMode))]
    public RegistrationMode? Registration { get; set; }

    /// <summary>Days after a sign-in until the password is asked for again, however much the session is used; 1 to 365, by default 30.</summary>
    [Range(1, 365)]
    public int SessionDays { get; set; } = 30;
}

[OptionsValidator]
internal sealed partial class AccountsOptionsValidator : IValidateOptions<AccountsOptions>;
