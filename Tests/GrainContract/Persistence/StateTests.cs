using Xunit;

namespace QuantPlatform.Tests.GrainContract.Persistence;

public sealed class StateTests : IAsyncLifetime
{
    private GrainCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await GrainCluster.Deploy();

    public Task DisposeAsync() => _cluster.DisposeAsync().AsTask();

    [Fact]
    public async Task State_WithoutRecord_IsANewInstance()
    {
        var grain = _cluster.Grain<INotesGrain>("new");

        Assert.Empty(await grain.Read());
        Assert.False(await grain.Exists());
    }

    [Fact]
    public async Task State_Written_SurvivesTheActivation()
    {
        var grain = _cluster.Grain<INotesGrain>("kept");
        await grain.Add("one");
        Assert.True(await grain.Exists());
        await End(grain);

        Assert.Equal(["one"], await grain.Read());
        Assert.Contains("activated with 1", _cluster.Journal.Entries);
    }

    [Fact]
    public async Task State_NotWritten_IsLostWithTheActivation()
    {
        var grain = _cluster.Grain<INotesGrain>("lost");
        await grain.Add("one");
        await grain.AddWithoutWriting("two");
        Assert.Equal(["one", "two"], await grain.Read());
        await End(grain);

        Assert.Equal(["one"], await grain.Read());
    }

    [Fact]
    public async Task ReadState_AfterAChangeInMemory_RestoresWhatIsStored()
    {
        var grain = _cluster.Grain<INotesGrain>("again");
        await grain.Add("one");
        await grain.AddWithoutWriting("two");

        await grain.ReadAgain();

        Assert.Equal(["one"], await grain.Read());
    }

    [Fact]
    public async Task ClearState_AfterAWrite_LeavesANewInstance()
    {
        var grain = _cluster.Grain<INotesGrain>("cleared");
        await grain.Add("one");

        await grain.Clear();

        Assert.Empty(await grain.Read());
        Assert.False(await grain.Exists());
        await grain.Add("two");
        Assert.Equal(["two"], await grain.Read());
    }

    private async Task End(INotesGrain grain)
    {
        var before = _cluster.Journal.Entries.Count(entry => entry == "deactivated ApplicationRequested");
        await grain.End();
        await _cluster.Journal.Noted("deactivated ApplicationRequested", before + 1);
    }
}
