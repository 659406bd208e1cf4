using Microsoft.Extensions.Options;
using QuantPlatform.Web.Security;

namespace QuantPlatform.Web.Streaming;

/// <summary>Counts the open streams of each user on this node.</summary>
internal sealed class StreamAllowance(IOptions<RateLimitOptions> options)
{
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);

    public bool TryOpen(string userId)
    {
        lock (_open)
        {
            var open = _open.GetValueOrDefault(userId);
            if (open >= options.Value.StreamsPerUser)
            {
                return false;
            }

            _open[userId] = open + 1;
            return true;
        }
    }

    public void Close(string userId)
    {
        lock (_open)
        {
            if (--_open[userId] == 0)
            {
                _open.Remove(userId);
            }
        }
    }
}
