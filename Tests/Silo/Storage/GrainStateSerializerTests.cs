using System.Text;
using QuantPlatform.Contracts.Accounts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Silo.Storage;
using QuantPlatform.Silo.Workspaces;
using Xunit;

namespace QuantPlatform.Tests.Silo.Storage;

public sealed class GrainStateSerializerTests
{
    private readonly GrainStateSerializer serializer = new(GrainStateJson.Default);

    [Fact]
    public void Deserialize_AStateFromBeforeAMemberExisted_GivesItsInitialValue()
    {
        var account = Read("""{"userId":"u","email":"e","normalizedEmail":"E"}""");

        Assert.Equal("", account.SecurityStamp);
        Assert.Empty(account.Roles);
        Assert.True(account.LockoutEnabled);
    }

    [Fact]
    public void Deserialize_AStateFromAfterAMemberWasDropped_IgnoresIt() =>
        Assert.Equal("u", Read("""{"userId":"u","email":"e","normalizedEmail":"E","shoeSize":[{"a":1}]}""").UserId);

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"userId\":")]
    public void Deserialize_WhatIsNoStateOfTheType_IsRefusedNamingTheOwner(string json) =>
        Assert.Contains("the owner", Assert.Throws<InvalidDataException>(() => Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Serialize_WritesReadableCamelCaseJsonAfterTheHeader()
    {
        var blob = serializer.Serialize(new AccountRecord { UserId = "u", Email = "e", NormalizedEmail = "E", Tokens = [new AccountToken("p", "n", "v")], LockoutEnd = 5 });

        Assert.Equal("QPGS", Encoding.ASCII.GetString(blob, 0, 4));
        Assert.Equal(
            """{"userId":"u","email":"e","normalizedEmail":"E","emailConfirmed":false,"securityStamp":"","concurrencyStamp":"","roles":[],"lockoutEnabled":true,"lockoutEnd":5,"accessFailedCount":0,"twoFactorEnabled":false,"disabled":false,"createdAt":0,"tokens":[{"provider":"p","name":"n","value":"v"}],"claims":[],"lastTotpStep":0,"awaitsConfirmation":false}""",
            Encoding.UTF8.GetString(blob.AsSpan(16)));
    }

    [Fact]
    public void Deserialize_AWorkspaceThatWasWritten_GivesItsPairsBack()
    {
        var pair = new PairDefinition("p", 3, 7, new PairSettings
        {
            Y = new SymbolKey("demo", "ETHUSDT"),
            X = new SymbolKey("demo", "BTCUSDT"),
            Interval = Interval.OneSecond,
            Method = HedgeMethod.Huber,
            Transform = PriceTransform.Level,
        });

        var read = serializer.Deserialize<WorkspaceState>(serializer.Serialize(new WorkspaceState { Pairs = [pair] }), "the owner");

        Assert.Equal(pair, Assert.Single(read.Pairs));
    }

    private AccountRecord Read(string json) => serializer.Deserialize<AccountRecord>(GrainStateBlob.Pack(Encoding.UTF8.GetBytes(json)), "the owner");
}
