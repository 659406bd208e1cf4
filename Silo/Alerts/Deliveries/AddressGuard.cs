using System.Net;
using Microsoft.Extensions.Options;

namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>Decides on resolved addresses: the public internet, and what the node's administrator permits besides.</summary>
internal sealed class AddressGuard(IOptions<DeliveryOptions> options)
{
    private readonly IReadOnlyList<IPNetwork> permitted = options.Value.AllowedNetworks;

    /// <summary>Whether the administrator permits any target that is not public.</summary>
    public bool PermitsPrivate => permitted.Count > 0;

    /// <summary>Why no connection may be made to the address; null when one may.</summary>
    /// <param name="plain">The connection is not encrypted: only permitted targets take that.</param>
    public string? Refuses(IPAddress address, bool plain)
    {
        var reached = SpecialUseAddresses.Reached(address);
        if (permitted.Any(network => network.BaseAddress.AddressFamily == reached.AddressFamily && network.Contains(reached)))
        {
            return null;
        }

        return SpecialUseAddresses.NameOf(address) is { } special ? $"the address is not public ({special})"
            : plain ? "plain http is not allowed to this address"
            : null;
    }
}
