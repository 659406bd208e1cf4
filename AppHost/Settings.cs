namespace QuantPlatform.AppHost;

/// <summary>The configuration as the node sees it, for what runs without a node.</summary>
internal static class Settings
{
    /// <summary>Reads <c>appsettings.json</c>, the environment and <paramref name="args"/>; the last wins.</summary>
    public static IConfiguration Read(string[] args) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(Root(args), "appsettings.json"), optional: true)
        .AddEnvironmentVariables()
        .AddCommandLine(args)
        .Build();

    /// <summary>The content root: <c>--contentRoot</c>, otherwise the place found.</summary>
    public static string Root(string[] args) => new ConfigurationBuilder().AddCommandLine(args).Build()["contentRoot"] ?? ContentRoot.Find();
}
