using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Web.Accounts;

/// <summary>An invitation as an administrator sees it: people by their addresses.</summary>
/// <param name="Email">The address that alone may use it; null: anybody.</param>
/// <param name="CreatedBy">Address of the administrator who made it; null: the account is gone.</param>
/// <param name="CreatedAt">Unix ms.</param>
/// <param name="ExpiresAt">Unix ms.</param>
/// <param name="UsedBy">Address of the account that was made with it; null: none.</param>
public sealed record InviteRow(string Id, string? Email, string? CreatedBy, long CreatedAt, long ExpiresAt, string? UsedBy, InviteState State)
{
    /// <summary>A row.</summary>
    /// <param name="people">Addresses by user id.</param>
    /// <param name="now">Unix ms.</param>
    public static InviteRow Of(Invite invite, IReadOnlyDictionary<string, string> people, long now) => new(
        invite.Id,
        invite.Email?.ToLowerInvariant(),
        people.GetValueOrDefault(invite.CreatedBy),
        invite.CreatedAt,
        invite.ExpiresAt,
        invite.UsedBy is { } user ? people.GetValueOrDefault(user) : null,
        invite.StateAt(now));
}
