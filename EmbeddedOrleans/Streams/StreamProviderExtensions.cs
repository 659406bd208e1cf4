using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans;

/// <summary>Stream providers by name, for grains.</summary>
public static class GrainStreamingExtensions
{
    /// <summary>The provider with this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static IStreamProvider GetStreamProvider(this Grain grain, string name) => ((IGrainBase)grain).GetStreamProvider(name);

    /// <inheritdoc cref="GetStreamProvider(Grain, string)"/>
    public static IStreamProvider GetStreamProvider(this IGrainBase grain, string name)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain.GrainContext.ActivationServices.FindStreamProvider(name);
    }

    internal static IStreamProvider FindStreamProvider(this IServiceProvider services, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return services.GetKeyedService<IStreamProvider>(name) ?? throw new KeyNotFoundException($"There is no stream provider named '{name}'.");
    }
}

/// <summary>Stream providers by name, for clients.</summary>
public static class ClientStreamingExtensions
{
    /// <summary>The provider with this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static IStreamProvider GetStreamProvider(this IClusterClient client, string name)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.ServiceProvider.FindStreamProvider(name);
    }
}
