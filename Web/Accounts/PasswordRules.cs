using System.Globalization;
using Microsoft.AspNetCore.Identity;
using QuantPlatform.Web.Api;

namespace QuantPlatform.Web.Accounts;

/// <summary>What an e-mail address and a password must satisfy: length, not guessed first, and no rules of composition.</summary>
public static class PasswordRules
{
    /// <summary>Shortest password.</summary>
    public const int MinLength = 12;

    /// <summary>Longest password; a longer one only costs time to hash.</summary>
    public const int MaxLength = 256;

    /// <summary>Longest e-mail address.</summary>
    public const int MaxEmail = 254;

    /// <summary>The rules an address and a password break.</summary>
    internal static IEnumerable<FieldError> Check(string? email, string? password)
    {
        if (!IsEmail(email))
        {
            yield return NoEmail("email");
        }

        if (CheckNew(password, email ?? "", "password") is { } broken)
        {
            yield return broken;
        }
    }

    /// <summary>The rule a new password breaks; null when it breaks none.</summary>
    /// <param name="email">The address of its owner.</param>
    /// <param name="field">The member that carries it.</param>
    internal static FieldError? CheckNew(string? password, string email, string field)
    {
        var length = password is null ? 0 : new StringInfo(password).LengthInTextElements;
        if (length < MinLength || password!.Length > MaxLength)
        {
            return new FieldError(field, $"{MinLength} to {MaxLength} characters", $"A password has {MinLength} to {MaxLength} characters; any characters will do.");
        }

        if (CommonPasswords.Contains(password))
        {
            return new FieldError(field, "not a common password", "This is one of the passwords that are guessed first. Four random words do well.");
        }

        return CommonPasswords.IsAboutTheOwner(password, email)
            ? new FieldError(field, "not made of your e-mail address", "This is made of your e-mail address, which is guessed first. Four random words do well.")
            : null;
    }

    internal static FieldError NoEmail(string field) => new(field, $"an e-mail address of at most {MaxEmail} characters", "This is not an e-mail address.");

    internal static bool IsEmail(string? email)
    {
        var at = email?.IndexOf('@') ?? -1;
        return email is not null && email.Length <= MaxEmail && at > 0 && at < email.Length - 1 && email.LastIndexOf('@') == at
            && !email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is ',' or ';' or '<' or '>' or '"');
    }

    internal static void Apply(IdentityOptions options)
    {
        options.Password.RequiredLength = MinLength;
        options.Password.RequiredUniqueChars = 1;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        // The name is the e-mail address, which Check has looked at.
        options.User.AllowedUserNameCharacters = "";
        options.User.RequireUniqueEmail = false;
    }
}
