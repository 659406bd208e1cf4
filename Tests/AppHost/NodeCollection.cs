using QuantPlatform.Tests.EndToEnd;
using Xunit;

namespace QuantPlatform.Tests.AppHost;

/// <summary>Tests that start whole nodes run one after another: on two cores several at once would measure each other.</summary>
[CollectionDefinition(nameof(NodeProcess), DisableParallelization = true)]
public sealed class NodeCollection;
