using System.Linq;
using Microsoft.CodeAnalysis;

namespace EmbeddedOrleans.Generator;

/// <summary>Names of the API that the generator looks for.</summary>
internal static class OrleansNames
{
    public const string GenerateSerializer = "Orleans.GenerateSerializerAttribute";
    public const string Id = "Orleans.IdAttribute";
    public const string Alias = "Orleans.AliasAttribute";
    public const string AlwaysInterleave = "Orleans.Concurrency.AlwaysInterleaveAttribute";
    public const string Manifest = "EmbeddedOrleans.Generation.GrainManifestAttribute";
    public const string Reference = "EmbeddedOrleans.Generation.GrainAssemblyAttribute";
    public const string CancellationToken = "System.Threading.CancellationToken";

    private const string Addressable = "Orleans.Runtime.IAddressable";
    private const string Grain = "Orleans.IGrain";
    private const string GrainBase = "Orleans.IGrainBase";

    public static bool IsGrainInterface(INamedTypeSymbol type)
        => type.TypeKind == TypeKind.Interface
        && type.AllInterfaces.Any(face => face.ToDisplayString() == Addressable)
        && !IsMarker(type.ToDisplayString());

    public static bool IsGrainClass(INamedTypeSymbol type)
        => type is { TypeKind: TypeKind.Class, IsAbstract: false, IsStatic: false }
        && type.AllInterfaces.Any(face => face.ToDisplayString() is Grain or GrainBase);

    public static AttributeData? Find(ISymbol symbol, string attribute)
        => symbol.GetAttributes().FirstOrDefault(data => data.AttributeClass?.ToDisplayString() == attribute);

    public static string? AliasOf(ISymbol symbol)
        => Find(symbol, Alias)?.ConstructorArguments.FirstOrDefault().Value as string;

    /// <summary>Whether code elsewhere in the assembly can name the type.</summary>
    public static bool IsReachable(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
            if (current.IsFileLocal || current.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal) return false;
        return true;
    }

    private static bool IsMarker(string name) => name is Grain or "Orleans.IGrainWithStringKey" or "Orleans.IGrainWithIntegerKey" or "Orleans.IGrainObserver";
}
