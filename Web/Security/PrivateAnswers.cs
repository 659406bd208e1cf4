using Microsoft.AspNetCore.Http;

namespace QuantPlatform.Web.Security;

/// <summary>What a signed-in user is told is not kept by any cache, unless an endpoint says otherwise.</summary>
internal sealed class PrivateAnswers(RequestDelegate next)
{
    public Task Invoke(HttpContext context)
    {
        if (context.User.Identity?.IsAuthenticated == true && !IsAsset(context))
        {
            context.Response.OnStarting(static state =>
            {
                ((HttpResponse)state).Headers.CacheControl = "no-store";
                return Task.CompletedTask;
            }, context.Response);
        }

        return next(context);
    }

    private static bool IsAsset(HttpContext context) => Path.HasExtension(context.Request.Path.Value) && !Api.ApiPaths.Contains(context.Request.Path);
}
