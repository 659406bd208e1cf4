using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace QuantPlatform.Benchmarks.Tenants;

/// <summary>The real program as a child process on the demo feed, with a data folder that outlives it.</summary>
internal sealed class LoadedNode : IAsyncDisposable
{
    public const string Password = "correct horse battery";
    private const string Admin = "admin@example.com";

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _announced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LoadedNode(Process process) => _process = process;

    public Uri Address => _announced.Task.Result;

    /// <summary>Starts the program and waits until it answers; also how long that took.</summary>
    public static async Task<(LoadedNode Node, TimeSpan Took)> Start(string program, string folder)
    {
        var watch = Stopwatch.StartNew();
        var node = new LoadedNode(Process.Start(new ProcessStartInfo("dotnet",
        [
            "exec", program, "--urls=http://127.0.0.1:0", $"--Storage:Path={folder}", "--Feed:Kind=demo", $"--Admin:Email={Admin}", $"--Admin:Password={Password}",
            "--Web:RateLimits:SignInsPerAddress=10000000", "--Web:RateLimits:PerAddress=10000000", "--Web:RateLimits:PerUser=10000000",
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!);
        node._process.OutputDataReceived += (_, line) => node.Read(line.Data);
        node._process.ErrorDataReceived += (_, _) => { };
        node._process.BeginOutputReadLine();
        node._process.BeginErrorReadLine();
        await node._announced.Task.WaitAsync(TimeSpan.FromMinutes(5));
        using var client = node.Client();
        while (!(await client.GetAsync("health/ready")).IsSuccessStatusCode)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        return (node, watch.Elapsed);
    }

    public HttpClient Client() => new() { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(5) };

    /// <summary>Signs in with a password.</summary>
    public async Task<HttpClient> SignIn(string email)
    {
        var client = Client();
        var answer = await client.PostAsJsonAsync("api/v1/account/login", new { email, password = Password });
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Managed and process memory, bytes, as the node says.</summary>
    public async Task<(long Managed, long Process)> Memory()
    {
        using var admin = await SignIn(Admin);
        var load = await admin.GetFromJsonAsync<JsonElement>("api/v1/admin/grains");
        return (load.GetProperty("managedBytes").GetInt64(), load.GetProperty("processBytes").GetInt64());
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line?.TrimStart().Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["address", var address, ..] && Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            _announced.TrySetResult(uri);
        }
    }
}
