using Microsoft.Extensions.Options;
using QuantPlatform.Contracts.Accounts;

namespace QuantPlatform.Web.Accounts;

/// <summary>How long after its sign-in a session holds at most: <see cref="AccountsOptions.SessionDays"/>.</summary>
internal sealed class SessionLifetime(IOptions<AccountsOptions> options, TimeProvider time)
{
    private readonly TimeSpan _most = TimeSpan.FromDays(options.Value.SessionDays);

    /// <summary>Whether the session has not come to its end.</summary>
    public bool Holds(AccountSession session) => time.GetUtcNow() < DateTimeOffset.FromUnixTimeMilliseconds(session.CreatedAt) + _most;
}
