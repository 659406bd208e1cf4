using System.Net;

namespace QuantPlatform.Silo.Alerts.Deliveries;

/// <summary>Turns host names into addresses.</summary>
internal interface IHostResolver
{
    /// <summary>Every address of the host; asked once for each connection.</summary>
    Task<IReadOnlyList<IPAddress>> Resolve(string host, CancellationToken cancellationToken);
}

/// <summary>The resolver of the operating system.</summary>
internal sealed class SystemResolver : IHostResolver
{
    public async Task<IReadOnlyList<IPAddress>> Resolve(string host, CancellationToken cancellationToken) => await Dns.GetHostAddressesAsync(host, cancellationToken);
}
