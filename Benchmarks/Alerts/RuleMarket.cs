using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Streams;
using Orleans.TestingHost;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Contracts.Symbols;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Silo;
using QuantPlatform.Silo.Admin;
using QuantPlatform.Silo.Alerts;
using QuantPlatform.Silo.Alerts.Deliveries;
using QuantPlatform.Silo.Feeds;
using QuantPlatform.Silo.Jobs;
using QuantPlatform.Silo.Mail;
using QuantPlatform.Silo.Statistics;
using QuantPlatform.Silo.Storage;
using QuantPlatform.Silo.Symbols;
using QuantPlatform.Silo.Tenancy;
using QuantPlatform.Silo.Workspaces;
using QuantPlatform.Tests.Silo.Storage;

namespace QuantPlatform.Benchmarks.Alerts;

/// <summary>Users with pairs and rules on one silo, and a market that closes a second of bars at a time.</summary>
internal sealed class RuleMarket : IAsyncDisposable
{
    private const int PairsPerUser = 20;
    private const int RulesPerPair = 10;
    private const int Symbols = 100;
    private const int History = 800;
    private const int AskedAtOnce = 500;

    // Rules evaluate bars that close after they were saved: all bars of this market do, however long saving takes.
    private static readonly long Begin = (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 3_600) * 1_000;

    private readonly InProcessTestCluster cluster;
    private readonly Random random = new(11);
    private readonly double[] prices = [.. Enumerable.Repeat(100.0, Symbols)];
    private long next = Begin + (History * 1_000L);

    private readonly EvaluationCount evaluations = new();

    private RuleMarket(InProcessTestCluster cluster) => this.cluster = cluster;

    public List<(string Key, int Y, int X)> Pairs { get; } = [];

    public List<string> Rules { get; } = [];

    public double SetupSeconds { get; private set; }

