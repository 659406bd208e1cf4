using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace QuantPlatform.Web.Security;

/// <summary>Reverse proxies in front of the node (<c>Web:KnownProxies</c>).</summary>
public sealed class ProxyOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Web";

    /// <summary>
    /// Addresses or networks (CIDR), separated by commas, whose <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> count. The default value is none:
    /// such headers are ignored then, whoever sends them.
    /// </summary>
    public string KnownProxies { get; set; } = "";

    /// <summary>The networks of <see cref="KnownProxies"/>; null when one is neither an address nor a network.</summary>
    internal IReadOnlyList<IPNetwork>? Networks()
    {
        var networks = new List<IPNetwork>();
        foreach (var text in KnownProxies.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPNetwork.TryParse(text, out var network))
            {
                networks.Add(network);
            }
            else if (IPAddress.TryParse(text, out var address))
            {
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            }
            else
            {
                return null;
            }
        }

        return networks;
    }
}

/// <summary>Refuses a list that names something else than addresses and networks.</summary>
internal sealed class ProxyOptionsValidation : IValidateOptions<ProxyOptions>
{
    public ValidateOptionsResult Validate(string? name, ProxyOptions options) => options.Networks() is null
        ? ValidateOptionsResult.Fail($"Web:KnownProxies must be addresses or networks such as 10.0.0.5,10.1.0.0/16 (it is '{options.KnownProxies}').")
        : ValidateOptionsResult.Success;
}

/// <summary>Hands the configured proxies to the framework's middleware.</summary>
internal sealed class KnownProxies(IOptions<ProxyOptions> proxies) : IConfigureOptions<ForwardedHeadersOptions>
{
    public void Configure(ForwardedHeadersOptions options)
    {
        var networks = proxies.Value.Networks() ?? [];
        options.ForwardedHeaders = networks.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;

        // Each hop is checked against the list, so that a chain of known proxies is walked and no further.
        options.ForwardLimit = null;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks)
        {
            options.KnownIPNetworks.Add(network);
        }
    }
}
