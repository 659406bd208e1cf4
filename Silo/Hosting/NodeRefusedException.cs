namespace QuantPlatform.Silo.Hosting;

/// <summary>The node cannot start or a command cannot run, for a reason that an administrator can act on. The host prints the message alone and ends with code 1.</summary>
/// <param name="key">The configuration key to look at, e.g. <c>Storage:Path</c>.</param>
/// <param name="reason">What is wrong and what would help, one sentence, without the key.</param>
public sealed class NodeRefusedException(string key, string reason, Exception? inner = null) : Exception($"{key}: {reason}", inner)
{
    /// <summary>The configuration key to look at.</summary>
    public string Key { get; } = key;
}
