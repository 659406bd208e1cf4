using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Orleans.TestingHost;

/// <summary>Composes a node inside the test process.</summary>
public sealed class InProcessTestClusterBuilder
{
    private readonly List<Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder>> _configurations = [];

    /// <summary>A cluster of one node: here there is no other size.</summary>
    public InProcessTestClusterBuilder(short initialSilosCount) => ArgumentOutOfRangeException.ThrowIfNotEqual(initialSilosCount, (short)1);

    /// <summary>Composes the host of the node.</summary>
    public InProcessTestClusterBuilder ConfigureHost(Action<IHostApplicationBuilder> configureDelegate)
        => ConfigureSiloHost((_, builder) => configureDelegate(builder));

    /// <summary>Composes the node.</summary>
    public InProcessTestClusterBuilder ConfigureSilo(Action<InProcessTestSiloSpecificOptions, ISiloBuilder> configureSiloDelegate)
        => ConfigureSiloHost((options, builder) => builder.UseOrleans(silo => configureSiloDelegate(options, silo)));

    /// <summary>Composes the host of the node.</summary>
    public InProcessTestClusterBuilder ConfigureSiloHost(Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder> configureSiloHostDelegate)
    {
        ArgumentNullException.ThrowIfNull(configureSiloHostDelegate);
        _configurations.Add(configureSiloHostDelegate);
        return this;
    }

    /// <summary>A cluster to be deployed.</summary>
    public InProcessTestCluster Build() => new([.. _configurations]);
}

/// <summary>Which node is being composed.</summary>
public sealed class InProcessTestSiloSpecificOptions
{
    internal InProcessTestSiloSpecificOptions(string siloName) => SiloName = siloName;

    /// <summary>The name of the node.</summary>
    public string SiloName { get; }
}
