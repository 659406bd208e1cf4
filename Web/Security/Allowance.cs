namespace QuantPlatform.Web.Security;

/// <summary>Counts what somebody has open at the same time on this node.</summary>
internal sealed class Allowance
{
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);

    /// <summary>Counts one more; false when there are <paramref name="limit"/> already.</summary>
    public bool TryOpen(string who, int limit)
    {
        lock (_open)
        {
            var open = _open.GetValueOrDefault(who);
            if (open >= limit)
            {
                return false;
            }

            _open[who] = open + 1;
            return true;
        }
    }

    /// <summary>Counts one less.</summary>
    public void Close(string who)
    {
        lock (_open)
        {
            if (--_open[who] == 0)
            {
                _open.Remove(who);
            }
        }
    }
}
