namespace Orleans.Runtime;

/// <summary>Anything a grain call can be addressed to: a grain, a reference to one, or an observer.</summary>
public interface IAddressable;
