using System.Reflection;
using Microsoft.AspNetCore.Components;
using QuantPlatform.Web.Shell;
using Xunit;

namespace QuantPlatform.Tests.Web.Shell;

public sealed class ShellPagesTests
{
    [Fact]
    public void All_EveryAddress_IsAPage()
    {
        var routes = typeof(ShellPages).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template.TrimStart('/')).ToHashSet(StringComparer.Ordinal);

        Assert.All(ShellPages.All.SelectMany(section => section.Pages), page => Assert.Contains(page.Address, routes));
    }

    [Fact]
    public void All_NoAddressTwice() => Assert.Distinct(ShellPages.All.SelectMany(section => section.Pages).Select(page => page.Address));

    [Fact]
    public void Keys_NoneTwice() => Assert.Distinct(ShellPages.Keys.Select(entry => entry.Key));
}
