using System.Globalization;
using QuantPlatform.Contracts.Admin;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Admin;

/// <summary>English texts of the administration.</summary>
internal static partial class AdminTexts
{
    public const string LoadFailedText = "The server did not answer as it should.";

    // Users
    public const string Users = "Users";
    public const string UsersIntro = "Everybody with an account here. What you change is written into the audit trail.";
    public static readonly Noun UsersNoun = new("user", "users");
    public const string FilterUsers = "Search by e-mail address";
    public const string UsersFailedTitle = "The users could not be loaded";
    public const string Email = "E-mail";
    public const string Role = "Role";
    public const string RoleAdmin = "Administrator";
    public const string RoleUser = "User";
    public const string State = "State";
    public const string Enabled = "enabled";
    public const string Disabled = "disabled";
    public const string TwoFactor = "Second factor";
    public const string On = "on";
    public const string Off = "off";
    public const string Created = "Since";
    public const string Manage = "Manage";
    public const string Save = "Save";
    public const string AccountSection = "Account";
    public const string EnabledLabel = "May sign in";
    public const string EnabledHint = "Switched off, everything of the user that is open ends within a minute: pages, streams, tokens and keys.";
    public const string AdminLabel = "Administrator";
    public const string QuotaSection = "Quotas";
    public const string QuotaHint = "Used / limit. An empty limit is the node's default.";
    public const string ResetTwoFactor = "Take the second factor away";
    public const string ResetTwoFactorQuestion = "Take the second factor away?";
    public const string ResetTwoFactorText = "Do this only for somebody who lost the device and whom you know. Their sessions end; they sign in with the password alone and can set a new second factor up.";
    public const string Saved = "The user was changed.";
    public const string ActFailed = "It could not be done: the server did not answer as it should. Try again.";
    public const string TheirAudit = "What was done by and to this user";

    // Node
    public const string Node = "Node";
    public const string NodeIntro = "What the node that serves this page is doing.";
    public const string NodeFailedTitle = "The node could not be asked";
    public const string Venues = "Venues and feeds";
    public const string Venue = "Venue";
    public const string Feed = "Feed";
    public const string Reason = "Reason";
    public const string Symbols = "Listed";
    public const string Subscribed = "Collected";
    public const string RestBudget = "REST budget";
    public const string Active = "active";
    public const string Heavy = "Heavy calculations";
    public const string Jobs = "Background jobs";
    public const string Load = "Load";
    public const string CallsPerSecond = "Calls a second";
    public const string WaitingCalls = "Waiting calls";
    public const string LongestQueue = "Longest queue";
    public const string Activations = "Activations";
    public const string ManagedMemory = "Managed memory";
    public const string ProcessMemory = "Process memory";
    public const string GrainTypes = "Grains by type";
    public static readonly Noun GrainNoun = new("type", "types");
    public const string FilterGrains = "Filter types";
    public const string Type = "Type";
    public const string NodeColumn = "Node";
    public const string Calls = "Calls";
    public const string Running = "Running";
    public const string Waiting = "Waiting";
    public const string Storage = "Storage";
    public const string Place = "Where";
    public const string Retention = "Kept for";

    // Symbols of a venue
    public static readonly Noun SymbolNoun = new("symbol", "symbols");
    public const string FilterSymbols = "Filter symbols";
    public const string SymbolsTitle = "Collected symbols";
    public const string Symbol = "Symbol";
    public const string Lag = "Lag";
    public const string Gaps = "Gaps open / filled / failed";
    public const string Rejected = "Rejected";

    // Audit
    public const string Audit = "Audit trail";
    public const string AuditIntro = "What administrators did, and what matters for security. Nothing can be taken out of it.";
    public static readonly Noun AuditNoun = new("entry", "entries");
    public const string FilterAudit = "Filter these entries";
    public const string AuditFailedTitle = "The audit trail could not be read";
    public const string AuditEmptyTitle = "Nothing found";
    public const string AuditEmptyText = "No entry matches in that time.";
    public const string Period = "Period";
    public const string User = "User";
    public const string UserHint = "Id or e-mail address.";
    public const string Action = "Action";
    public const string AnyAction = "All actions";
    public const string Search = "Search";
    public const string More = "Older entries";
    public const string Time = "Time";
    public const string Who = "Who";
    public const string Whom = "Whom";
    public const string From = "From";
    public const string Before = "Before";
    public const string After = "After";
    public const string NodeItself = "the node";
    public const string Csv = "CSV";
    public const string Ndjson = "NDJSON";

    /// <summary>Actions a person can choose from.</summary>
    public static readonly IReadOnlyList<string> Actions =
    [
        AuditActions.Disable, AuditActions.Enable, AuditActions.Roles, AuditActions.Quotas, AuditActions.ResetTwoFactor, AuditActions.ResetPassword, AuditActions.Invite, AuditActions.WithdrawInvite,
        AuditActions.EnterTenant, AuditActions.AdminSignIn, AuditActions.AdminSignInFailed, AuditActions.KeyCreated, AuditActions.KeyRevoked,
        AuditActions.PasswordChanged, AuditActions.EmailChanged, AuditActions.TwoFactorChanged, AuditActions.AccountDeleted,
    ];

    public static string ShortType(string type) => type[(type.LastIndexOf('.') + 1)..];
}
