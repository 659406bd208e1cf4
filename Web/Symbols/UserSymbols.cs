using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Symbols;

/// <summary>The symbols a user has asked for: tracked ones and the legs of pairs.</summary>
internal static class UserSymbols
{
    public static async Task<IReadOnlySet<SymbolKey>> Of(UserGrains user)
    {
        var tracked = user.Workspace.GetTracked();
        var pairs = user.Workspace.GetPairs();
        return (await tracked).Concat((await pairs).SelectMany(pair => new[] { pair.Settings.Y, pair.Settings.X })).ToHashSet();
    }
}
