using Microsoft.AspNetCore.Http;
using QuantPlatform.Web.Api;

namespace QuantPlatform.Web.Security;

/// <summary>Headers of every answer, pages and errors too.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string Localhost = "localhost";

    public Task Invoke(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'self'; base-uri 'self'; object-src 'none'; form-action 'self'; frame-ancestors 'none'; "
            + $"script-src 'self' 'nonce-{CspNonce.Of(context)}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
        if (context.Request.IsHttps && !string.Equals(context.Request.Host.Host, Localhost, StringComparison.OrdinalIgnoreCase))
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        if (ApiPaths.Contains(context.Request.Path) || context.Request.Path.StartsWithSegments("/account", StringComparison.OrdinalIgnoreCase))
        {
            headers.CacheControl = "no-store";
        }

        return next(context);
    }
}
