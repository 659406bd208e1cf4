using Orleans;

namespace QuantPlatform.Contracts.Admin;

/// <summary>Something that an administrator did, or that matters for security. It holds no secret.</summary>
[GenerateSerializer, Immutable, Alias("AuditEntry")]
public sealed record AuditEntry
{
    /// <summary>Longest text of a member; longer ones are cut.</summary>
    public const int MaxText = 2_000;

    /// <summary>When, Unix ms.</summary>
    [Id(0)] public required long Time { get; init; }

    /// <summary>What, one of <see cref="AuditActions"/>.</summary>
    [Id(1)] public required string Action { get; init; }

    /// <summary>User id of who did it; null: nobody was signed in.</summary>
    [Id(2)] public string? Actor { get; init; }

    /// <summary>E-mail address of who did it, as it was then.</summary>
    [Id(3)] public string? ActorEmail { get; init; }

    /// <summary>User id of whom it was done to; null: nobody in particular.</summary>
    [Id(4)] public string? Subject { get; init; }

    /// <summary>E-mail address of whom it was done to, as it was then.</summary>
    [Id(5)] public string? SubjectEmail { get; init; }

    /// <summary>The address it was done from; null: the node itself.</summary>
    [Id(6)] public string? Address { get; init; }

    /// <summary>What was there before, in words.</summary>
    [Id(7)] public string? Before { get; init; }

    /// <summary>What is there now, in words.</summary>
    [Id(8)] public string? After { get; init; }
}

/// <summary>The values of <see cref="AuditEntry.Action"/>.</summary>
public static class AuditActions
{
    public const string Disable = "user.disable";
    public const string Enable = "user.enable";
    public const string Roles = "user.roles";
    public const string Quotas = "user.quotas";
    public const string ResetTwoFactor = "user.resetTwoFactor";
    public const string ResetPassword = "user.resetPassword";
    public const string Invite = "invite.create";
    public const string WithdrawInvite = "invite.withdraw";

    /// <summary>An administrator read or changed something in another user's grains.</summary>
    public const string EnterTenant = "tenant.enter";

    public const string AdminSignIn = "admin.signIn";
    public const string AdminSignInFailed = "admin.signInFailed";
    public const string KeyCreated = "key.create";
    public const string KeyRevoked = "key.revoke";
    public const string PasswordChanged = "account.password";
    public const string EmailChanged = "account.email";
    public const string TwoFactorChanged = "account.twoFactor";
    public const string AccountDeleted = "account.delete";
}
