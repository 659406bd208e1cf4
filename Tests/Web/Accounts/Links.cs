using Microsoft.AspNetCore.WebUtilities;

namespace QuantPlatform.Tests.Web.Accounts;

internal static class Links
{
    public static string CodeOf(Uri link) => Of(link, "code");

    public static string Of(Uri link, string name) => QueryHelpers.ParseQuery(link.Query)[name].ToString();
}
