using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Accounts;

/// <summary>After authentication: a principal whose session does not hold any more becomes nobody, and the request's scope learns who it is for.</summary>
internal sealed class SessionMiddleware(RequestDelegate next, SessionCheck check, AccountSessions sessions)
{
    public async Task Invoke(HttpContext context, SignedInUser signedIn)
    {
        if (context.User.Identity?.IsAuthenticated == true && !await check.IsCurrent(context.User))
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity());
        }

        else
        {
            await sessions.See(context);
        }

        signedIn.Set(context.User);
        await next(context);
    }
}