    public static async Task<RuleMarket> Start(int users)
    {
        var store = new MemoryMarketStore();
        var builder = new InProcessTestClusterBuilder(1);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("Feed:Kind", "binance")]).Build();
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorage(SiloFeatures.GrainStorage);
            silo.AddMemoryStreams(SiloFeatures.BarStreams, streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly));
            silo.Services.AddSingleton<IMarketStore>(store);
            silo.Services.AddFeeds(configuration).AddSymbols().AddStatistics().AddJobs(configuration).AddMail(configuration);
            silo.Services.AddWorkspaces(configuration).AddDeliveries(configuration).AddAlerts(configuration);
            silo.Services.AddOptions<StorageOptions>();
            silo.Services.AddSingleton<AuditQueue>().AddSingleton<NodeLoad>();
            silo.AddIncomingGrainCallFilter<IncomingPrincipalFilter>();
            silo.AddOutgoingGrainCallFilter<OutgoingPrincipalFilter>();
        });
        var market = new RuleMarket(builder.Build());
        await market.cluster.DeployAsync();
        CallPrincipal.System.Enter();
        await market.Fill(store);
        await Task.WhenAll(Enumerable.Range(0, users).Select(market.AddPairs));
        await Until(market.Pairs.Select(pair => pair.Key), market.IsWarm);
        var from = Stopwatch.GetTimestamp();
        await Task.WhenAll(market.Pairs.Select(pair => TenantKey.Parse(pair.Key)).GroupBy(pair => pair.UserId, pair => pair.Id!, StringComparer.Ordinal).Select(user => market.AddRules(user.Key, user)));
        market.SetupSeconds = Stopwatch.GetElapsedTime(from).TotalSeconds;
        await market.WarmUp();
        return market;
    }

    /// <summary>Closes one bar of every symbol, and returns when as many bars are evaluated as there are rules.</summary>
    public async Task CloseSecond()
    {
        // Who calls lasts as long as the method that says so.
        CallPrincipal.System.Enter();
        var bars = CloseBars();
        var all = evaluations.After(Rules.Count);
        foreach (var pair in Pairs)
        {
            _ = Send(pair, bars);
        }

        await all;
        next += 1_000;
    }

    /// <summary>Every rule says by itself that it has evaluated the newest bar: what was counted was not counted twice.</summary>
    public async Task Check()
    {
        CallPrincipal.System.Enter();
        foreach (var chunk in Rules.Chunk(AskedAtOnce))
        {
            if ((await Task.WhenAll(chunk.Select(key => HasEvaluated(key, next - 1_000)))).Any(evaluated => !evaluated))
            {
                throw new InvalidOperationException("A rule has not evaluated the newest bar.");
            }
        }
    }

    public async Task<long> Alerts()
    {
        CallPrincipal.System.Enter();
        long count = 0;
        foreach (var user in Pairs.Select(pair => TenantKey.Parse(pair.Key).UserId).Distinct())
        {
            count += (await cluster.Client.GetGrain<IAlertInboxGrain>(user).GetSummary()).LastSequence;
        }

        return count;
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        evaluations.Dispose();
    }

    private static SymbolKey Key(int symbol) => new(Venues.Demo, $"S{symbol}USDT");

    private static RuleSettings Rule(string pair, int number)
    {
        var z = new RuleCondition { Metric = AlertMetric.Z, Operator = AlertOperator.Above, Value = 2 + (0.25 * number), Exit = 0.5 };
        var condition = number switch
        {
            < 4 => z,
            4 => z with { Operator = AlertOperator.Below, Value = -3, Exit = -1 },
            5 => z with { Metric = AlertMetric.Correlation, Operator = AlertOperator.Below, Value = -0.5, Exit = 0 },
            6 => z with { Metric = AlertMetric.BetaDrift, Value = 30, Exit = 10 },
            7 => z with { Operator = AlertOperator.CrossesUp, Value = 2.5, Exit = null },
            8 => z with { Metric = AlertMetric.Price, Operator = AlertOperator.MovesUpPct, Value = 1, Bars = 60, Leg = RuleLeg.Y, Exit = null },
            _ => z with { Metric = AlertMetric.VolatilityRatio, Value = 3, Exit = 2 },
        };
        return new RuleSettings { Name = $"rule {number}", Target = RuleTarget.OfPair(pair), Conditions = [condition] };
    }

    private async Task Fill(MemoryMarketStore store)
    {
        for (var symbol = 0; symbol < Symbols; symbol++)
        {
            var bars = Enumerable.Range(0, History).Select(i => new StoredBar(Interval.OneSecond, Next(symbol, Begin + (i * 1_000L)))).ToImmutableArray();
            await store.Append(new MarketWrite(Key(symbol).ToString(), [], bars, null));
        }
    }

    private Bar Next(int symbol, long open)
    {
        prices[symbol] *= Math.Exp(0.0005 * (random.NextDouble() - 0.5));
        var price = Math.Round((decimal)prices[symbol], 6);
        return new Bar(open, price, price, price, price, 1, price, 0.5m, 1, 1, 1, BarQuality.Traded, 0, BarSource.Trades);
    }

    private async Task AddPairs(int number)
    {
        var user = $"user{number}";
        for (var i = 0; i < PairsPerUser; i++)
        {
            var (y, x) = (((number * PairsPerUser) + i) % Symbols, ((number * PairsPerUser) + (7 * i) + 1 + (number % 13)) % Symbols);
            x = x == y ? (x + 1) % Symbols : x;
            var pair = (await cluster.Client.GetGrain<IWorkspaceGrain>(user).AddPair(new PairSettings { Y = Key(y), X = Key(x), Interval = Interval.OneSecond })).Value!;
            lock (Pairs)
            {
                Pairs.Add((new TenantKey(user, pair.Id).ToString(), y, x));
            }
        }
    }

    /// <summary>Once the pairs are warm: a rule on one that is not would wait for trades, and this market sends bars.</summary>
    private async Task AddRules(string user, IEnumerable<string> pairs)
    {
        foreach (var pair in pairs)
        {
            for (var rule = 0; rule < RulesPerPair; rule++)
            {
                var id = (await cluster.Client.GetGrain<IWorkspaceGrain>(user).AddRule(Rule(pair, rule))).Value!.Id;
                lock (Rules)
                {
                    Rules.Add(new TenantKey(user, id).ToString());
                }
            }
        }
    }

    /// <summary>Pairs and rules find each other while the first seconds close: these go on until every rule evaluates the newest one.</summary>
    private async Task WarmUp()
    {
        bool isEveryRuleThere;
        do
        {
            var bars = CloseBars();
            await Task.WhenAll(Pairs.Select(pair => Send(pair, bars)));
            await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);
            isEveryRuleThere = true;
            foreach (var chunk in Rules.Chunk(AskedAtOnce))
            {
                isEveryRuleThere &= (await Task.WhenAll(chunk.Select(key => HasEvaluated(key, next)))).All(evaluated => evaluated);
            }

            next += 1_000;
        }
        while (!isEveryRuleThere);
    }

    private BarClosed[] CloseBars() =>
        [.. Enumerable.Range(0, Symbols).Select(i => new BarClosed(Key(i), Interval.OneSecond, Next(i, next), next - 1_000) { Clock = next + 1_250 })];

    private Task Send((string Key, int Y, int X) pair, BarClosed[] bars) => cluster.Client.GetGrain<IPairGrain>(pair.Key).OnBars([bars[pair.Y], bars[pair.X]]);

    /// <summary>Asks a few at a time, each until it is done: asking is work too.</summary>
    private static async Task Until(IEnumerable<string> keys, Func<string, Task<bool>> isDone)
    {
        foreach (var chunk in keys.Chunk(AskedAtOnce))
        {
            var waiting = chunk;
            while (waiting.Length > 0)
            {
                var done = await Task.WhenAll(waiting.Select(isDone));
                waiting = [.. waiting.Where((_, index) => !done[index])];
            }
        }
    }

    private async Task<bool> IsWarm(string key) => (await cluster.Client.GetGrain<IPairGrain>(key).GetSnapshot())?.Ready == true;

    private async Task<bool> HasEvaluated(string key, long bar)
    {
        try
        {
            return (await cluster.Client.GetGrain<IRuleGrain>(key).GetStatus())!.Targets[0].LastBar >= bar;
        }
        catch (TimeoutException)
        {
            // Behind: asked again.
            return false;
        }
    }
}
