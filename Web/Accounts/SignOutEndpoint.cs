using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace QuantPlatform.Web.Accounts;

/// <summary>The form of the user menu posts here.</summary>
internal static class SignOutEndpoint
{
    public static void MapSignOut(this IEndpointRouteBuilder routes) => routes.MapPost("/account/sign-out", SignOut).ExcludeFromDescription();

    private static async Task<IResult> SignOut(HttpContext context, AccountAccess access, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.LocalRedirect("~/");
        }

        await access.SignOut(context);
        return Results.LocalRedirect("~/account/sign-in?signedOut=1");
    }
}
