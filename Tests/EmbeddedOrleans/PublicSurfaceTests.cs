using System.ComponentModel;
using System.Reflection;
using Orleans;
using Xunit;

namespace QuantPlatform.Tests.EmbeddedOrleans;

/// <summary>EmbeddedOrleans may leave out what Orleans has, but not add to it: what compiles here must compile there.</summary>
public sealed class PublicSurfaceTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Types of Orleans that the list of members does not describe: hosting, options and what the listed members refer to.</summary>
    private static readonly HashSet<string> Unlisted =
    [
        "Microsoft.Extensions.Hosting.OrleansSiloGenericHostExtensions",
        "Orleans.ClientStreamingExtensions",
        "Orleans.Configuration.GrainCollectionOptions",
        "Orleans.Configuration.MessagingOptions",
        "Orleans.Configuration.SiloMessagingOptions",
        "Orleans.Configuration.StreamPullingAgentOptions",
        "Orleans.DeactivationReasonCode",
        "Orleans.GenerateFieldIds",
        "Orleans.GrainStreamingExtensions",
        "Orleans.Hosting.CoreHostingExtensions",
        "Orleans.Hosting.GrainCallFilterSiloBuilderExtensions",
        "Orleans.Hosting.ISiloMemoryStreamConfigurator",
        "Orleans.Hosting.MemoryGrainStorageSiloBuilderExtensions",
        "Orleans.Hosting.MemoryStreamConfiguratorExtensions",
        "Orleans.Hosting.PersistentStreamConfiguratorExtensions",
        "Orleans.Hosting.SiloBuilderExtensions",
        "Orleans.Hosting.SiloBuilderMemoryStreamExtensions",
        "Orleans.Hosting.SiloPersistentStreamConfiguratorExtensions",
        "Orleans.IGrainObserver",
        "Orleans.ILifecycleObservable",
        "Orleans.ILifecycleObserver",
        "Orleans.IncomingGrainCallFilterDelegate",
        "Orleans.LifecycleExtensions",
        "Orleans.OutgoingGrainCallFilterDelegate",
        "Orleans.Runtime.GrainInterfaceType",
        "Orleans.Runtime.GrainLifecycleStage",
        "Orleans.Runtime.GrainReference",
        "Orleans.Runtime.GrainReferenceShared",
        "Orleans.Runtime.GrainType",
        "Orleans.Runtime.Hosting.StorageProviderExtensions",
        "Orleans.Runtime.IGrainContext",
        "Orleans.Runtime.IGrainLifecycle",
        "Orleans.Runtime.IStartupTask",
        "Orleans.Runtime.IdSpan",
        "Orleans.Runtime.OrleansException",
        "Orleans.Runtime.OrleansMessageRejectionException",
        "Orleans.Runtime.SiloAddress",
        "Orleans.Runtime.SiloStatus",
        "Orleans.Serialization.Invocation.IInvokable",
        "Orleans.Serialization.Invocation.Response",
        "Orleans.Serialization.Invocation.Response`1[TResult]",
        "Orleans.Streams.AsyncObservableExtensions",
        "Orleans.Streams.Core.IStreamSubscriptionHandleFactory",
        "Orleans.Streams.Core.IStreamSubscriptionObserver",
        "Orleans.Streams.IAsyncBatchObservable`1[T]",
        "Orleans.Streams.IAsyncBatchObserver`1[T]",
        "Orleans.Streams.IAsyncBatchProducer`1[T]",
        "Orleans.Streams.IAsyncObservable`1[T]",
        "Orleans.Streams.IAsyncStream",
        "Orleans.Streams.SequentialItem`1[T]",
        "Orleans.Streams.StreamPubSubType",
        "Orleans.Streams.StreamSequenceToken",
        "Orleans.Streams.StreamSubscriptionHandleExtensions",
        "Orleans.TestingHost.InProcessSiloHandle",
        "Orleans.TestingHost.InProcessTestSiloSpecificOptions",
    ];

    private static readonly Type[] Exported = typeof(Grain).Assembly.GetExportedTypes();

    [SkippableFact]
    public void Members_OfListedTypes_AreAllInOrleans()
    {
        var listed = ReadList();

        var added = Exported
            .Where(type => listed.ContainsKey(type.ToString()))
            .SelectMany(type => MembersOf(type).Where(member => !listed[type.ToString()].Contains(member)).Select(member => $"{type}: {member}"));

        Assert.Empty(added);
    }

    [SkippableFact]
    public void Types_ThatAreNotListed_AreTheOnesNamedHere()
    {
        var listed = ReadList();

        var unlisted = Exported.Where(type => !IsPlumbing(type)).Select(type => type.ToString()).Where(name => !listed.ContainsKey(name));

        Assert.Equal(Unlisted.Order(StringComparer.Ordinal), unlisted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Types_ForGeneratedCode_AreHiddenFromEditors()
        => Assert.All(Exported.Where(IsPlumbing), type => Assert.Equal(EditorBrowsableState.Never, type.GetCustomAttribute<EditorBrowsableAttribute>()?.State));

    private static bool IsPlumbing(Type type) => type.Namespace!.StartsWith("EmbeddedOrleans", StringComparison.Ordinal);

    private static IEnumerable<string> MembersOf(Type type) => type.GetMembers(Declared).Where(IsVisible).Select(member => member.ToString()!);

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        FieldInfo field => field is { IsSpecialName: false, IsPublic: true } && !field.DeclaringType!.IsEnum,
        _ => false,
    };

    private static Dictionary<string, HashSet<string>> ReadList()
    {
        var path = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "orleans-subset.txt"));
        Skip.IfNot(File.Exists(path), $"The list of Orleans' members is not at {path}, so nothing was compared.");
        Dictionary<string, HashSet<string>> listed = [];
        HashSet<string>? members = null;
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0))
        {
            if (line.StartsWith("  ", StringComparison.Ordinal)) members!.Add(line.Trim());
            else listed[line.Split(' ', 2)[1]] = members = [];
        }

        return listed;
    }
}
