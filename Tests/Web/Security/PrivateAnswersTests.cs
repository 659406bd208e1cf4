using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.StaticAssets;
using QuantPlatform.Web.Security;
using Xunit;

namespace QuantPlatform.Tests.Web.Security;

public sealed class PrivateAnswersTests
{
    [Theory]
    [InlineData("/pairs/abc")]
    [InlineData("/pairs/abc.css")]
    [InlineData("/nothing/there.js")]
    [InlineData("/api/v1/me.png")]
    public async Task Page_OfASignedInUser_IsNotStored_WhateverItsPathLooksLike(string path)
    {
        var (context, started) = Context(path, "test");
        await new PrivateAnswers(_ => Task.CompletedTask).Invoke(context);
        await started.Fire();

        Assert.Equal("no-store", context.Response.Headers.CacheControl);
    }

    [Fact]
    public async Task File_OfTheSite_KeepsItsOwnCaching()
    {
        var (context, started) = Context("/lib/app.css", "test");
        context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new StaticAssetDescriptor { Route = "lib/app.css", AssetPath = "lib/app.css" }), "asset"));
        await new PrivateAnswers(_ => Task.CompletedTask).Invoke(context);
        await started.Fire();

        Assert.Empty(context.Response.Headers.CacheControl.ToString());
    }

    [Fact]
    public async Task Page_OfNobody_IsLeftAlone()
    {
        var (context, started) = Context("/", null);
        await new PrivateAnswers(_ => Task.CompletedTask).Invoke(context);
        await started.Fire();

        Assert.Empty(context.Response.Headers.CacheControl.ToString());
    }

    private static (DefaultHttpContext Context, Started Started) Context(string path, string? authentication)
    {
        var context = new DefaultHttpContext { User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "ann")], authentication)) };
        var started = new Started();
        context.Features.Set<IHttpResponseFeature>(started);
        context.Request.Path = path;
        return (context, started);
    }

    /// <summary>An answer whose start the test chooses.</summary>
    private sealed class Started : HttpResponseFeature
    {
        private Func<Task> _onStarting = () => Task.CompletedTask;

        public Task Fire() => _onStarting();

        public override void OnStarting(Func<object, Task> callback, object state) => _onStarting = () => callback(state);
    }
}
