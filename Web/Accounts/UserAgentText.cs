namespace QuantPlatform.Web.Accounts;

/// <summary>Says in words what signed in, as far as its name tells.</summary>
internal static class UserAgentText
{
    private const int MaxUnknown = 60;

    // The order matters: nearly every browser also names the ones it wants to be taken for.
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"), ("python", "Python")];

    private static readonly (string Mark, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    public static string Of(string userAgent)
    {
        var (browser, system) = (Find(Browsers, userAgent), Find(Systems, userAgent));
        return (browser, system) switch
        {
            (not null, not null) => $"{browser} on {system}",
            (not null, null) => browser,
            _ when userAgent.Length == 0 => "A program",
            _ => userAgent.Length > MaxUnknown ? userAgent[..MaxUnknown] + "…" : userAgent,
        };
    }

    private static string? Find((string Mark, string Name)[] table, string text) =>
        table.FirstOrDefault(entry => text.Contains(entry.Mark, StringComparison.OrdinalIgnoreCase)).Name;
}
