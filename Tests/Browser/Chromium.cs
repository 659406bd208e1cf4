namespace QuantPlatform.Tests.Browser;

/// <summary>The installed Chromium; the tests bring none along.</summary>
internal static class Chromium
{
    public const string Missing = "Chromium is not installed: the pages were not tested in a browser.";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Its executable; null where there is none.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
