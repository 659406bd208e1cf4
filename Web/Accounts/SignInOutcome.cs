namespace QuantPlatform.Web.Accounts;

/// <summary>How a try to sign in ended.</summary>
public enum SignInStatus
{
    /// <summary>Signed in.</summary>
    Succeeded,

    /// <summary>No such account, a wrong password or a wrong second factor: the answer never says which.</summary>
    Failed,

    /// <summary>The password was right and the account wants a second factor.</summary>
    TwoFactorRequired,

    /// <summary>The password was right and the e-mail address is not confirmed yet.</summary>
    NotConfirmed,

    /// <summary>Too many wrong tries from this address; wait.</summary>
    Throttled,
}

/// <summary>How a try to sign in ended.</summary>
/// <param name="RetryAfter">For <see cref="SignInStatus.Throttled"/>: how long to wait.</param>
public sealed record SignInOutcome(SignInStatus Status, TimeSpan RetryAfter)
{
    /// <summary>The user, when the try succeeded.</summary>
    internal PlatformUser? User { get; init; }

    /// <summary>What was shown beside the password.</summary>
    internal SecondFactorKind Factor { get; init; }

    internal static SignInOutcome Of(SignInStatus status) => new(status, TimeSpan.Zero);
}

/// <summary>What a sign-in showed beside the password.</summary>
internal enum SecondFactorKind
{
    /// <summary>Nothing: the account asks for nothing more.</summary>
    None,

    /// <summary>A code of the authenticator.</summary>
    Authenticator,

    /// <summary>A recovery code.</summary>
    RecoveryCode,
}
