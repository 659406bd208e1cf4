namespace QuantPlatform.Web.Shell;

/// <summary>Something the command palette can do.</summary>
/// <param name="Words">Other words that find it.</param>
internal sealed record PaletteItem(string Group, string Text, string Icon, string Detail, string Words, Func<Task> Run)
{
    /// <summary>How well it answers a query: 0 not at all, else the higher the better.</summary>
    public int Rank(IReadOnlyList<string> words)
    {
        var rank = 1;
        foreach (var word in words)
        {
            var found = Text.StartsWith(word, StringComparison.OrdinalIgnoreCase) ? 4
                : Text.Contains(word, StringComparison.OrdinalIgnoreCase) ? 3
                : Detail.Contains(word, StringComparison.OrdinalIgnoreCase) ? 2
                : Words.Contains(word, StringComparison.OrdinalIgnoreCase) ? 1
                : 0;
            if (found == 0)
            {
                return 0;
            }

            rank += found;
        }

        return rank;
    }
}
