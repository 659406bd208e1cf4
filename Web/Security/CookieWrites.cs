using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using QuantPlatform.Web.Api;

namespace QuantPlatform.Web.Security;

/// <summary>
/// A browser sends its cookie with every request, wanted or not, so a write that is signed in by cookie must also carry the anti-forgery
/// header. A bearer token is only sent on purpose and needs none.
/// </summary>
internal sealed class CookieWrites(IAntiforgery antiforgery) : IEndpointFilter
{
    /// <summary>The header that a write with a cookie needs; the answers of login and of <c>GET /me</c> carry its value under the same name.</summary>
    public const string Header = "X-CSRF-TOKEN";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext;
        var isWrite = !HttpMethods.IsGet(request.Request.Method) && !HttpMethods.IsHead(request.Request.Method);
        // Without the header the check would look for a token in the body, and read all of a foreign page's form for it.
        if (isWrite && IsCookie(request) && (!request.Request.Headers.ContainsKey(Header) || !await antiforgery.IsRequestValidAsync(request)))
        {
            SecurityEvents.Mark(request, "anti-forgery header");
            return Problems.Of(StatusCodes.Status400BadRequest, "antiforgery", $"A write with a cookie needs the header {Header}; GET /api/v1/me answers with its value.");
        }

        return await next(context);
    }

    /// <summary>Whether the request is signed in by cookie.</summary>
    public static bool IsCookie(HttpContext context) => context.User.Identity?.AuthenticationType == IdentityConstants.ApplicationScheme;

    /// <summary>Tells a browser client the value of the header.</summary>
    public static void Tell(HttpContext context) =>
        context.Response.Headers[Header] = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context).RequestToken;
}
