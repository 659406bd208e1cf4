using System.Collections.Immutable;
using Orleans;
using Xunit;

namespace QuantPlatform.Tests.Architecture;

/// <summary>The walk itself: it must find what it is there for.</summary>
public sealed class WireTypesTests
{
    [Theory]
    [InlineData(typeof(NoSerializer), "NoSerializer lacks [GenerateSerializer]")]
    [InlineData(typeof(NoId), "NoId.Value lacks [Id]")]
    [InlineData(typeof(SameId), "SameId.B and A share id 0")]
    [InlineData(typeof(Foreign), "Foreign.Text: System.Text.StringBuilder is neither plain nor ours")]
    [InlineData(typeof(ImmutableArray<NoId?>), "NoId.Value lacks [Id]")]
    [InlineData(typeof(IReadOnlyList<int>), "is neither plain nor ours")]
    public void Visit_AFault_IsFound(Type type, string complaint)
    {
        var walk = new WireTypes();
        walk.Visit(type, "here");

        Assert.Contains(complaint, Assert.Single(walk.Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public void Visit_AFaultlessType_IsSilent()
    {
        var walk = new WireTypes();
        walk.Visit(typeof(Dictionary<string, Faultless[]>), "here");

        Assert.Empty(walk.Complaints);
        Assert.Equal([typeof(Faultless)], walk.Seen);
    }

#pragma warning disable ORLEANS0010, ORLEANS0012 // Faults on purpose.
    private sealed record NoSerializer([property: Id(0)] int Value);

    [GenerateSerializer]
    private sealed record NoId(int Value);

    [GenerateSerializer]
    private sealed record SameId([property: Id(0)] int A, [property: Id(0)] int B);

    [GenerateSerializer]
    private sealed record Foreign([property: Id(0)] System.Text.StringBuilder Text);

    [GenerateSerializer]
    private sealed record Faultless([property: Id(0)] decimal? Value)
    {
        public decimal Twice => 2 * (Value ?? 0);
    }
}
