using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Symbols;

/// <summary>The symbols a user has asked for: tracked ones, those on watchlists, and the legs of pairs.</summary>
internal static class UserSymbols
{
    public static async Task<IReadOnlySet<SymbolKey>> Of(UserGrains user) => (await user.Workspace.GetSymbols()).ToHashSet();
}
