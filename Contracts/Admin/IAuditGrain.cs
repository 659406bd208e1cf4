using System.Collections.Immutable;
using Orleans;
using QuantPlatform.Contracts.Tenancy;

namespace QuantPlatform.Contracts.Admin;

/// <summary>The audit trail of one UTC day. Key: <see cref="AuditDays.KeyOf"/>. Entries are only ever added.</summary>
[SystemOnly, Alias("IAuditGrain")]
public interface IAuditGrain : IGrainWithStringKey
{
    /// <summary>Adds entries; returns when they are stored.</summary>
    [Alias("Add")]
    Task Add(ImmutableArray<AuditEntry> entries);

    /// <summary>The newest matching entries of the day, newest first.</summary>
    [Alias("Read")]
    Task<ImmutableArray<NumberedAuditEntry>> Read(AuditQuery query);
}

/// <summary>A part of a day's trail. Key: <c>{day}/{number}</c>.</summary>
[SystemOnly, Alias("IAuditPageGrain")]
public interface IAuditPageGrain : IGrainWithStringKey
{
    /// <summary>Adds entries and answers how many the page has.</summary>
    [Alias("Add")]
    Task<int> Add(ImmutableArray<AuditEntry> entries);

    /// <summary>Every entry, oldest first.</summary>
    [Alias("Get")]
    Task<ImmutableArray<AuditEntry>> Get();
}

/// <summary>An entry with its place in its day.</summary>
/// <param name="Number">Rises with each entry of the day.</param>
[GenerateSerializer, Immutable, Alias("NumberedAuditEntry")]
public sealed record NumberedAuditEntry([property: Id(0)] int Number, [property: Id(1)] AuditEntry Entry);

/// <summary>Which entries are asked for; null members do not filter.</summary>
/// <param name="User">User id or e-mail address, of who did it or of whom it was done to.</param>
/// <param name="Action">The action, or its beginning up to a dot, e.g. <c>user</c>.</param>
/// <param name="From">Inclusive, Unix ms.</param>
/// <param name="To">Exclusive, Unix ms.</param>
/// <param name="Before">Only entries with a lower number.</param>
[GenerateSerializer, Immutable, Alias("AuditQuery")]
public sealed record AuditQuery(
    [property: Id(0)] string? User,
    [property: Id(1)] string? Action,
    [property: Id(2)] long? From,
    [property: Id(3)] long? To,
    [property: Id(4)] int? Before,
    [property: Id(5)] int Limit);

/// <summary>Days as keys of <see cref="IAuditGrain"/>.</summary>
public static class AuditDays
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>The key of the UTC day of a time in Unix ms.</summary>
    public static string KeyOf(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString(Form, System.Globalization.CultureInfo.InvariantCulture);
}
