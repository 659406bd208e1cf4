namespace QuantPlatform.MarketSimulator.Sockets;

/// <summary>The messages a client may still send: a bucket that refills steadily.</summary>
internal sealed class MessageAllowance(int burst, double perSecond, TimeProvider time)
{
    private double _left = burst;
    private long _refilledAt = time.GetTimestamp();

    public bool TryTake()
    {
        var now = time.GetTimestamp();
        _left = Math.Min(burst, _left + (time.GetElapsedTime(_refilledAt, now).TotalSeconds * perSecond));
        _refilledAt = now;
        if (_left < 1)
            return false;
        _left--;
        return true;
    }
}
