namespace QuantPlatform.AppHost;

/// <summary>What the console shows: the platform's own lifecycle, and warnings of everything else.</summary>
internal static class StartupNoise
{
    // The host and the web server log a failed start with its stack before the program prints the reason in one line.
    private static readonly string[] Repeaters = ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Hosting.Diagnostics"];

    /// <summary>True once the node runs: from then on nothing is held back.</summary>
    public static volatile bool Over;

    /// <summary>Adds the console and its rules; <c>Logging:LogLevel</c> can change the levels.</summary>
    public static ILoggingBuilder AddNodeConsole(this ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
            console.UseUtcTimestamp = true;
        });
        logging.Services.PostConfigure<LoggerFilterOptions>(filters =>
        {
            foreach (var category in Repeaters)
            {
                filters.Rules.Add(new LoggerFilterRule(null, category, LogLevel.Warning, (_, _, _) => Over));
            }
        });
        return logging;
    }
}
