using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EmbeddedOrleans.Generator;

/// <summary>Reads grain classes and serialized types.</summary>
internal static class TypeReader
{
    public static TypeModel? ReadClass(INamedTypeSymbol type)
    {
        if (!OrleansNames.IsGrainClass(type) || type.IsGenericType) return null;
        List<Finding> findings = [];
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
            if (OrleansNames.Find(method, OrleansNames.AlwaysInterleave) is not null) findings.Add(new(Rules.InterleaveOnClass, method.ToDisplayString(), Place.Of(method)));
        var reachable = OrleansNames.IsReachable(type);
        if (!reachable) findings.Add(new(Rules.Inaccessible, type.ToDisplayString(), Place.Of(type)));
        return new TypeModel(reachable ? type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) : null, null, new(findings), null);
    }

    public static TypeModel ReadSerialized(INamedTypeSymbol type)
    {
        List<Finding> findings = [];
        var alias = OrleansNames.AliasOf(type);
        if (alias is null) findings.Add(new(Rules.MissingAlias, type.ToDisplayString(), Place.Of(type)));
        var publicPropertiesHaveIds = OrleansNames.Find(type, OrleansNames.GenerateSerializer)!.NamedArguments
            .Any(argument => argument.Key == "GenerateFieldIds" && argument.Value.Value is 1);
        HashSet<uint> ids = [];
        foreach (var member in SerializedMembers(type))
        {
            var id = OrleansNames.Find(member, OrleansNames.Id);
            if (id?.ConstructorArguments.FirstOrDefault().Value is uint number)
            {
                if (!ids.Add(number)) findings.Add(new(Rules.DuplicateId, member.ToDisplayString() + "\n" + number, Place.Of(member)));
            }
            else if (!IsNumberedByItself(type, member, publicPropertiesHaveIds))
            {
                findings.Add(new(Rules.MissingId, member.ToDisplayString(), Place.Of(member)));
            }
        }

        return new TypeModel(null, alias, new(findings), Place.Of(type));
    }

    /// <summary>Fields that the source declares and properties that have a field behind them.</summary>
    private static IEnumerable<ISymbol> SerializedMembers(INamedTypeSymbol type)
    {
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct)) yield break;
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic && !field.IsConst))
        {
            if (field.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == "System.NonSerializedAttribute")) continue;
            if (field.AssociatedSymbol is IPropertySymbol property) yield return property;
            else if (!field.IsImplicitlyDeclared) yield return field;
        }
    }

    private static bool IsNumberedByItself(INamedTypeSymbol type, ISymbol member, bool publicPropertiesHaveIds)
    {
        if (publicPropertiesHaveIds && member is IPropertySymbol { DeclaredAccessibility: Accessibility.Public }) return true;
        return type.IsRecord && member.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is ParameterSyntax);
    }
}
