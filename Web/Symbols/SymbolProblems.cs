using QuantPlatform.Web.Api;

namespace QuantPlatform.Web.Symbols;

/// <summary>Error answers about symbols.</summary>
internal static class SymbolProblems
{
    public static ProblemResult NotFound(string symbol) => Problems.NotFound($"There is no symbol '{symbol}'.");
}
