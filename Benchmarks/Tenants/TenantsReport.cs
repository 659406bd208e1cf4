using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace QuantPlatform.Benchmarks.Tenants;

/// <summary>
/// Many signed-up users with live pairs on one node: <c>dotnet run -c Release --project Benchmarks -- tenants [users] [pairs] [report]</c>.
/// Build AppHost in Release first; the program runs as a process of its own.
/// </summary>
internal static class TenantsReport
{
    private const int AtOnce = 8;
    private const int Sampled = 100;

    private static readonly string[] Legs = ["BTCUSDT", "ETHUSDT", "SOLUSDT", "BNBUSDT", "XRPUSDT"];

    public static async Task Write(string[] options)
    {
        var users = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 500;
        var pairs = options.Length > 1 ? int.Parse(options[1], CultureInfo.InvariantCulture) : 5;
        var report = options.Length > 2 ? options[2] : Path.Combine("Benchmarks", "reports", "tenants.md");
        var folder = Directory.CreateTempSubdirectory("tenants").FullName;
        var program = Path.Combine(AppContext.BaseDirectory.Replace("Benchmarks", "AppHost", StringComparison.Ordinal), "AppHost.dll");
        try
        {
            var text = await Measure(program, folder, users, pairs);
            await File.WriteAllTextAsync(report, text);
            Console.WriteLine(text);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> Measure(string program, string folder, int users, int pairs)
    {
        var (empty, emptyStart) = await LoadedNode.Start(program, folder);
        (long Managed, long Process) before, signedUp, live;
        TimeSpan registering, creating, warm;
        List<double> signIns;
        ConcurrentBag<(string Email, string Pair)> made = [];
        await using (empty)
        {
            await Settle();
            before = await empty.Memory();
            registering = await Timed(() => ForEach(users, async user =>
            {
                using var client = empty.Client();
                (await client.PostAsJsonAsync("api/v1/account/register", new { email = Email(user), password = LoadedNode.Password })).EnsureSuccessStatusCode();
            }));
            await Settle();
            signedUp = await empty.Memory();
            signIns = await SignInTimes(empty, users);
            creating = await Timed(() => ForEach(users, async user =>
            {
                using var client = await empty.SignIn(Email(user));
                for (var pair = 0; pair < pairs; pair++)
                {
                    var (y, x) = (Legs[(user + pair) % Legs.Length], Legs[(user + pair + 1 + (user % (Legs.Length - 1))) % Legs.Length]);
                    var answer = await client.PostAsJsonAsync("api/v1/pairs", new { y, x = x == y ? Legs[(Array.IndexOf(Legs, y) + 1) % Legs.Length] : x, interval = "1s", window = 60 + (60 * pair), zWindow = 60 });
                    answer.EnsureSuccessStatusCode();
                    made.Add((Email(user), (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!));
                }
            }));
            warm = await AllReady(empty, made);
            await Settle();
            live = await empty.Memory();
        }

        var (again, restart) = await LoadedNode.Start(program, folder);
        TimeSpan back;
        (long Managed, long Process) restarted;
        await using (again)
        {
            back = await AllReady(again, made);
            await Settle();
            restarted = await again.Memory();
        }

        return Text(users, pairs, emptyStart, registering, signIns, creating, warm, restart, back, before, signedUp, live, restarted);
    }

    /// <summary>Sign-ins one after the other: what one user waits for, not what many wait for each other.</summary>
    private static async Task<List<double>> SignInTimes(LoadedNode node, int users)
    {
        var times = new List<double>();
        for (var user = 0; user < Math.Min(users, Sampled); user++)
        {
            var watch = Stopwatch.StartNew();
            using var client = await node.SignIn(Email(user));
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        return times;
    }

    /// <summary>How long until a sample of the pairs is ready at a point of after the question.</summary>
    private static async Task<TimeSpan> AllReady(LoadedNode node, IReadOnlyCollection<(string Email, string Pair)> made)
    {
        var watch = Stopwatch.StartNew();
        var from = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var sample = made.OrderBy(one => one.Pair, StringComparer.Ordinal).Take(Sampled).ToList();
        await ForEach(sample.Count, async index =>
        {
            using var client = await node.SignIn(sample[index].Email);
            while (true)
            {
                var snapshot = await client.GetFromJsonAsync<JsonElement>($"api/v1/pairs/{sample[index].Pair}/snapshot");
                if (snapshot.GetProperty("ready").GetBoolean() && snapshot.GetProperty("time").GetInt64() >= from - 2_000)
                {
                    return;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
            }
        });
        return watch.Elapsed;
    }

    private static Task ForEach(int count, Func<int, Task> work) =>
        Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (index, _) => await work(index));

    private static async Task<TimeSpan> Timed(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed;
    }

    private static Task Settle() => Task.Delay(TimeSpan.FromSeconds(15), TimeProvider.System);

    private static string Email(int user) => string.Create(CultureInfo.InvariantCulture, $"user{user}@example.org");

    private static string Text(
        int users, int pairs, TimeSpan emptyStart, TimeSpan registering, List<double> signIns, TimeSpan creating, TimeSpan warm, TimeSpan restart, TimeSpan back,
        (long Managed, long Process) before, (long Managed, long Process) signedUp, (long Managed, long Process) live, (long Managed, long Process) restarted)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
        double Kb(long bytes, int of) => bytes / 1024.0 / of;
        double Mb(long bytes) => bytes / 1048576.0;
        Line($"# Many users on one node");
        Line($"");
        Line($"{users} signed-up users with {pairs} live pairs of one-second bars each, on the demo feed; {Environment.ProcessorCount} processors, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}.");
        Line($"Written by `dotnet run -c Release --project Benchmarks -- tenants {users} {pairs}`. Times depend on the machine and on what else it does; memory is the node's own word (`GET /api/v1/admin/grains`), 15 s after each step.");
        Line($"");
        Line($"| step | time |");
        Line($"|---|---|");
        Line($"| start of an empty node until ready | {emptyStart.TotalSeconds:0.0} s |");
        Line($"| register {users} users, {AtOnce} at once (each hashes a password) | {registering.TotalSeconds:0.0} s, {registering.TotalMilliseconds / users:0} ms a user |");
        Line($"| sign in, one after the other: median / 95 % | {signIns[signIns.Count / 2]:0} / {signIns[signIns.Count * 95 / 100]:0} ms |");
        Line($"| sign in and make {pairs} pairs, each user, {AtOnce} at once | {creating.TotalSeconds:0.0} s |");
        Line($"| then until a sample of {Math.Min(Sampled, users * pairs)} pairs is ready and current | {warm.TotalSeconds:0.0} s |");
        Line($"| restart with all of it until the node is ready | {restart.TotalSeconds:0.0} s |");
        Line($"| then until the sample is ready and current again, nobody signed in before | {back.TotalSeconds:0.0} s |");
        Line($"");
        Line($"| memory | managed | process |");
        Line($"|---|---|---|");
        Line($"| empty node | {Mb(before.Managed):0} MB | {Mb(before.Process):0} MB |");
        Line($"| {users} users, nothing of theirs yet | {Mb(signedUp.Managed):0} MB | {Mb(signedUp.Process):0} MB |");
        Line($"| {users} users, {users * pairs} live pairs | {Mb(live.Managed):0} MB | {Mb(live.Process):0} MB |");
        Line($"| the same after a restart | {Mb(restarted.Managed):0} MB | {Mb(restarted.Process):0} MB |");
        Line($"| a user without pairs | {Kb(signedUp.Managed - before.Managed, users):0} kB | {Kb(signedUp.Process - before.Process, users):0} kB |");
        Line($"| a live pair (with its share of its user's workspace) | {Kb(live.Managed - signedUp.Managed, users * pairs):0} kB | {Kb(live.Process - signedUp.Process, users * pairs):0} kB |");
        return text.ToString();
    }
}
