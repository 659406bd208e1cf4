namespace QuantPlatform.Web.Accounts;

/// <summary>Makes an account.</summary>
/// <param name="Email">The address that signs in.</param>
/// <param name="Password">12 to 256 characters, any.</param>
/// <param name="Invite">An invitation, where registration needs one.</param>
internal sealed record RegisterBody(string? Email, string? Password, string? Invite);

/// <summary>Signs in.</summary>
/// <param name="Email">The address of the account.</param>
/// <param name="Password">Its password.</param>
/// <param name="TwoFactorCode">The authenticator's code, for an account with two-factor sign-in.</param>
/// <param name="TwoFactorRecoveryCode">A recovery code instead of the authenticator's.</param>
internal sealed record LoginBody(string? Email, string? Password, string? TwoFactorCode, string? TwoFactorRecoveryCode);

/// <summary>Asks for new tokens.</summary>
/// <param name="RefreshToken">The refresh token of the last login or refresh.</param>
internal sealed record RefreshBody(string? RefreshToken);

/// <summary>Bearer tokens.</summary>
/// <param name="TokenType">Always <c>Bearer</c>.</param>
/// <param name="AccessToken">Goes into the header <c>Authorization: Bearer</c>.</param>
/// <param name="ExpiresIn">Life of the access token in seconds.</param>
/// <param name="RefreshToken">Gets new tokens, for 14 days.</param>
internal sealed record TokenAnswer(string TokenType, string AccessToken, long ExpiresIn, string RefreshToken);
