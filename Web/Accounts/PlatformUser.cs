using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Web.Accounts;

/// <summary>The user type of ASP.NET Core Identity: holds the newest version of an account's record.</summary>
public sealed class PlatformUser
{
    /// <summary>A user with that record, stored or not.</summary>
    public PlatformUser(AccountRecord record)
    {
        Record = record;
        StoredStamp = record.ConcurrencyStamp;
    }

    /// <summary>The user's id, also the id of the tenant.</summary>
    public string Id => Record.UserId;

    /// <summary>The e-mail address, which is also the user name.</summary>
    public string Email => Record.Email;

    /// <summary>The record with the changes made so far.</summary>
    internal AccountRecord Record { get; set; }

    /// <summary>The concurrency stamp of the record as it is stored.</summary>
    internal string StoredStamp { get; set; }

    /// <summary>The session that a new security stamp does not end: that of the user who makes the change. Null: all end.</summary>
    internal string? KeepSession { get; set; }

    /// <summary>A new user that is not stored yet.</summary>
    internal static PlatformUser New(string email, TimeProvider time) => new(new AccountRecord
    {
        UserId = Guid.NewGuid().ToString("N"),
        Email = email,
        NormalizedEmail = "",
        CreatedAt = time.GetUtcNow().ToUnixTimeMilliseconds(),
    });
}
