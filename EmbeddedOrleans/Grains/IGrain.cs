using Orleans.Runtime;

namespace Orleans;

/// <summary>Base of every grain interface.</summary>
public interface IGrain : IAddressable;

/// <summary>A grain addressed by a string; keys compare ordinally.</summary>
public interface IGrainWithStringKey : IGrain;

/// <summary>A grain addressed by a 64-bit integer.</summary>
public interface IGrainWithIntegerKey : IGrain;

/// <summary>Base of the interfaces through which grains call back objects that are not grains; see <see cref="IGrainFactory.CreateObjectReference{TGrainObserverInterface}"/>.</summary>
public interface IGrainObserver : IAddressable;
