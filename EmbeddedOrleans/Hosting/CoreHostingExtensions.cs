using System.Net;

namespace Orleans.Hosting;

/// <summary>How nodes find one another: here not at all.</summary>
public static class CoreHostingExtensions
{
    /// <summary>A node on its own, which is the only kind there is here: nothing is opened and the arguments say nothing.</summary>
    public static ISiloBuilder UseLocalhostClustering(
        this ISiloBuilder builder,
        int siloPort = 11111,
        int gatewayPort = 30000,
        IPEndPoint? primarySiloEndpoint = null,
        string serviceId = "dev",
        string clusterId = "dev")
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder;
    }
}
