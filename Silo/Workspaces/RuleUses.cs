using QuantPlatform.Contracts;

namespace QuantPlatform.Silo.Workspaces;

/// <summary>The alert rules that use a pair or a watchlist: they stand in the way of its deletion, or go with it. There are none until workspaces hold rules.</summary>
internal static class RuleUses
{
    /// <summary>One refusal (<c>conflict</c>, field <c>rules/{id}</c>) for each rule that watches the pair.</summary>
    public static IReadOnlyList<Refusal> OfPair(WorkspaceState state, string pairId) => [];

    /// <summary>One refusal for each rule that watches the watchlist.</summary>
    public static IReadOnlyList<Refusal> OfWatchlist(WorkspaceState state, string watchlistId) => [];

    /// <summary>The state without the rules that watch the pair.</summary>
    public static WorkspaceState WithoutThoseOfPair(WorkspaceState state, string pairId) => state;

    /// <summary>The state without the rules that watch the watchlist.</summary>
    public static WorkspaceState WithoutThoseOfWatchlist(WorkspaceState state, string watchlistId) => state;
}
