using QuantPlatform.Silo.Accounts;
using QuantPlatform.Silo.Hosting;
using QuantPlatform.Silo.Storage;
using QuantPlatform.Silo.Storage.Sqlite;

namespace QuantPlatform.AppHost;

/// <summary>What the program does with its arguments. Whatever an administrator can put right is one line on the error stream and exit code 1.</summary>
internal static class CommandLine
{
    private const string Help = """
        QuantPlatform watches pairs of instruments live.

        Usage:
          AppHost [--Key=value ...]               run the node
          AppHost backup FILE [--Key=value ...]   copy the database to FILE; a node may be running
          AppHost restore FILE [--Key=value ...]  replace the database by the copy in FILE; no node may be running
          AppHost reset-admin [--Admin:Email=]    give an administrator a new password; no node may be running
          AppHost --help | --version

        The keys used most (docs/operating.md lists them all; an environment variable is written Key__Sub):
          --urls=http://127.0.0.1:5080    where it listens
          --Storage:Path=data             the data folder; a relative path counts from the content root
          --Feed:Kind=auto                binance, demo, or auto: demo while Binance cannot be reached
          --Feed:Symbols=BTCUSDT,ETHUSDT  symbols that are always on
          --Admin:Email=, --Admin:Password=  the first administrator; made up and printed once when absent
          --Cluster:Redis=host:6379       membership and grain state in Redis (the Orleans build only)
        """;

    /// <summary>Runs to the end; the process's exit code.</summary>
    public static async Task<int> Run(string[] args)
    {
        try
        {
            switch (args)
            {
                case ["--help" or "-h" or "-?" or "help", ..]:
                    Console.Out.WriteLine(Help);
                    return 0;
                case ["--version", ..]:
                    Console.Out.WriteLine(typeof(CommandLine).Assembly.GetName().Version);
                    return 0;
                case ["backup", var file, .. var rest]:
                    SqliteBackup.Backup(Folder(rest), file);
                    Console.Out.WriteLine($"Copied the database to {Path.GetFullPath(file)}");
                    return 0;
                case ["restore", var file, .. var rest]:
                    SqliteBackup.Restore(Folder(rest), file);
                    Console.Out.WriteLine($"Restored the database from {Path.GetFullPath(file)}");
                    return 0;
                case ["reset-admin", .. var rest]:
                    return await ResetAdmin(rest);
                case [var word, ..] when !word.StartsWith('-') && !word.StartsWith('/'):
                    await Console.Error.WriteLineAsync($"'{word}' is not a command, or its file is missing. See --help.");
                    return 1;
                default:
                    await Node.Run(args);
                    return 0;
            }
        }
        catch (Exception e) when (Refusals.Of(e, Settings.Read(args)) is { Count: > 0 } lines)
        {
            foreach (var line in lines)
            {
                await Console.Error.WriteLineAsync(line);
            }

            return 1;
        }
    }

    private static async Task<int> ResetAdmin(string[] args)
    {
        foreach (var line in await AdminReset.Run(Folder(args), Settings.Read(args)["Admin:Email"], TimeProvider.System))
        {
            await Console.Out.WriteLineAsync(line);
        }

        return 0;
    }

    private static string Folder(string[] args) =>
        DataFolder.Locate(Settings.Read(args).ReadValidated<StorageOptions>(StorageOptions.Section).Path, Settings.Root(args));
}
