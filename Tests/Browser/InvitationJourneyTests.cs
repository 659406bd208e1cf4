using Microsoft.Playwright;
using QuantPlatform.Tests.EndToEnd;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace QuantPlatform.Tests.Browser;

/// <summary>An administrator lets people in, and back in, in a real browser on a real node where only invited people register.</summary>
[Collection(BrowserCollection.Name)]
public sealed class InvitationJourneyTests(BrowserSite site)
{
    private const string NewPassword = "another horse entirely";

    [SkippableFact]
    public async Task Invitation_LetsOnePersonIn_AndIsShownAsUsed()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        using var folder = new TestFolder();
        await using var node = await Start(folder);
        await using var admin = await site.Visit(at: node);
        await WorkspaceJourneyTests.SignIn(admin.Page);
        var page = await OpenInvitations(admin);
        await page.GetByRole(AriaRole.Heading, new() { Name = "No invitations yet" }).WaitForAsync();
        await Check(page, "no invitations");

        var link = await Invite(page, email: "Ann@example.org");

        var row = page.GetByTestId("invites").Locator("tbody tr");
        await Expect(row).ToHaveCountAsync(1);
        await Expect(row).ToContainTextAsync("ann@example.org");
        await Expect(row.Locator(".tag")).ToHaveTextAsync("open");
        await Expect(row).ToContainTextAsync(ApiSession.AdminEmail);
        Assert.DoesNotContain(CodeOf(link), await page.ContentAsync(), StringComparison.Ordinal);
        await Check(page, "an open invitation");

        await using var ann = await site.Visit(at: node);
        await Register(ann.Page, link, "bob@example.org");
        await Expect(ann.Page.GetByText("This invitation was used, has expired, or is for another address.")).ToBeVisibleAsync();
        await Register(ann.Page, link, "ann@example.org");
        await ann.Page.GetByRole(AriaRole.Heading, new() { Name = "Overview", Exact = true }).WaitForAsync();
        await using var elsewhere = await site.Visit(at: node);
        await AccountJourneyTests.SignIn(elsewhere.Page, "ann@example.org");
        await elsewhere.Page.GetByRole(AriaRole.Heading, new() { Name = "Overview", Exact = true }).WaitForAsync();

