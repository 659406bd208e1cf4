namespace EmbeddedOrleans.Runtime;

/// <summary>A linked list of work in order of arrival; its owner locks.</summary>
internal struct WorkQueue
{
    private ActivationWork? _last;

    public ActivationWork? First { get; private set; }

    public int Count { get; private set; }

    public void Add(ActivationWork work)
    {
        work.Previous = _last;
        work.Next = null;
        if (_last is null) First = work;
        else _last.Next = work;
        _last = work;
        Count++;
    }

    public void Remove(ActivationWork work)
    {
        if (work.Previous is null) First = work.Next;
        else work.Previous.Next = work.Next;
        if (work.Next is null) _last = work.Previous;
        else work.Next.Previous = work.Previous;
        work.Next = null;
        work.Previous = null;
        Count--;
    }
}
