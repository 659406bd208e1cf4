using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace QuantPlatform.Tests.EndToEnd;

/// <summary>
/// The real program as a child process: <c>dotnet exec AppHost.dll</c> with a free port and a data folder of its own. Wait for <see cref="Ready"/>, talk to <see cref="Address"/>,
/// then <see cref="Terminate"/>, <see cref="Kill9"/> or dispose it. The data folder belongs to the caller, so that another node can be started on it.
/// </summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly TaskCompletionSource<Uri> announced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task drained;

    private NodeProcess(Process process, string dataFolder)
    {
        this.process = process;
        DataFolder = dataFolder;
        drained = Task.WhenAll(Drain(process.StandardOutput), Drain(process.StandardError));
    }

    /// <summary>The program in its own build output, of the same configuration as this assembly.</summary>
    public static string Program { get; } = Path.Combine(
        Repository.Root, "AppHost", Path.GetRelativePath(Path.Combine(Repository.Root, "Tests"), AppContext.BaseDirectory), "AppHost.dll");

    /// <summary>Where the node keeps its data.</summary>
    public string DataFolder { get; }

    /// <summary>Where the node listens; known once it is ready.</summary>
    public Uri Address => announced.Task.IsCompletedSuccessfully ? announced.Task.GetAwaiter().GetResult() : throw new InvalidOperationException("The node is not ready.");

    /// <summary>The process id.</summary>
    public int Id => process.Id;

    /// <summary>Everything printed so far, both streams.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>The last lines printed.</summary>
    public string Tail => string.Join('\n', output.TakeLast(20).Select(line => line.Length > 1_000 ? line[..1_000] : line));

    /// <summary>The exit code once it has ended, else null.</summary>
    public int? ExitCode => process.HasExited ? process.ExitCode : null;

    /// <summary>Starts a node. <paramref name="args"/> come after a free port, the data folder and a quick demo feed, and so win over them.</summary>
    public static NodeProcess Start(string dataFolder, params string[] args) =>
        Launch(dataFolder, ["--urls=http://127.0.0.1:0", $"--Storage:Path={dataFolder}", "--Feed:Kind=demo", .. args]);

    /// <summary>Starts a node and waits until it is ready.</summary>
    public static async Task<NodeProcess> StartReady(string dataFolder, params string[] args)
    {
        var node = Start(dataFolder, args);
        try
        {
            await node.Ready();
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the program with exactly these arguments.</summary>
    public static NodeProcess Launch(string dataFolder, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Program, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var inherited in new[] { "ASPNETCORE_URLS", "URLS", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT" })
        {
            start.Environment.Remove(inherited);
        }

        return new NodeProcess(Process.Start(start)!, dataFolder);
    }

    /// <summary>Waits for the banner and then for <c>/health/ready</c>; fails with the output when the program ends instead.</summary>
    public async Task Ready()
    {
        using var deadline = new CancellationTokenSource(ReadyWithin);
        try
        {
            var first = await Task.WhenAny(announced.Task, process.WaitForExitAsync(deadline.Token)).WaitAsync(deadline.Token);
            if (first != announced.Task)
            {
                await drained.WaitAsync(deadline.Token);
                throw new Xunit.Sdk.XunitException($"The node ended with code {process.ExitCode}:\n{Output}");
            }

            using var client = Client();
            while (true)
            {
                using var answer = await client.GetAsync("health/ready", deadline.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, deadline.Token);
            }
        }
        catch (OperationCanceledException e)
        {
            throw new Xunit.Sdk.XunitException($"The node was not ready within {ReadyWithin}:\n{Output}", e);
        }
    }

    /// <summary>A client of its own (cookies included) with <see cref="Address"/> as base.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>SIGTERM; waits for the end and gives the exit code.</summary>
    public async Task<int> Terminate()
    {
        await Signal("-TERM");
        return await Exited();
    }

    /// <summary>Ctrl+C (SIGINT); waits for the end and gives the exit code.</summary>
    public async Task<int> Interrupt()
    {
        await Signal("-INT");
        return await Exited();
    }

    /// <summary>SIGKILL: the program gets no chance to do anything.</summary>
    public async Task Kill9()
    {
        process.Kill();
        await Exited();
    }

    /// <summary>Waits for the end and for the last line of output; gives the exit code.</summary>
    public async Task<int> Exited()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(deadline.Token);
        await drained.WaitAsync(deadline.Token);
        return process.ExitCode;
    }

    /// <summary>Waits for the end, and fails unless it was by SIGKILL: one that ends otherwise did not get as far as it should.</summary>
    public async Task KilledItself()
    {
        var code = await Exited();
        Assert.True(code == 128 + 9, $"The node ended with code {code}:\n{Tail}");
    }

    /// <summary>Kills it if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        await Exited();
        process.Dispose();
    }

    private async Task Drain(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            output.Enqueue(line);
            if (line.TrimStart().Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["address", var address, ..] && Uri.TryCreate(address, UriKind.Absolute, out var uri))
            {
                announced.TrySetResult(uri);
            }
        }
    }

    private async Task Signal(string name)
    {
        using var kill = Process.Start("kill", [name, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