        await OpenInvitations(admin);
        await Expect(row.Locator(".tag")).ToHaveTextAsync("used");
        await Expect(row.Locator("td[data-label='Used by']")).ToHaveTextAsync("ann@example.org");
        await Expect(row.GetByRole(AriaRole.Button, new() { Name = "Withdraw" })).ToHaveCountAsync(0);
        await Check(page, "a used invitation");
        admin.SawNoErrors();
    }

    [SkippableFact]
    public async Task Withdrawn_Invitation_LetsNobodyIn()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        using var folder = new TestFolder();
        await using var node = await Start(folder);
        await using var admin = await site.Visit(at: node);
        await WorkspaceJourneyTests.SignIn(admin.Page);
        var page = await OpenInvitations(admin);
        var link = await Invite(page, email: null);
        await using var ann = await site.Visit(at: node);
        await ann.Page.GotoAsync(link);
        await Expect(ann.Page.GetByText("You are invited.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw: anybody with the link" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Withdraw", Exact = true }).ClickAsync();

        await page.GetByRole(AriaRole.Heading, new() { Name = "No invitations yet" }).WaitForAsync();
        await Register(ann.Page, link, "ann@example.org");
        await Expect(ann.Page.GetByText("This invitation was used, has expired, or is for another address.")).ToBeVisibleAsync();
        await page.GotoAsync("admin/audit");
        await Expect(page.GetByTestId("audit").Locator("tbody tr").Filter(new() { HasText = "invite.create" })).ToHaveCountAsync(1);
        await Expect(page.GetByTestId("audit").Locator("tbody tr").Filter(new() { HasText = "invite.withdraw" })).ToHaveCountAsync(1);
    }

    [SkippableFact]
    public async Task PasswordLink_LetsTheUserSetANewPassword_Once()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        using var folder = new TestFolder();
        await using var node = await Start(folder);
        await using var admin = await site.Visit(at: node);
        await WorkspaceJourneyTests.SignIn(admin.Page);
        var page = await OpenInvitations(admin);
        await using var ann = await site.Visit(at: node);
        await Register(ann.Page, await Invite(page, email: null), "ann@example.org");
        await ann.Page.GetByRole(AriaRole.Heading, new() { Name = "Overview", Exact = true }).WaitForAsync();

        await page.GotoAsync("admin/users");
        await page.GetByRole(AriaRole.Button, new() { Name = "Manage ann@example.org" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a password link" }).ClickAsync();
        await Expect(page.GetByLabel("Link for a new password")).ToBeFocusedAsync();
        var link = await page.GetByLabel("Link for a new password").InputValueAsync();
        await Check(page, "a password link");

        await using var elsewhere = await site.Visit(at: node);
        await SetPassword(elsewhere.Page, link);
        await Expect(elsewhere.Page.GetByText("The new password is set.")).ToBeVisibleAsync();
        await SetPassword(elsewhere.Page, link);
        await Expect(elsewhere.Page.GetByText("This link was used or has expired.")).ToBeVisibleAsync();
        await AccountJourneyTests.SignIn(elsewhere.Page, "ann@example.org");
        await Expect(elsewhere.Page.Locator("#sign-in-problem")).ToBeVisibleAsync();
        await AccountJourneyTests.SignIn(elsewhere.Page, "ann@example.org", NewPassword);
        await elsewhere.Page.GetByRole(AriaRole.Heading, new() { Name = "Overview", Exact = true }).WaitForAsync();
        await page.GotoAsync("admin/audit");
        await Expect(page.GetByTestId("audit").Locator("tbody tr").Filter(new() { HasText = "user.resetPassword" })).ToContainTextAsync("ann@example.org");
    }

    [SkippableFact]
    public async Task Registration_OpenToAnybody_IsSaidBesideTheInvitations()
    {
        Skip.If(Chromium.Path is null, Chromium.Missing);
        using var folder = new TestFolder();
        await using var node = await NodeProcess.StartReady(folder.Path, [.. ApiSession.AdminArguments, "--Accounts:Registration=open"]);
        await using var admin = await site.Visit(at: node);
        await WorkspaceJourneyTests.SignIn(admin.Page);
        var page = await OpenInvitations(admin);
        await Expect(page.GetByText("Anybody may register on this server, so nobody needs an invitation.")).ToBeVisibleAsync();
        var link = await Invite(page, email: null);

        await using var ann = await site.Visit(at: node);
        await Register(ann.Page, link, "ann@example.org");
        await ann.Page.GetByRole(AriaRole.Heading, new() { Name = "Overview", Exact = true }).WaitForAsync();

        // As the remark says: not used up.
        await OpenInvitations(admin);
        await Expect(page.GetByTestId("invites").Locator("tbody tr .tag")).ToHaveTextAsync("open");
    }

    private static Task<NodeProcess> Start(TestFolder folder) => NodeProcess.StartReady(folder.Path, [.. ApiSession.AdminArguments, "--Accounts:Registration=invite"]);

    private static string CodeOf(string link) => link[(link.LastIndexOf('=') + 1)..];

    private static async Task<IPage> OpenInvitations(Visitor admin)
    {
        await admin.Page.GotoAsync("admin/users");
        await admin.Page.GetByTestId("users").Locator("tbody tr").First.WaitForAsync();
        await admin.Page.GetByRole(AriaRole.Tab, new() { Name = "Invitations" }).ClickAsync();
        await admin.Page.GetByTestId("invites").WaitForAsync();
        return admin.Page;
    }

    /// <summary>Makes an invitation for 30 days and gives its link.</summary>
    private static async Task<string> Invite(IPage page, string? email)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite", Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        if (email is not null)
        {
            await dialog.GetByLabel("E-mail address").FillAsync("nobody");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
            await Expect(dialog.GetByText("This is not an e-mail address.")).ToBeVisibleAsync();
            await dialog.GetByLabel("E-mail address").FillAsync(email);
        }

        await dialog.GetByLabel("Good for").SelectOptionAsync("30 days");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        await Expect(dialog.GetByLabel("Link for the registration")).ToBeFocusedAsync();
        var link = await dialog.GetByLabel("Link for the registration").InputValueAsync();
        var expires = await dialog.GetByRole(AriaRole.Time).GetAttributeAsync("datetime");
        Assert.Equal(30, (DateTimeOffset.Parse(expires!, System.Globalization.CultureInfo.InvariantCulture) - DateTimeOffset.UtcNow).TotalDays, tolerance: 0.1);
        await PageRules.BreaksNone(page, "the link of an invitation");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "I have copied it" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        return link;
    }

    private static async Task Register(IPage page, string link, string email)
    {
        await page.GotoAsync(link);
        await page.GetByLabel("E-mail address").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(BrowserSite.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create an account" }).ClickAsync();
    }

    private static async Task SetPassword(IPage page, string link)
    {
        await page.GotoAsync(link);
        await page.GetByLabel("New password").FillAsync(NewPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set the password" }).ClickAsync();
    }

    /// <summary>What holds for every page holds here, on a phone too.</summary>
    private static async Task Check(IPage page, string name)
    {
        await PageRules.BreaksNone(page, name);
        await page.SetViewportSizeAsync(390, 844);
        await PageRules.Fits(page, name);
        await page.SetViewportSizeAsync(1440, 900);
    }
}
