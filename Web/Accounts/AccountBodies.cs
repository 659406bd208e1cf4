using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using QuantPlatform.Web.OpenApi;

namespace QuantPlatform.Web.Accounts;

/// <summary>Makes an account.</summary>
[Example("""{"email":"ann@example.org","password":"correct horse battery"}""")]
internal sealed record RegisterBody(
    [property: Description("The address that signs in."), Required] string? Email,
    [property: Description("12 to 256 characters, any."), Required] string? Password,
    [property: Description("An invitation, where registration needs one.")] string? Invite);

/// <summary>Signs in.</summary>
[Example("""{"email":"ann@example.org","password":"correct horse battery"}""")]
internal sealed record LoginBody(
    [property: Description("The address of the account."), Required] string? Email,
    [property: Description("Its password."), Required] string? Password,
    [property: Description("The authenticator's code, for an account with two-factor sign-in.")] string? TwoFactorCode,
    [property: Description("A recovery code instead of the authenticator's.")] string? TwoFactorRecoveryCode);

/// <summary>Asks for new tokens.</summary>
[Example("""{"refreshToken":"Q2ZESjhM"}""")]
internal sealed record RefreshBody(
    [property: Description("The refresh token of the last login or refresh."), Required] string? RefreshToken);

/// <summary>Bearer tokens.</summary>
[Example("""{"tokenType":"Bearer","accessToken":"CfDJ8G3KO…","expiresIn":3600,"refreshToken":"CfDJ8Rt9…"}""")]
internal sealed record TokenAnswer(
    [property: Description("Always `Bearer`.")] string TokenType,
    [property: Description("Goes into the header `Authorization: Bearer`.")] string AccessToken,
    [property: Description("Life of the access token in seconds.")] long ExpiresIn,
    [property: Description("Gets new tokens, for 14 days.")] string RefreshToken);
