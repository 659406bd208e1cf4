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
}

[OptionsValidator]
internal sealed partial class AccountsOptionsValidator : IValidateOptions<AccountsOptions>;
