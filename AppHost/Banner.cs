using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using QuantPlatform.Silo.Storage.Sqlite;

namespace QuantPlatform.AppHost;

/// <summary>What a person needs to see once the node runs.</summary>
internal static class Banner
{
    /// <summary>Prints it, and <paramref name="more"/> below it.</summary>
    public static void Print(WebApplication app, IEnumerable<string> more)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var lines = new List<(string Name, string Value)>
        {
            ("address", string.Join("  ", addresses)),
            ("feed", Feed(app.Configuration["Feed:Kind"] ?? "auto")),
            ("data folder", Path.GetDirectoryName(app.Services.GetRequiredService<SqliteStore>().File)!),
            ("stop with", "Ctrl+C"),
        };
        Console.Out.WriteLine("QuantPlatform is running");
        foreach (var (name, value) in lines)
        {
            Console.Out.WriteLine($"  {name,-12} {value}");
        }

        foreach (var line in more)
        {
            Console.Out.WriteLine("  " + line);
        }
    }

    private static string Feed(string kind) => kind switch
    {
        "binance" => "Binance USD-M futures",
        "demo" => "the built-in demo market (its prices are made up)",
        _ => "Binance USD-M futures; while it cannot be reached, the built-in demo market (its prices are made up)",
    };
}
