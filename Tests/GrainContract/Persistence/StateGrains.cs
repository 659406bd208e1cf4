using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;

namespace QuantPlatform.Tests.GrainContract.Persistence;

[GenerateSerializer, Immutable, Alias("test.Notes")]
public sealed record Notes
{
    [Id(0)]
    public ImmutableList<string> Lines { get; init; } = [];
}

[Alias("test.INotesGrain")]
public interface INotesGrain : IGrainWithStringKey
{
    Task<string[]> Read();

    Task<bool> Exists();

    Task Add(string line);

    Task AddWithoutWriting(string line);

    Task ReadAgain();

    Task Clear();

    Task End();
}

[GrainType("test-notes")]
internal sealed class NotesGrain(
    [PersistentState("notes", "named")] IPersistentState<Notes> storage,
    [PersistentState("more")] IPersistentState<Notes> more,
    Journal journal) : Grain, INotesGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Note($"activated with {storage.State.Lines.Count}");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Note($"deactivated {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<string[]> Read() => Task.FromResult(storage.State.Lines.ToArray());

    public Task<bool> Exists() => Task.FromResult(storage.RecordExists && storage.Etag is not null && !more.RecordExists);

    public async Task Add(string line)
    {
        await AddWithoutWriting(line);
        await storage.WriteStateAsync(CancellationToken.None);
    }

    public Task AddWithoutWriting(string line)
    {
        storage.State = storage.State with { Lines = storage.State.Lines.Add(line) };
        return Task.CompletedTask;
    }

    public Task ReadAgain() => storage.ReadStateAsync();

    public Task Clear() => storage.ClearStateAsync();

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
