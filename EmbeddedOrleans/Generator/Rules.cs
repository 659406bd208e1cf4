using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace EmbeddedOrleans.Generator;

/// <summary>What is reported. The numbers are Orleans' own, so that both builds speak of the same thing.</summary>
internal static class Rules
{
    public const string InterleaveOnClass = "ORLEANS0001";
    public const string RefParameter = "ORLEANS0002";
    public const string MissingId = "ORLEANS0004";
    public const string Property = "ORLEANS0008";
    public const string ReturnType = "ORLEANS0009";
    public const string MissingAlias = "ORLEANS0010";
    public const string DuplicateAlias = "ORLEANS0011";
    public const string DuplicateId = "ORLEANS0012";
    public const string TwoTokens = "ORLEANS0109";
    public const string Generic = "EMBEDDED0001";
    public const string Inaccessible = "EMBEDDED0002";

    private static readonly Dictionary<string, DiagnosticDescriptor> All = new[]
    {
        Rule(InterleaveOnClass, "[AlwaysInterleave] belongs on the interface", "{0} is a method of a class: put [AlwaysInterleave] on the interface method"),
        Rule(RefParameter, "Parameters cannot be passed by reference", "{0}: parameter {1} of a grain method cannot be ref, in or out"),
        Rule(MissingId, "A serialized member has no [Id]", "{0} is serialized and has no [Id]"),
        Rule(Property, "Grain interfaces have methods only", "{0}: a grain interface cannot have properties or events"),
        Rule(ReturnType, "Grain methods are asynchronous", "{0} must return Task, Task<T>, ValueTask or ValueTask<T>"),
        Rule(MissingAlias, "A type of the wire format has no [Alias]", "{0} has no [Alias]"),
        Rule(DuplicateAlias, "An alias is used twice", "The alias '{0}' is used more than once"),
        Rule(DuplicateId, "An id is used twice", "{0}: the id {1} is used by more than one member"),
        Rule(TwoTokens, "A grain method takes one CancellationToken", "{0} takes more than one CancellationToken"),
        Rule(Generic, "Generic grain interfaces and methods are not supported here", "{0} is generic, which EmbeddedOrleans does not support"),
        Rule(Inaccessible, "A grain interface or class cannot be reached by generated code", "{0} must be visible within its assembly"),
    }.ToDictionary(rule => rule.Id);

    public static DiagnosticDescriptor ById(string id) => All[id];

    private static DiagnosticDescriptor Rule(string id, string title, string message)
        => new(id, title, message, "EmbeddedOrleans", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
