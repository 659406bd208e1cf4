using QuantPlatform.Silo.Tenancy;

namespace QuantPlatform.Silo.Storage.Sqlite;

/// <summary>
/// The last step of erasing a tenant: deletes whatever grain states are left under its id, whichever feature wrote them. A grain that is still
/// active then fails to write (its row is gone) and is deactivated.
/// </summary>
internal sealed class SqliteTenantSweep(SqliteStore store) : ITenantPart
{
    public int Order => int.MaxValue;

    /// <summary>All but the account's own state, which its grain deletes when everything else is gone.</summary>
    public Task Erase(string userId) => store.Writer.Write(Durability.Full, 1, session =>
        session.Execute("DELETE FROM grain_states WHERE grain NOT GLOB 'account/*' AND (grain GLOB '*/' || ?1 OR grain GLOB '*/' || ?1 || '/*')", userId));
}
