using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticAssets;

namespace QuantPlatform.Web.Security;

/// <summary>What a signed-in user is told is not kept by any cache. Only what is a file of the site may be: whether it is one says the route, never the look of the path.</summary>
internal sealed class PrivateAnswers(RequestDelegate next)
{
    public Task Invoke(HttpContext context)
    {
        if (context.User.Identity?.IsAuthenticated == true)
        {
            context.Response.OnStarting(static state =>
            {
                var context = (HttpContext)state;
                if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
                {
                    context.Response.Headers.CacheControl = "no-store";
                }

                return Task.CompletedTask;
            }, context);
        }

        return next(context);
    }
}
