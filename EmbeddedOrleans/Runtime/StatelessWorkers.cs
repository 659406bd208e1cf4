using Orleans.Runtime;

namespace EmbeddedOrleans.Runtime;

/// <summary>The activations of one stateless worker: a call goes to one that is free, else to a new one, else to the one with the shortest queue.</summary>
internal sealed class StatelessWorkers(Silo silo, GrainClass grainClass, GrainId grainId, int limit) : ICallTarget
{
    private readonly Lock _gate = new();
    private Activation[] _workers = [];

    public IEnumerable<Activation> Activations => _workers;

    public bool TryEnqueue(ActivationWork work)
    {
        while (!Choose().TryEnqueue(work))
        {
            // It has just ended and removes itself.
        }

        return true;
    }

    public void Sweep(long now)
    {
        foreach (var worker in _workers) worker.Sweep(now);
    }

    private Activation Choose()
    {
        lock (_gate)
        {
            Activation? best = null;
            foreach (var worker in _workers)
            {
                var load = worker.Load;
                if (load == 0) return worker;
                if (best is null || load < best.Load) best = worker;
            }

            if (_workers.Length == limit) return best!;
            var added = new Activation(silo, grainClass, grainId, Remove);
            _workers = [.. _workers, added];
            return added;
        }
    }

    private void Remove(Activation activation)
    {
        lock (_gate) _workers = Array.FindAll(_workers, worker => !ReferenceEquals(worker, activation));
    }
}
