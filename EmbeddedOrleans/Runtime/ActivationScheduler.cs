namespace EmbeddedOrleans.Runtime;

/// <summary>Runs the tasks of one activation one after the other, so that code after an await is again in its turn.</summary>
internal sealed class ActivationScheduler(Activation activation) : TaskScheduler
{
    public override int MaximumConcurrencyLevel => 1;

    public void Run(Task task) => TryExecuteTask(task);

    protected override void QueueTask(Task task) => activation.Enqueue(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued)
        => !taskWasPreviouslyQueued && ReferenceEquals(Activation.Current, activation) && TryExecuteTask(task);

    protected override IEnumerable<Task>? GetScheduledTasks() => null;
}
