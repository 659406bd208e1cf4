using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;

namespace QuantPlatform.Web.Security;

/// <summary>
/// Over HTTPS, also behind a proxy that says so, the sign-in cookie has the prefix <c>__Host-</c>: a browser then takes it from this host alone, over HTTPS alone.
/// Plain HTTP on the own machine keeps the plain name, because browsers refuse the prefix there.
/// </summary>
internal sealed class HostCookies : ICookieManager
{
    /// <summary>The prefix that browsers give a meaning to (RFC 6265bis, section 4.1.3.2).</summary>
    public const string Prefix = "__Host-";

    private readonly ChunkingCookieManager _cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) => _cookies.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _cookies.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _cookies.DeleteCookie(context, Name(context, key), options);

    /// <summary>The name that a cookie has in a request.</summary>
    public static string Name(HttpContext context, string key) => context.Request.IsHttps ? Prefix + key : key;
}
