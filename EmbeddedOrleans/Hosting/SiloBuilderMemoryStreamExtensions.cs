using EmbeddedOrleans.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Streams;

namespace Orleans.Hosting;

/// <summary>Streams in memory.</summary>
public static class SiloBuilderMemoryStreamExtensions
{
    /// <summary>Adds a provider of streams that live in the memory of the process and reach implicit subscribers only. What is not delivered when the process ends is lost.</summary>
    public static ISiloBuilder AddMemoryStreams(this ISiloBuilder builder, string name, Action<ISiloMemoryStreamConfigurator>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        builder.Services.AddKeyedSingleton<IStreamProvider>(name, static (services, key) => ActivatorUtilities.CreateInstance<MemoryStreamProvider>(services, (string)key!));
        configure?.Invoke(new Configurator(name, builder.Services));
        return builder;
    }

    private sealed record Configurator(string Name, IServiceCollection Services) : ISiloMemoryStreamConfigurator;
}

/// <summary>Settings of one provider of memory streams.</summary>
public interface ISiloMemoryStreamConfigurator
{
    /// <summary>The name of the provider.</summary>
    string Name { get; }

    internal IServiceCollection Services { get; }
}

/// <summary>Settings of memory streams.</summary>
public static class MemoryStreamConfiguratorExtensions
{
    /// <summary>How many queues the provider has, each of at most 16,384 messages. The default is 8.</summary>
    public static void ConfigurePartitioning(this ISiloMemoryStreamConfigurator configurator, int numOfQueues = 8)
    {
        ArgumentNullException.ThrowIfNull(configurator);
        ArgumentOutOfRangeException.ThrowIfLessThan(numOfQueues, 1);
        configurator.Services.Configure<MemoryStreamOptions>(configurator.Name, options => options.Queues = numOfQueues);
    }
}

/// <summary>Settings of delivery.</summary>
public static class SiloPersistentStreamConfiguratorExtensions
{
    /// <summary>Sets how events are delivered.</summary>
    public static void ConfigurePullingAgent(this ISiloMemoryStreamConfigurator configurator, Action<OptionsBuilder<StreamPullingAgentOptions>>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(configurator);
        configureOptions?.Invoke(configurator.Services.AddOptions<StreamPullingAgentOptions>(configurator.Name));
    }
}

/// <summary>Settings of subscriptions.</summary>
public static class PersistentStreamConfiguratorExtensions
{
    /// <summary>Sets which subscriptions exist; here implicit ones, whether it is called or not.</summary>
    public static void ConfigureStreamPubSub(this ISiloMemoryStreamConfigurator configurator, StreamPubSubType pubsubType)
    {
        ArgumentNullException.ThrowIfNull(configurator);
        ArgumentOutOfRangeException.ThrowIfNotEqual((int)pubsubType, (int)StreamPubSubType.ImplicitOnly);
    }
}
