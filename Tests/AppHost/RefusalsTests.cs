using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using QuantPlatform.AppHost;
using QuantPlatform.Silo.Hosting;
using QuantPlatform.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.AppHost;

public sealed class RefusalsTests
{
    private static readonly OptionsValidationException TwoRules = new("Storage", typeof(object), ["Storage:Kind must be a", "Storage:Path must be b"]);

    [Fact]
    public void Of_ARefusal_IsItsMessageHoweverDeepItLies() =>
        Assert.Equal(["Storage:Path: no"], Lines(new InvalidOperationException("outer", new NodeRefusedException("Storage:Path", "no"))));

    [Fact]
    public void Of_BrokenOptions_IsOneLineARule() => Assert.Equal(["Storage:Kind must be a", "Storage:Path must be b"], Lines(TwoRules));

    [Fact]
    public void Of_AGeneratedValidatorsFailure_NamesKeyRuleAndValue()
    {
        var failed = new OptionsValidationException("", typeof(StorageOptions), ["Kind: The field StorageOptions.Kind must be between 1 and 5.", "as it is"]);

        Assert.Equal(["Storage:Kind must be between 1 and 5 (it is '7').", "as it is"], Lines(failed, ("Storage:Kind", "7")));
    }

    [Fact]
    public void Of_SeveralRefusals_AreAllOfThem() =>
        Assert.Equal(3, Lines(new AggregateException(TwoRules, new NodeRefusedException("urls", "no"))).Count);

    [Fact]
    public void Of_AnAddressInUse_NamesTheKey() =>
        Assert.StartsWith("urls: ", Assert.Single(Lines(new IOException("Failed to bind", new SocketException((int)SocketError.AddressAlreadyInUse)))), StringComparison.Ordinal);

    [Fact]
    public void Of_AValueOfTheWrongType_IsTheBindersMessage()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Cluster:SiloPort"] = "many" }).Build();
        var error = Assert.Throws<InvalidOperationException>(() => configuration.GetValue<int>("Cluster:SiloPort"));

        var line = Assert.Single(Lines(error));
        Assert.Contains("Cluster:SiloPort", line, StringComparison.Ordinal);
        Assert.Contains("'many'", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(NullReferenceException))]
    public void Of_ADefect_IsNothing(Type type) => Assert.Empty(Lines((Exception)Activator.CreateInstance(type)!));

    [Fact]
    public void Of_ADefectAmongRefusals_IsNothing() => Assert.Empty(Lines(new AggregateException(new NodeRefusedException("urls", "no"), new IOException("defect"))));

    private static IReadOnlyList<string> Lines(Exception exception, params (string Key, string Value)[] configured) =>
        Refusals.Of(exception, new ConfigurationBuilder().AddInMemoryCollection(configured.ToDictionary(entry => entry.Key, entry => (string?)entry.Value)).Build());
}
