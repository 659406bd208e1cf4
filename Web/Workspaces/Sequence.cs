using System.Collections.Immutable;

namespace QuantPlatform.Web.Workspaces;

/// <summary>Moves within lists that the user orders.</summary>
internal static class Sequence
{
    /// <summary>The list with one element at another place; the same list when the place does not exist.</summary>
    public static ImmutableArray<T> Move<T>(ImmutableArray<T> all, int from, int to) =>
        from == to || from < 0 || to < 0 || from >= all.Length || to >= all.Length ? all : all.RemoveAt(from).Insert(to, all[from]);
}
