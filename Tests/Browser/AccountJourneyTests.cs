using System.Text.RegularExpressions;
using Microsoft.Playwright;
using QuantPlatform.Tests.Web.Accounts;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace QuantPlatform.Tests.Browser;

/// <summary>What somebody does about the account, in a real browser on a real node.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AccountJourneyTests(BrowserSite site)
{
    [SkippableFact]
    public async Task SecondFactor_TurnedOn_IsAskedForAtTheNextSignIn()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        var page = visitor.Page;
        await visitor.Register();
        await page.GotoAsync("account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set it up" }).ClickAsync();
        await Expect(page.GetByAltText("QR code for your authenticator app")).ToBeVisibleAsync();
        var key = await page.GetByLabel("Or type this key into the app").InputValueAsync();
        await page.GetByLabel("Code from your authenticator app").FillAsync(TotpCode.Of(key, DateTimeOffset.UtcNow));
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn it on" }).ClickAsync();
        var codes = page.GetByTestId("recovery-codes").GetByRole(AriaRole.Listitem);
        await Expect(codes).ToHaveCountAsync(10);
        var recovery = await codes.First.InnerTextAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "I have kept them" }).ClickAsync();
        await Expect(page.GetByTestId("two-factor-state")).ToHaveTextAsync("on");

        await using var again = await site.Visit();
        await SignIn(again.Page, visitor.Email);
        await again.Page.GetByLabel("Code from your authenticator app").FillAsync(recovery);
        await again.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await again.Page.GetByRole(AriaRole.Heading, new() { Name = "Overview", Exact = true }).WaitForAsync();
        visitor.SawNoErrors();
    }

    [SkippableFact]
    public async Task SignOutEverywhere_EndsTheOpenPagesOfOtherBrowsers()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var here = await site.Visit();
        await here.Register();
        await using var there = await site.Visit();
        await SignIn(there.Page, here.Email);
        await there.Page.GetByRole(AriaRole.Heading, new() { Name = "Overview", Exact = true }).WaitForAsync();
        await here.Page.GotoAsync("account");
        await Expect(here.Page.GetByTestId("sessions").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);

        await here.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();
        await here.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();

        var signIn = new Regex("/account/sign-in", RegexOptions.None, TimeSpan.FromSeconds(1));
        await Expect(here.Page).ToHaveURLAsync(signIn);
        await Expect(there.Page).ToHaveURLAsync(signIn);
    }

    [SkippableFact]
    public async Task Key_MadeAndRevoked_IsShownOnce()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        var page = visitor.Page;
        await visitor.Register();
        await page.GotoAsync("account/keys");
        await page.GetByRole(AriaRole.Heading, new() { Name = "No API keys yet" }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New key" }).First.ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("robot");
        await page.GetByLabel("write").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
        await Expect(page.GetByLabel("Your key")).ToBeFocusedAsync();
        var key = await page.GetByLabel("Your key").InputValueAsync();
        using var client = site.Node.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        Assert.True((await client.GetAsync("api/v1/pairs")).IsSuccessStatusCode);

        await page.GetByRole(AriaRole.Button, new() { Name = "I have copied it" }).ClickAsync();
        await Expect(page.GetByTestId("keys").Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(page.GetByText("1 key", new() { Exact = true })).ToBeVisibleAsync();
        Assert.DoesNotContain(key, await page.ContentAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();

        await page.GetByRole(AriaRole.Heading, new() { Name = "No API keys yet" }).WaitForAsync();
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await client.GetAsync("api/v1/pairs")).StatusCode);
        visitor.SawNoErrors();
    }

    [SkippableFact]
    public async Task Deleted_Account_IsGone()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        await using var visitor = await site.Visit();
        var page = visitor.Page;
        await visitor.Register();
        await page.GotoAsync("account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete the account" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Password").FillAsync("not the password");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete everything" }).ClickAsync();
        await Expect(dialog.GetByText("The password is not right.")).ToBeVisibleAsync();
        await dialog.GetByLabel("Password").FillAsync(BrowserSite.Password);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete everything" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/account/sign-in", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await SignIn(page, visitor.Email);
        await Expect(page.Locator("#sign-in-problem")).ToBeVisibleAsync();
    }

    /// <summary>Types an address and a password and sends them, whatever comes of it.</summary>
    internal static async Task SignIn(IPage page, string email, string password = BrowserSite.Password)
    {
        await page.GotoAsync("account/sign-in");
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }
}
