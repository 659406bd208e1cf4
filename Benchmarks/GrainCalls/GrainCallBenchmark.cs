using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;

namespace QuantPlatform.Benchmarks.GrainCalls;

/// <summary>What a grain call costs beside a plain asynchronous one; numbers are per call.</summary>
[MemoryDiagnoser]
[WarmupCount(3)]
[IterationCount(5)]
public class GrainCallBenchmark
{
    private const int Calls = 100_000;
    private const int Callers = 64;

    private readonly EchoGrain _object = new();
    private readonly Task<int>[] _inFlight = new Task<int>[Callers];
    private IHost _host = null!;
    private IEchoGrain _grain = null!;
    private IEchoGrain[] _grains = null!;

    [Params(false, true)]
    public bool Filters { get; set; }

    [GlobalSetup]
    public async Task Start()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            if (!Filters) return;
            silo.AddIncomingGrainCallFilter<PassingFilter>();
            silo.AddOutgoingGrainCallFilter<PassingFilter>();
        });
        _host = builder.Build();
        await _host.StartAsync();
        var factory = _host.Services.GetRequiredService<IGrainFactory>();
        _grain = factory.GetGrain<IEchoGrain>("one");
        _grains = [.. Enumerable.Range(0, Callers).Select(i => factory.GetGrain<IEchoGrain>($"{i}"))];
    }

    [GlobalCleanup]
    public async Task Stop()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    /// <summary>The same method on the object itself, awaited with a yield.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public async Task<int> PlainAsync()
    {
        var sum = 0;
        for (var i = 0; i < Calls; i++) sum += await _object.EchoLater(i);
        return sum;
    }

    /// <summary>One caller that awaits each call: the latency of a call and its answer.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public async Task<int> OneAfterTheOther()
    {
        var sum = 0;
        for (var i = 0; i < Calls; i++) sum += await _grain.Echo(i);
        return sum;
    }

    /// <summary>One grain that calls another.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public Task<int> GrainToGrain() => _grain.CallOther("other", Calls);

    /// <summary>Many grains called at once.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public async Task ManyInFlight()
    {
        for (var i = 0; i < Calls / Callers; i++)
        {
            for (var j = 0; j < Callers; j++) _inFlight[j] = _grains[j].Echo(j);
            foreach (var call in _inFlight) await call;
        }
    }

    /// <summary>Many calls at once to one grain.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public async Task ManyInFlightToOne()
    {
        for (var i = 0; i < Calls / Callers; i++)
        {
            for (var j = 0; j < Callers; j++) _inFlight[j] = _grain.Echo(j);
            foreach (var call in _inFlight) await call;
        }
    }
}
