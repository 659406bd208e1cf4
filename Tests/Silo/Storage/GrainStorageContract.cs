using System.Globalization;
using Orleans.Runtime;
using Orleans.Storage;
using QuantPlatform.Contracts.Accounts;
using Xunit;

namespace QuantPlatform.Tests.Silo.Storage;

/// <summary>What every storage of grain state does.</summary>
public abstract class GrainStorageContract : IDisposable
{
    private const string Name = "account";
    private static readonly GrainId Grain = GrainId.Create("account", "u1");

    protected abstract IGrainStorage Storage { get; }

    public virtual void Dispose() => GC.SuppressFinalize(this);

    [Fact]
    public async Task Read_WithoutRecord_GivesANewStateAndNoETag()
    {
        var state = await Read(Grain);

        Assert.NotNull(state.State);
        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
    }

    [Fact]
    public async Task Write_ThenRead_GivesItBackWithTheSameETag()
    {
        var written = await Read(Grain);
        written.State = Account(1) with { Roles = ["admin", "ünïcode \"quoted\""], LockoutEnd = long.MaxValue, Tokens = [new AccountToken("p", "n", "v")] };
        await Storage.WriteStateAsync(Name, Grain, written);
        var read = await Read(Grain);

        Assert.True(written.RecordExists);
        Assert.NotNull(written.ETag);
        Assert.Equal(written.ETag, read.ETag);
        Assert.True(read.RecordExists);
        Assert.Equal(written.State.Roles.ToArray(), read.State!.Roles);
        Assert.Equal(written.State.Tokens.ToArray(), read.State.Tokens);
        Assert.Equal(written.State with { Roles = default, Tokens = default, Claims = default }, read.State with { Roles = default, Tokens = default, Claims = default });
    }

    [Fact]
    public async Task Write_WithAnOldETag_IsRefusedAndChangesNothing()
    {
        var (first, second) = (await Read(Grain), await Read(Grain));
        first.State = Account(1);
        await Storage.WriteStateAsync(Name, Grain, first);
        second.State = Account(2);

        var refusal = await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync(Name, Grain, second));
        Assert.Equal(first.ETag, refusal.StoredEtag);
        Assert.Null(second.ETag);
        Assert.Equal("u1", (await Read(Grain)).State!.UserId);
    }

    [Fact]
    public async Task Write_WhenTheRecordIsGone_IsRefused()
    {
        var (holder, other) = (await Write(Grain, 1), await Read(Grain));
        await Storage.ClearStateAsync(Name, Grain, other);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync(Name, Grain, holder));
    }

    [Fact]
    public async Task Write_Again_GivesANewETagEachTime()
    {
        var state = await Read(Grain);
        var seen = new HashSet<string?>();
        for (var i = 0; i < 20; i++)
        {
            state.State = Account(i);
            await Storage.WriteStateAsync(Name, Grain, state);
            Assert.True(seen.Add(state.ETag));
        }
    }

    [Fact]
    public async Task Clear_WithTheETag_DeletesAndStartsAfresh()
    {
        var state = await Write(Grain, 1);
        var before = state.ETag;
        await Storage.ClearStateAsync(Name, Grain, state);

        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.False((await Read(Grain)).RecordExists);
        state.State = Account(2);
        await Storage.WriteStateAsync(Name, Grain, state);
        Assert.NotEqual(before, state.ETag);
    }

    [Fact]
    public async Task Clear_WithAnOldETag_IsRefusedAndKeepsTheRecord()
    {
        var old = await Write(Grain, 1);
        var current = await Read(Grain);
        current.State = Account(2);
        await Storage.WriteStateAsync(Name, Grain, current);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync(Name, Grain, old));
        Assert.Equal("u2", (await Read(Grain)).State!.UserId);
    }

    [Fact]
    public async Task Write_UnderOtherNames_KeepsRecordsApart()
    {
        await Write(Grain, 1);
        await Write(GrainId.Create("account", "u2"), 2);
        await Write(GrainId.Create("other", "u1"), 3);
        var state = new TestGrainState<AccountRecord> { State = Account(4) };
        await Storage.WriteStateAsync("second", Grain, state);

        Assert.Equal("u1", (await Read(Grain)).State!.UserId);
        Assert.Equal("u2", (await Read(GrainId.Create("account", "u2"))).State!.UserId);
        Assert.Equal("u3", (await Read(GrainId.Create("other", "u1"))).State!.UserId);
    }

    [Fact]
    public async Task Write_FromManyWithTheSameETag_ExactlyOneWins()
    {
        await Write(Grain, 0);
        var rivals = await Task.WhenAll(Enumerable.Range(1, 20).Select(_ => Read(Grain)));
        var results = await Task.WhenAll(rivals.Select(async (rival, i) =>
        {
            rival.State = Account(i + 1);
            try
            {
                await Storage.WriteStateAsync(Name, Grain, rival);
                return rival.State.UserId;
            }
            catch (InconsistentStateException)
            {
                return null;
            }
        }));

        Assert.Equal(Assert.Single(results, winner => winner is not null), (await Read(Grain)).State!.UserId);
    }

    [Fact]
    public async Task Write_ManyGrainsAtOnce_KeepsThemAll()
    {
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => Write(GrainId.Create("account", "many" + i), i)));

        for (var i = 0; i < 300; i++)
        {
            Assert.Equal("u" + i, (await Read(GrainId.Create("account", "many" + i))).State!.UserId);
        }
    }

    internal static AccountRecord Account(int number) => new()
    {
        UserId = "u" + number.ToString(CultureInfo.InvariantCulture),
        Email = $"u{number}@example.org",
        NormalizedEmail = $"U{number}@EXAMPLE.ORG",
        CreatedAt = number,
    };

    private protected async Task<TestGrainState<AccountRecord>> Read(GrainId grain)
    {
        var state = new TestGrainState<AccountRecord>();
        await Storage.ReadStateAsync(Name, grain, state);
        return state;
    }

    private protected async Task<TestGrainState<AccountRecord>> Write(GrainId grain, int number)
    {
        var state = await Read(grain);
        state.State = Account(number);
        await Storage.WriteStateAsync(Name, grain, state);
        return state;
    }
}
