namespace QuantPlatform.Web.Shell;

/// <summary>A page as the side navigation and the command palette name it.</summary>
/// <param name="Address">Relative to the base address, without a leading slash; empty: the start page.</param>
/// <param name="Icon">Name in <c>Client/icons.txt</c>.</param>
/// <param name="Words">Other words that find it in the command palette.</param>
internal sealed record ShellPage(string Address, string Title, string Icon, string Words = "");

/// <summary>Pages under one caption.</summary>
/// <param name="Caption">Empty: none is shown.</param>
/// <param name="AdminOnly">Only administrators see it.</param>
internal sealed record ShellSection(string Caption, IReadOnlyList<ShellPage> Pages, bool AdminOnly = false);
