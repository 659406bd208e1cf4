using Microsoft.Extensions.DependencyInjection;

namespace QuantPlatform.Silo.Symbols;

internal static class SymbolServices
{
    public static IServiceCollection AddSymbols(this IServiceCollection services) => services.AddSingleton<SymbolMetrics>();
}
