using Orleans.Hosting;

namespace QuantPlatform.Silo;

/// <summary>Everything a node's silo needs besides the grain runtime itself.</summary>
public static class SiloFeatures
{
    /// <summary>The name of the grain storage that every grain state uses.</summary>
    public const string GrainStorage = "grains";

    /// <summary>The name of the memory stream provider for closed bars.</summary>
    public const string BarStreams = "bars";

    /// <summary>Registers the platform's services, options, filters and hosted services, one feature at a time.</summary>
    public static ISiloBuilder AddQuantPlatform(this ISiloBuilder silo)
    {
        return silo;
    }
}
