using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;
using Orleans.Hosting;
using Orleans.TestingHost;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.History;
using QuantPlatform.Contracts.Jobs;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Silo.Admin;
using QuantPlatform.Silo;
using QuantPlatform.Silo.Datasets;
using QuantPlatform.Silo.Hosting;
using QuantPlatform.Silo.Jobs;
using QuantPlatform.Silo.Statistics;
using QuantPlatform.Silo.Storage;
using QuantPlatform.Silo.Tenancy;
using QuantPlatform.Silo.Workspaces;
using QuantPlatform.Tests.Silo.Accounts;
using QuantPlatform.Tests.Silo.Feeds;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.Silo.Datasets;

/// <summary>The life of a dataset: its file, its preview, its rows in the store, and its end.</summary>
public sealed class DatasetGrainTests : IAsyncLifetime
{
    private const string Rows = "time,close\n1704164640,5\n1704164700,6\n1704164760,7\n";

    private readonly TestFolder folder = new();
    private readonly ShiftedTime time = new();
    private readonly MemoryMarketStore store = new();
    private InProcessTestCluster cluster = null!;

    public async Task InitializeAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["Storage:Path"] = folder.Path, ["Quota:Datasets"] = "2", ["Datasets:MaxFileBytes"] = "100" }).Build();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddGrainStorage(SiloFeatures.GrainStorage, (_, _) => new CutOffStorage());
            silo.Services.AddValidatedOptions<StorageOptions>(configuration, StorageOptions.Section);
            silo.Services.AddSingleton<TimeProvider>(time);
            silo.Services.AddSingleton<IMarketStore>(store);
            silo.Services.AddStatistics();
            silo.Services.AddWorkspaces(configuration);
            silo.Services.AddJobs(configuration);
            silo.Services.AddDatasets(configuration);
            silo.Services.AddSingleton<AuditQueue>().AddSingleton<NodeLoad>();
            silo.AddIncomingGrainCallFilter<IncomingPrincipalFilter>();
            silo.AddOutgoingGrainCallFilter<OutgoingPrincipalFilter>();
        });
        cluster = builder.Build();
        await cluster.DeployAsync();
    }

    public async Task DisposeAsync()
    {
        await cluster.StopAllSilosAsync();
        await cluster.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Accept_APreview_StoresItsRowsAndRemovesItsFiles()
    {
        var id = await Preview();
        Assert.Empty(await Stored(id));
        Assert.NotEmpty(Files());

        await Accepted(id);

        Assert.Equal([5m, 6m, 7m], (await Stored(id)).Select(bar => bar.Close));
        Assert.Empty(Files());
    }

    [Fact]
    public async Task Import_RunAgainAfterItWasDone_LeavesTheRows()
    {
        var id = await Preview();
        await Accepted(id);
        var job = Assert.Single(await Jobs.List(JobKinds.Import));
        var again = cluster.GetSiloServiceProvider().GetServices<IJobKind>().Single(kind => kind.Name == JobKinds.Import);
        var input = ImportJob.Input(id, DatasetKind.Bars, Interval.OneMinute, 60_000, [Interval.OneMinute], false);

        CallPrincipal.User("ann").Enter();
        var outcome = await again.Run(input, new JobContext("ann", job.Id, cluster.Client, _ => { }, CancellationToken.None));

        Assert.True(outcome.Accepted);
        Assert.Equal(3, (await Stored(id)).Count);
    }

    [Fact]
    public async Task Import_OfADatasetThatIsNotItsOwn_StoresNothing()
    {
        var id = await Preview();
        var import = cluster.GetSiloServiceProvider().GetServices<IJobKind>().Single(kind => kind.Name == JobKinds.Import);

        CallPrincipal.User("ann").Enter();
        var outcome = await import.Run(ImportJob.Input(id, DatasetKind.Bars, Interval.OneMinute, 60_000, [Interval.OneMinute], false), new JobContext("ann", "other", cluster.Client, _ => { }, CancellationToken.None));

        Assert.False(outcome.Accepted);
        Assert.Empty(await Stored(id));
        Assert.Equal(DatasetState.Preview, (await Dataset(id).Get())!.State);
    }

    [Fact]
    public async Task Delete_AStoredDataset_LeavesNothing()
    {
        var id = await Preview();
        await Accepted(id);

        Assert.True(await List.Delete(id));

        Assert.Empty(await Stored(id));
        Assert.Empty(await List.List());
        Assert.Null(await Dataset(id).Get());
        Assert.Empty(await Jobs.List(JobKinds.Import));
        Assert.False(await List.Delete(id));
    }

    [Fact]
    public async Task EnsureRunning_AfterAnHour_DeletesThePreviewAndKeepsWhatIsStored()
    {
        var forgotten = await Preview();
        var kept = await Preview();
        await Accepted(kept);
        time.Shift = TimeSpan.FromMinutes(59);
        await List.EnsureRunning();
        Assert.Equal(2, (await List.List()).Length);

        time.Shift = TimeSpan.FromMinutes(61);
        await List.EnsureRunning();

        Assert.Equal(kept, Assert.Single(await List.List()).Id);
        Assert.Null(await Dataset(forgotten).Get());
        Assert.Empty(Files());
    }

    [Fact]
    public async Task Create_BeyondAQuotaOrTooLarge_IsRefusedByName()
    {
        await Preview();
        await Preview();

        var full = Assert.Single((await List.Create("X", 10)).Refusals);
        Assert.Equal((RefusalCodes.Quota, "datasets"), (full.Code, full.Field));
        Assert.Equal(RefusalCodes.TooLarge, Assert.Single((await List.Create("X", 101)).Refusals).Code);
        Assert.Equal(2, (await List.GetQuotas())["datasets"].Used);
    }

    [Fact]
    public async Task Write_OutOfTurnOrTooMuch_IsRefused()
    {
        var id = (await List.Create("X", 0)).Value!.Id;
        await Dataset(id).Write(0, Encoding.UTF8.GetBytes("time,close\n"));

        Assert.Equal(RefusalCodes.Conflict, Assert.Single((await Dataset(id).Write(0, "x"u8.ToArray())).Refusals).Code);
        Assert.Equal(RefusalCodes.TooLarge, Assert.Single((await Dataset(id).Write(11, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("1,1\n", 25))))).Refusals).Code);
    }

    [Fact]
    public async Task Read_AnotherWay_ReplacesTheReport()
    {
        var id = await Preview();

        var refused = await Dataset(id).Read(new DatasetReading("X", Interval.OneHour, null, null));
        var read = await Dataset(id).Read(new DatasetReading("Y", Interval.OneSecond, "s", ","));

        Assert.Equal("interval", Assert.Single(refused.Refusals).Field);
        Assert.Equal(("Y", Interval.OneSecond, 60_000L), (read.Value!.Symbol, read.Value.Interval, read.Value.Report!.Detected.SpacingMs));
    }

    private IDatasetListGrain List => Grain<IDatasetListGrain>("ann");

    private IJobListGrain Jobs => Grain<IJobListGrain>("ann");

    private IDatasetGrain Dataset(string id) => Grain<IDatasetGrain>($"ann/{id}");

    private T Grain<T>(string key)
        where T : Orleans.IGrainWithStringKey
    {
        CallPrincipal.System.Enter();
        return cluster.Client.GetGrain<T>(key);
    }

    private async Task<string> Preview()
    {
        var id = (await List.Create("X", 0)).Value!.Id;
        Assert.Empty(await List.List() is var all ? all.Where(dataset => dataset.Id == id) : []);
        Assert.True((await Dataset(id).Write(0, Encoding.UTF8.GetBytes(Rows))).Accepted);
        Assert.True((await Dataset(id).Read(new DatasetReading("X", null, null, null))).Accepted);
        return id;
    }

    private async Task Accepted(string id)
    {
        Assert.True((await Dataset(id).Accept()).Accepted);
        await Eventually.Holds(async () => (await Dataset(id).Get())!.State == DatasetState.Ready, "it is stored", seconds: 60);
    }

    private async Task<IReadOnlyList<Bar>> Stored(string id) => await store.ReadBars($"upload/ann/{id}", Interval.OneMinute, new TimeRange(0, null, 100));

    private string[] Files() => Directory.GetFiles(Directory.CreateDirectory(Path.Combine(folder.Path, "uploads")).FullName);

    private sealed class ShiftedTime : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
    }
}
