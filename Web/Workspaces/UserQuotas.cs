using System.Collections.Immutable;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Web.Accounts;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Workspaces;

/// <summary>Every quota of a user, whoever counts it.</summary>
public sealed class UserQuotas
{
    private readonly AccountDirectory _accounts;

    internal UserQuotas(AccountDirectory accounts) => _accounts = accounts;

    /// <summary>Used and allowed counts by name.</summary>
    public async Task<ImmutableSortedDictionary<string, QuotaUse>> Of(UserGrains user) =>
        (await user.Workspace.GetQuotas()).ToImmutableSortedDictionary(StringComparer.Ordinal)
            .SetItem(QuotaNames.ContactPoints, await user.ContactPoints.GetContactPointQuota())
            .SetItems(await user.Datasets.GetQuotas())
            .SetItem(QuotaNames.Keys, await _accounts.Keys(user.UserId, ring => ring.GetUse()));
}
