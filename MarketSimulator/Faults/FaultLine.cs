using QuantPlatform.MarketSimulator.Sockets;

namespace QuantPlatform.MarketSimulator.Faults;

/// <summary>The frames of one socket on their way through duplication, reordering and garbage.</summary>
internal sealed class FaultLine(ExchangeFaults faults)
{
    private readonly List<SocketFrame> _window = [];
    private Random? _order;
    private int _orderSeed;
    private long _frames;
    private int _garbage;

    /// <summary>Whether frames wait for a window to fill.</summary>
    public bool IsHolding => _window.Count > 0;

    /// <summary>Adds to <paramref name="output"/> what leaves now that <paramref name="frame"/> came.</summary>
    public void Pass(SocketFrame frame, List<SocketFrame> output)
    {
        if (!frame.IsData)
        {
            output.Add(frame);
            return;
        }

        _frames++;
        Reorder(frame, output);
        if (faults.DuplicateEvery is > 0 and var every && _frames % every == 0)
            Reorder(frame, output);
        if (faults.GarbageEvery is > 0 and var gap && _frames % gap == 0)
            output.Add(GarbageFrames.Next(_garbage++) with { QueuedAt = frame.QueuedAt });
    }

    /// <summary>Gives up waiting: adds the frames of the unfinished window, shuffled.</summary>
    public void Flush(List<SocketFrame> output)
    {
        if (_order is null || _orderSeed != faults.ReorderSeed)
            (_order, _orderSeed) = (new Random(faults.ReorderSeed), faults.ReorderSeed);
        var frames = _window.ToArray();
        _window.Clear();
        _order.Shuffle(frames);
        output.AddRange(frames);
    }

    private void Reorder(SocketFrame frame, List<SocketFrame> output)
    {
        var size = faults.ReorderWindow;
        if (size <= 1 && !IsHolding)
        {
            output.Add(frame);
            return;
        }

        _window.Add(frame);
        if (_window.Count >= size)
            Flush(output);
    }
}
