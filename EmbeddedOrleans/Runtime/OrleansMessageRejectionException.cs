namespace Orleans.Runtime;

/// <summary>A call was not delivered: the node is not running, or the one called is gone.</summary>
public class OrleansMessageRejectionException : OrleansException
{
    internal OrleansMessageRejectionException(string message)
        : base(message)
    {
    }
}
