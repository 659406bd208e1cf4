using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.Streams;
using Orleans.TestingHost;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo;
using QuantPlatform.Silo.Admin;
using QuantPlatform.Silo.Alerts;
using QuantPlatform.Silo.Alerts.Deliveries;
using QuantPlatform.Silo.Feeds;
using QuantPlatform.Silo.Mail;
using QuantPlatform.Silo.Storage;
using QuantPlatform.Silo.Symbols;
using QuantPlatform.Silo.Tenancy;
using QuantPlatform.Silo.Workspaces;
using QuantPlatform.Tests.Silo.Accounts;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.Silo.Alerts.Rules;

/// <summary>Rules, workspaces and inboxes in a silo, over bars that the test writes; the exchange cannot be reached.</summary>
internal sealed class RuleCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster cluster;
    private readonly MemoryMarketStore market;
    private readonly List<(string Key, BarClosed Hint)> hints = [];

    /// <summary>Without a state the symbol would not read its bars.</summary>
    private static byte[] EmptyBook => new SymbolBook(TimeSpan.FromSeconds(5)).ToState().ToBytes();

    private RuleCluster(InProcessTestCluster cluster, MemoryMarketStore market) => (this.cluster, this.market) = (cluster, market);

    /// <summary>Open time of a minute that ended a little while ago: minute 0 of the tests.</summary>
    public static long FirstMinute { get; } = DateTimeOffset.UtcNow.AddMinutes(-8).ToUnixTimeMilliseconds() / 60_000 * 60_000;

    public static SymbolKey Btc { get; } = new(Venues.Binance, "BTCUSDT");

    public static SymbolKey Eth { get; } = new(Venues.Binance, "ETHUSDT");

    /// <summary>Starts a silo over what an earlier one left.</summary>
    public static async Task<RuleCluster> Start(CutOffStorage storage, MemoryMarketStore market)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            KeyValuePair.Create<string, string?>("Feed:RestUrl", "http://127.0.0.1:1"), KeyValuePair.Create<string, string?>("Feed:WebSocketUrl", "ws://127.0.0.1:1"),
        ]).Build();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddGrainStorage(SiloFeatures.GrainStorage, (_, _) => storage);
            silo.AddMemoryStreams(SiloFeatures.BarStreams, streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly));
            silo.Services.AddSingleton<IMarketStore>(market);
            silo.Services.AddFeeds(configuration);
            silo.Services.AddSymbols();
            silo.Services.AddWorkspaces(configuration);
            silo.Services.AddMail(configuration);
            silo.Services.AddDeliveries(configuration);
            silo.Services.AddAlerts(configuration);
            silo.Services.AddSingleton<AuditQueue>().AddSingleton<NodeLoad>();
            silo.AddIncomingGrainCallFilter<IncomingPrincipalFilter>();
            silo.AddOutgoingGrainCallFilter<OutgoingPrincipalFilter>();
        });
        var built = builder.Build();
        await built.DeployAsync();
        return new RuleCluster(built, market);
    }

    public IWorkspaceGrain Workspace(string user)
    {
        CallPrincipal.User(user).Enter();
        return cluster.Client.GetGrain<IWorkspaceGrain>(user);
    }

    public IAlertInboxGrain Inbox(string user)
    {
        CallPrincipal.User(user).Enter();
        return cluster.Client.GetGrain<IAlertInboxGrain>(user);
    }

    public IContactPointsGrain ContactPoints(string user)
    {
        CallPrincipal.User(user).Enter();
        return cluster.Client.GetGrain<IContactPointsGrain>(user);
    }

    /// <summary>A rule: the price of the target above that, at bars of 1m.</summary>
    public static RuleSettings PriceAbove(RuleTarget target, double value) => new()
    {
        Name = "high",
        Target = target,
        Conditions = [new RuleCondition { Metric = AlertMetric.Price, Operator = AlertOperator.Above, Value = value }],
    };

    public static T Accepted<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Accepted, string.Join(' ', outcome.Refusals.Select(refusal => refusal.Message)));
        return outcome.Value!;
    }

    /// <summary>Wakes a user's rules, as a node does after its start.</summary>
    public Task Wake(string user)
    {
        CallPrincipal.System.Enter();
        return cluster.Client.GetGrain<IWorkspaceGrain>(user).EnsureRunning();
    }

    /// <summary>Writes a bar to the store; nobody is told.</summary>
    public Task Write(SymbolKey symbol, int minute, decimal close, int revision = 0) =>
        market.Append(new MarketWrite(symbol.ToString(), [], [new StoredBar(Interval.OneMinute, BarOf(minute, close, revision))], EmptyBook));

    /// <summary>Writes a bar and hints at it to the rules of these users.</summary>
    public async Task Close(SymbolKey symbol, int minute, decimal close, params (string User, RuleDefinition Rule)[] rules)
    {
        await Write(symbol, minute, close);
        var bar = BarOf(minute, close, 0);
        hints.AddRange(rules.Select(rule => ($"{rule.User}/{rule.Rule.Id}", new BarClosed(symbol, Interval.OneMinute, bar, bar.OpenTime - 60_000) { Clock = bar.OpenTime + 60_000 })));
        await Hint();
    }

    /// <summary>A user's alerts, oldest first, once they are as wanted. Hints are given again until then: a rule takes them once it has caught up, and each once.</summary>
    public async Task<ImmutableArray<AlertRecord>> Alerts(string user, Predicate<ImmutableArray<AlertRecord>> wanted)
    {
        ImmutableArray<AlertRecord> found = [];
        for (var look = 0; look < 200; look++)
        {
            found = (await Inbox(user).After(0, 1_000))!.Value;
            if (wanted(found))
            {
                return found;
            }

            await Task.Delay(50);
            await Hint();
        }

        CallPrincipal.User(user).Enter();
        var states = await Task.WhenAll((await Workspace(user).GetRules()).Select(rule => cluster.Client.GetGrain<IRuleGrain>($"{user}/{rule.Id}").GetStatus()));
        Assert.Fail($"The rules of {user} stand at {string.Join("; ", states.SelectMany(state => state!.Targets))}; the inbox holds {string.Join("; ", found.Select(alert => $"{alert.Transition.State} {alert.Transition.TargetName} {alert.Transition.BarTime}"))}.");
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.StopAllSilosAsync();
        await cluster.DisposeAsync();
    }

    private async Task Hint()
    {
        CallPrincipal.System.Enter();
        foreach (var (key, hint) in hints)
        {
            await cluster.Client.GetGrain<IRuleGrain>(key).OnBars([hint]);
        }
    }

    private static Bar BarOf(int minute, decimal close, int revision) => new(
        FirstMinute + (minute * 60_000L), close, close, close, close, 1, close, 1, 1, minute, minute, BarQuality.Traded, revision, BarSource.Trades);
}
