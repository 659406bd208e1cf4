using System.IO.Compression;

namespace QuantPlatform.Web.Accounts;

/// <summary>
/// Passwords that are guessed first. The bundled list holds some 32,000 words in lower case and without what is often added at the end; a
/// password is refused when such an addition, or a repetition, is all that distinguishes it from one of them.
/// </summary>
internal static class CommonPasswords
{
    private const string Resource = "CommonPasswords.txt.gz";
    private const int ShortestWord = 4;

    /// <summary>What has to be left of a password when the words that are known about its owner are taken out.</summary>
    private const int LeastOfItsOwn = 6;

    private static readonly Lazy<HashSet<string>> Words = new(Read);

    /// <summary>The number of words in the list.</summary>
    public static int Count => Words.Value.Count;

    /// <summary>True for a password of the list, with or without additions at its end, or one that repeats or counts.</summary>
    public static bool Contains(string password)
    {
        var text = password.ToLowerInvariant();
        var word = text.TrimEnd([.. "0123456789!?.,;:#*+-_=@$%&/()<> '\""]);
        return Words.Value.Contains(text) || (word.Length >= ShortestWord && Words.Value.Contains(word)) || Words.Value.Contains(Period(word)) || Period(text).Length < ShortestWord || Counts(text);
    }

    /// <summary>True when little is left of a password without its owner's name, address and the name of this product.</summary>
    public static bool IsAboutTheOwner(string password, string email)
    {
        var text = password.ToLowerInvariant();
        foreach (var word in email.ToLowerInvariant().Split('@', '.', '+', '-', '_').Append("quantplatform").Where(word => word.Length >= ShortestWord - 1).OrderByDescending(word => word.Length))
        {
            text = text.Replace(word, "", StringComparison.Ordinal);
        }

        return text.Length < password.Length && text.Count(char.IsLetterOrDigit) < LeastOfItsOwn;
    }

    /// <summary>The shortest text that, repeated, gives this one; at its end it may be cut.</summary>
    private static string Period(string text)
    {
        for (var length = 1; length < text.Length; length++)
        {
            if (Enumerable.Range(length, text.Length - length).All(i => text[i] == text[i - length]))
            {
                return text[..length];
            }
        }

        return text;
    }

    /// <summary>True for characters that follow each other, up or down: <c>123456789012</c>, <c>abcdefghijkl</c>.</summary>
    private static bool Counts(string text) => new[] { 1, -1 }.Any(step => Enumerable.Range(1, text.Length - 1).All(i =>
        text[i] - text[i - 1] == step || (char.IsDigit(text[i]) && char.IsDigit(text[i - 1]) && (text[i - 1] - text[i] + step) % 10 == 0)));

    private static HashSet<string> Read()
    {
        using var packed = typeof(CommonPasswords).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"{Resource} is not in the assembly.");
        using var reader = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
    }
}
