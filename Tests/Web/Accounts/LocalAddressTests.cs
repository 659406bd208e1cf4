using QuantPlatform.Web.Accounts;
using Xunit;

namespace QuantPlatform.Tests.Web.Accounts;

public sealed class LocalAddressTests
{
    [Theory]
    [InlineData("/pairs")]
    [InlineData("/")]
    [InlineData("/pairs/abc?x=1#y")]
    public void Or_PathOfThisSite_IsKept(string address) => Assert.Equal(address, LocalAddress.Or(address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("pairs")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    public void Or_AnythingElse_IsTheStartPage(string? address) => Assert.Equal("/", LocalAddress.Or(address));
}
