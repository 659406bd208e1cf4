using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EmbeddedOrleans.Generator;

/// <summary>A grain or observer interface of this compilation.</summary>
internal sealed record InterfaceModel(string Name, string FullName, EquatableArray<MethodModel> Methods, EquatableArray<Finding> Findings, bool CanGenerate);

/// <summary>A method as its declaring interface has it.</summary>
internal sealed record MethodModel(string Name, string DeclaringType, string DeclaringName, ReturnKind Return, string? Result, EquatableArray<ParameterModel> Parameters);

internal sealed record ParameterModel(string Type, bool IsToken);

/// <summary>A grain class of this compilation, or a type that is only looked at.</summary>
internal sealed record TypeModel(string? GrainClass, string? Alias, EquatableArray<Finding> Findings, Place? Place);

internal enum ReturnKind
{
    Task,
    TaskOfT,
    ValueTask,
    ValueTaskOfT,
}

/// <summary>A diagnostic before it is reported.</summary>
internal sealed record Finding(string Id, string Arguments, Place Place)
{
    public Diagnostic ToDiagnostic(Compilation compilation) => Diagnostic.Create(Rules.ById(Id), Place.ToLocation(compilation), Arguments.Split('\n'));
}

/// <summary>A location that can be compared and holds on to no syntax tree.</summary>
internal sealed record Place(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static Place Of(ISymbol symbol)
    {
        var location = symbol.Locations[0];
        return new Place(location.SourceTree?.FilePath ?? "", location.SourceSpan, location.GetLineSpan().Span);
    }

    /// <summary>A location in the tree itself, where pragmas and settings apply.</summary>
    public Location ToLocation(Compilation compilation)
        => compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == Path) is { } tree ? Location.Create(tree, Span) : Location.Create(Path, Span, Lines);
}
