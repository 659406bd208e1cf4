using Orleans.Hosting;
using Orleans.Streams;
using QuantPlatform.Silo;
using QuantPlatform.Silo.Hosting;
#if !EMBEDDED_ORLEANS
using System.Net;
using Orleans.Configuration;
using StackExchange.Redis;
#endif

namespace QuantPlatform.AppHost;

/// <summary>The silo of a node. This is the one file that differs between the two grain runtimes.</summary>
internal static class SiloComposition
{
    private const string RedisKey = "Cluster:Redis";

#if EMBEDDED_ORLEANS
    /// <summary>Adds the silo: one node, in process.</summary>
    /// <exception cref="NodeRefusedException">The configuration asks for a cluster.</exception>
    public static WebApplicationBuilder AddSilo(this WebApplicationBuilder builder)
    {
        if (!string.IsNullOrEmpty(builder.Configuration[RedisKey]))
        {
            throw new NodeRefusedException(RedisKey, "this build runs as one node. Build with -p:GrainRuntime=Orleans for a cluster, or leave the key out.");
        }

        builder.UseOrleans(silo => silo
            .AddMemoryStreams(SiloFeatures.BarStreams, streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly))
            .AddQuantPlatform());
        return builder;
    }
#else
    /// <summary>Adds the silo: alone on this machine, or with others through Redis when <c>Cluster:Redis</c> is set.</summary>
    public static WebApplicationBuilder AddSilo(this WebApplicationBuilder builder)
    {
        builder.UseOrleans(silo =>
        {
            var siloPort = builder.Configuration.GetValue("Cluster:SiloPort", 11_111);
            var gatewayPort = builder.Configuration.GetValue("Cluster:GatewayPort", 30_000);
            if (builder.Configuration[RedisKey] is { Length: > 0 } redis)
            {
                silo.Configure<ClusterOptions>(cluster => (cluster.ServiceId, cluster.ClusterId) = ("quantplatform", "quantplatform"));
                silo.UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse(redis));
                silo.AddRedisGrainStorage(SiloFeatures.GrainStorage, options => options.ConfigurationOptions = ConfigurationOptions.Parse(redis));
                if (builder.Configuration["Cluster:Address"] is { Length: > 0 } address)
                {
                    silo.ConfigureEndpoints(IPAddress.Parse(address), siloPort, gatewayPort, listenOnAnyHostAddress: false);
                }
                else
                {
                    silo.ConfigureEndpoints(siloPort, gatewayPort);
                }
            }
            else
            {
                silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: "quantplatform", clusterId: "quantplatform");
            }

            silo.Configure<ClusterMembershipOptions>(membership =>
            {
                membership.ProbeTimeout = TimeSpan.FromSeconds(1);
                membership.NumMissedProbesLimit = 2;
            });
            silo.AddMemoryStreams(SiloFeatures.BarStreams, streams => streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly));
            silo.AddQuantPlatform();
        });
        return builder;
    }
#endif
}
