using System.Globalization;
using QuantPlatform.Contracts.Admin;

namespace QuantPlatform.Web.Admin;

/// <summary>Reads the audit trail across its days, newest first.</summary>
public sealed class AuditReader(AdminGrains admin, TimeProvider time)
{
    /// <summary>How far back a query without a beginning goes, and the longest range.</summary>
    public const int MaxDays = 400;

    private const int DefaultDays = 31;
    private const long Day = 24 * 60 * 60 * 1_000L;

    /// <summary>A page of entries.</summary>
    /// <param name="before">The last entry of the page before, as <see cref="AuditPosition"/>.</param>
    public async Task<IReadOnlyList<(string Id, AuditEntry Entry)>> Read(string? user, string? action, long? from, long? to, AuditPosition? before, int limit)
    {
        var end = Math.Min(to ?? long.MaxValue, time.GetUtcNow().ToUnixTimeMilliseconds() + 1);
        var begin = Math.Max(from ?? end - (DefaultDays * Day), end - (MaxDays * Day));
        var found = new List<(string, AuditEntry)>();
        for (var at = end - 1; at >= begin - Day && found.Count < limit; at -= Day)
        {
            var day = AuditDays.KeyOf(Math.Max(at, 0));
            if (before is not null && string.CompareOrdinal(day, before.Day) > 0)
            {
                continue;
            }

            var query = new AuditQuery(user, action, from is null ? null : begin, to, before?.Day == day ? before.Number : null, limit - found.Count);
            found.AddRange((await admin.Audit(day, query)).Select(one => (new AuditPosition(day, one.Number).ToString(), one.Entry)));
        }

        return found;
    }
}

/// <summary>The place of an entry in the trail, also its id: <c>2026-11-21.17</c>.</summary>
public sealed record AuditPosition(string Day, int Number)
{
    public static bool TryParse(string? text, out AuditPosition? position)
    {
        position = text?.Split('.') is [{ Length: 10 } day, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? new AuditPosition(day, at)
            : null;
        return position is not null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Day}.{Number}");
}
