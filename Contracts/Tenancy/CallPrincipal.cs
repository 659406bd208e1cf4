using Orleans.Runtime;

namespace QuantPlatform.Contracts.Tenancy;

/// <summary>Who a grain call is made for. It travels in the <see cref="RequestContext"/> as a string, so that every runtime can carry it.</summary>
/// <param name="Kind">System, user or admin.</param>
/// <param name="UserId">The signed-in user; null for the system.</param>
public readonly record struct CallPrincipal(PrincipalKind Kind, string? UserId)
{
    private const string Entry = "quantplatform.principal";
    private const string OriginEntry = "quantplatform.origin";

    /// <summary>The platform itself: hosted services, feeds, and calls between shared grains.</summary>
    public static readonly CallPrincipal System = new(PrincipalKind.System, null);

    /// <summary>The principal of the current call; null when nobody set one.</summary>
    public static CallPrincipal? Current => Parse(RequestContext.Get(Entry) as string);

    /// <summary>The network address that an administrator's call comes from; null when nobody said so.</summary>
    public static string? Origin
    {
        get => RequestContext.Get(OriginEntry) as string;
        set
        {
            if (value is null)
            {
                RequestContext.Remove(OriginEntry);
            }
            else
            {
                RequestContext.Set(OriginEntry, value);
            }
        }
    }

    /// <summary>A signed-in user.</summary>
    public static CallPrincipal User(string userId) => new(PrincipalKind.User, userId);

    /// <summary>A signed-in administrator.</summary>
    public static CallPrincipal Admin(string userId) => new(PrincipalKind.Admin, userId);

    /// <summary>Makes this the principal of the grain calls that the current flow makes from here on.</summary>
    public void Enter() => RequestContext.Set(Entry, ToString());

    /// <summary>Removes the principal from the current flow.</summary>
    public static void Leave() => RequestContext.Remove(Entry);

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        PrincipalKind.System => "system",
        PrincipalKind.Admin => "admin:" + UserId,
        _ => "user:" + UserId,
    };

    private static CallPrincipal? Parse(string? text) => text switch
    {
        null => null,
        "system" => System,
        _ when text.StartsWith("admin:", StringComparison.Ordinal) => Admin(text[6..]),
        _ when text.StartsWith("user:", StringComparison.Ordinal) => User(text[5..]),
        _ => null,
    };
}

/// <summary>The kinds of <see cref="CallPrincipal"/>.</summary>
public enum PrincipalKind
{
    System,
    User,
    Admin,
}
