using QuantPlatform.Contracts.Admin;

namespace QuantPlatform.Silo.Admin;

/// <summary>Which entries of the audit trail a query asks for.</summary>
internal static class AuditFilter
{
    public static bool Matches(AuditQuery query, NumberedAuditEntry one) =>
        !(one.Number >= query.Before)
        && !(one.Entry.Time < query.From)
        && !(one.Entry.Time >= query.To)
        && (query.Action is null || one.Entry.Action == query.Action || one.Entry.Action.StartsWith(query.Action + ".", StringComparison.Ordinal))
        && (query.User is null || IsUser(query.User, one.Entry));

    private static bool IsUser(string user, AuditEntry entry) =>
        new[] { entry.Actor, entry.ActorEmail, entry.Subject, entry.SubjectEmail }.Any(one => string.Equals(one, user, StringComparison.OrdinalIgnoreCase));
}
