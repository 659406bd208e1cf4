using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace EmbeddedOrleans.Generator;

/// <summary>Reads a grain interface and finds what is wrong with it.</summary>
internal static class InterfaceReader
{
    /// <summary>Names with their namespaces, without nullability: the generated code does not check it.</summary>
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    public static InterfaceModel? Read(INamedTypeSymbol type)
    {
        if (!OrleansNames.IsGrainInterface(type)) return null;
        List<Finding> findings = [];
        if (OrleansNames.AliasOf(type) is null) findings.Add(new(Rules.MissingAlias, type.ToDisplayString(), Place.Of(type)));
        if (type.IsGenericType) findings.Add(new(Rules.Generic, type.ToDisplayString(), Place.Of(type)));
        if (!OrleansNames.IsReachable(type)) findings.Add(new(Rules.Inaccessible, type.ToDisplayString(), Place.Of(type)));
        var stop = findings.Any(finding => finding.Id != Rules.MissingAlias);
        FindDuplicateAliases(type, findings);
        List<MethodModel> methods = [];
        foreach (var declaring in new[] { type }.Concat(type.AllInterfaces).Where(OrleansNames.IsGrainInterface))
        {
            var own = SymbolEqualityComparer.Default.Equals(declaring, type);
            foreach (var member in declaring.GetMembers().Where(member => !member.IsStatic))
            {
                if (member is IPropertySymbol or IEventSymbol)
                {
                    if (own) findings.Add(new(Rules.Property, member.ToDisplayString(), Place.Of(member)));
                    stop = true;
                }
                else if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsAbstract: true } method)
                {
                    if (ReadMethod(method, own ? findings : []) is { } model) methods.Add(model);
                    else stop = true;
                }
            }
        }

        return new InterfaceModel(type.ToDisplayString(Qualified), type.ToDisplayString(), new(methods), new(findings), !stop);
    }

    private static MethodModel? ReadMethod(IMethodSymbol method, List<Finding> findings)
    {
        var name = method.ToDisplayString();
        var place = Place.Of(method);
        var valid = true;
        if (method.IsGenericMethod) Report(new(Rules.Generic, name, place));
        foreach (var parameter in method.Parameters.Where(parameter => parameter.RefKind != RefKind.None))
            Report(new(Rules.RefParameter, name + "\n" + parameter.Name, Place.Of(parameter)));
        if (method.Parameters.Count(IsToken) > 1) Report(new(Rules.TwoTokens, name, place));
        var (kind, result) = ReturnOf(method.ReturnType);
        if (kind is null) Report(new(Rules.ReturnType, name, place));
        if (!valid) return null;
        return new MethodModel(
            method.Name,
            method.ContainingType.ToDisplayString(Qualified),
            method.ContainingType.ToDisplayString(),
            kind!.Value,
            result?.ToDisplayString(Qualified),
            new(method.Parameters.Select(parameter => new ParameterModel(parameter.Type.ToDisplayString(Qualified), IsToken(parameter)))));

        void Report(Finding finding)
        {
            findings.Add(finding);
            valid = false;
        }
    }

    private static bool IsToken(IParameterSymbol parameter) => parameter.Type.ToDisplayString() == OrleansNames.CancellationToken;

    private static (ReturnKind? Kind, ITypeSymbol? Result) ReturnOf(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol named || named.ContainingNamespace?.ToDisplayString() != "System.Threading.Tasks") return default;
        return (named.Name, named.TypeArguments.Length) switch
        {
            ("Task", 0) => (ReturnKind.Task, null),
            ("Task", 1) => (ReturnKind.TaskOfT, named.TypeArguments[0]),
            ("ValueTask", 0) => (ReturnKind.ValueTask, null),
            ("ValueTask", 1) => (ReturnKind.ValueTaskOfT, named.TypeArguments[0]),
            _ => default,
        };
    }

    private static void FindDuplicateAliases(INamedTypeSymbol type, List<Finding> findings)
    {
        HashSet<string> seen = [];
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
            if (OrleansNames.AliasOf(method) is { } alias && !seen.Add(alias)) findings.Add(new(Rules.DuplicateAlias, alias, Place.Of(method)));
    }
}
