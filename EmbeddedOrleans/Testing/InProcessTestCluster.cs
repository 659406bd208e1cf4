using System.Collections.ObjectModel;
using EmbeddedOrleans.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>A node inside the test process.</summary>
public sealed class InProcessTestCluster : IDisposable, IAsyncDisposable
{
    private readonly Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder>[] _configurations;
    private readonly List<InProcessSiloHandle> _silos = [];
    private IClusterClient? _client;

    internal InProcessTestCluster(Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder>[] configurations) => _configurations = configurations;

    /// <summary>The nodes that run: one, or none.</summary>
    public ReadOnlyCollection<InProcessSiloHandle> Silos => new([.. _silos]);

    /// <summary>Calls grains from outside.</summary>
    /// <exception cref="InvalidOperationException">The cluster has not been deployed.</exception>
    public IClusterClient Client => _client ?? throw new InvalidOperationException("The cluster has not been deployed.");

    /// <summary>The services of the node.</summary>
    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null)
        => (_silos.Find(handle => silo is null || handle.SiloAddress.Equals(silo)) ?? throw new ArgumentException("No such node runs.", nameof(silo))).ServiceProvider;

    /// <summary>Starts the node.</summary>
    public async Task DeployAsync()
    {
        if (_client is not null) throw new InvalidOperationException("The cluster has been deployed already.");
        var options = new InProcessTestSiloSpecificOptions("Primary");
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = options.SiloName });
        builder.Logging.AddDebug();
        builder.UseOrleans();
        foreach (var configure in _configurations) configure(options, builder);
        var host = builder.Build();
        await host.StartAsync();
        _silos.Add(new InProcessSiloHandle(options.SiloName, host));
        _client = host.Services.GetRequiredService<IClusterClient>();
    }

    /// <summary>Stops a node gracefully.</summary>
    public Task StopSiloAsync(InProcessSiloHandle instance) => Stop(instance, CancellationToken.None);

    /// <summary>Stops a node at once, as a crash would: nothing is deactivated.</summary>
    public Task KillSiloAsync(InProcessSiloHandle instance) => Stop(instance, new CancellationToken(canceled: true));

    /// <summary>Stops every node gracefully.</summary>
    public async Task StopAllSilosAsync()
    {
        foreach (var silo in Silos) await StopSiloAsync(silo);
    }

    /// <summary>Ends the activation of a grain, if there is one, and waits for that.</summary>
    public async Task DeactivateAsync(GrainId grainId)
    {
        var silo = GetSiloServiceProvider().GetRequiredService<Silo>();
        Activation[] activations = [.. silo.Activations.Where(activation => activation.GrainId == grainId)];
        foreach (var activation in activations) activation.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "DeactivateAsync was called."));
        await Task.WhenAll(activations.Select(activation => activation.Deactivated));
    }

    /// <inheritdoc cref="DeactivateAsync(GrainId)"/>
    public Task DeactivateAsync(IAddressable grain) => DeactivateAsync(grain.GetGrainId());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAllSilosAsync();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var silo in Silos) silo.Dispose();
        _silos.Clear();
    }

    private async Task Stop(InProcessSiloHandle instance, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(instance);
        if (!_silos.Remove(instance)) return;
        await instance.Stop(cancellationToken);
        await instance.DisposeAsync();
    }
}

/// <summary>A running node.</summary>
public sealed class InProcessSiloHandle : IDisposable, IAsyncDisposable
{
    internal InProcessSiloHandle(string name, IHost host)
    {
        Name = name;
        SiloHost = host;
        SiloAddress = host.Services.GetRequiredService<Silo>().Address;
    }

    /// <summary>The name of the node.</summary>
    public string Name { get; }

    /// <summary>The host.</summary>
    public IHost SiloHost { get; }

    /// <summary>The services of the node.</summary>
    public IServiceProvider ServiceProvider => SiloHost.Services;

    /// <summary>The address of the node.</summary>
    public SiloAddress SiloAddress { get; }

    /// <summary>Whether it runs.</summary>
    public bool IsActive { get; private set; } = true;

    /// <inheritdoc/>
    public void Dispose() => SiloHost.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (SiloHost is IAsyncDisposable asynchronous) return asynchronous.DisposeAsync();
        SiloHost.Dispose();
        return ValueTask.CompletedTask;
    }

    internal async Task Stop(CancellationToken cancellationToken)
    {
        IsActive = false;
        await SiloHost.StopAsync(cancellationToken);
    }
}
