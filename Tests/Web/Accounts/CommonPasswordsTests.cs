using QuantPlatform.Web.Accounts;
using Xunit;

namespace QuantPlatform.Tests.Web.Accounts;

public sealed class CommonPasswordsTests
{
    [Fact]
    public void List_IsLong() => Assert.True(CommonPasswords.Count > 30_000);

    [Theory]
    [InlineData("password1234")]
    [InlineData("Password123!")]
    [InlineData("PASSWORD____")]
    [InlineData("qwertyuiop12")]
    [InlineData("sunshine2024!")]
    [InlineData("letmeinletmein")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abababababab")]
    [InlineData("123456789012")]
    [InlineData("987654321098")]
    [InlineData("abcdefghijkl")]
    [InlineData("1qaz2wsx3edc")]
    public void Check_OfACommonOne_IsRefused(string password) =>
        Assert.Equal("not a common password", PasswordRules.CheckNew(password, "ann@example.org", "password")?.Rule);

    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("tr0mb0ne-valley")]
    [InlineData("passwords are hard to choose")]
    [InlineData("ünïcödé wörds")]
    public void Check_OfAnother_IsAccepted(string password) => Assert.Null(PasswordRules.CheckNew(password, "ann@example.org", "password"));

    [Theory]
    [InlineData("maria.lopez@example.org", "MariaLopez2024")]
    [InlineData("maria.lopez@example.org", "maria.lopez@example.org")]
    [InlineData("maria@example.org", "quantplatform maria")]
    public void Check_OfOneMadeOfTheAddress_IsRefused(string email, string password) =>
        Assert.Equal("not made of your e-mail address", PasswordRules.CheckNew(password, email, "password")?.Rule);

    [Theory]
    [InlineData("short", "12 to 256 characters")]
    [InlineData("éééééé", "12 to 256 characters")]
    public void Check_OfAShortOne_IsRefused(string password, string rule) => Assert.Equal(rule, PasswordRules.CheckNew(password, "ann@example.org", "password")?.Rule);
}
