using Microsoft.Extensions.Options;
using QuantPlatform.Web.Security;

namespace QuantPlatform.Web.Streaming;

/// <summary>Counts the open streams of each user on this node.</summary>
internal sealed class StreamAllowance(IOptions<RateLimitOptions> options)
{
    private readonly Allowance _open = new();

    public bool TryOpen(string userId) => _open.TryOpen(userId, options.Value.StreamsPerUser);

    public void Close(string userId) => _open.Close(userId);
}
