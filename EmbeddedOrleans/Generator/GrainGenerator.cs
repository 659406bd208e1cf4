using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace EmbeddedOrleans.Generator;

/// <summary>Generates references and requests for every grain and observer interface, names the grain classes, and checks the wire types.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class GrainGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var assembly = context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName ?? "Assembly");
        var references = context.CompilationProvider.Select(static (compilation, _) => new EquatableArray<string>(GrainAssembliesOf(compilation)));
        var interfaces = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is InterfaceDeclarationSyntax { BaseList: not null },
                static (syntax, token) => syntax.SemanticModel.GetDeclaredSymbol(syntax.Node, token) is INamedTypeSymbol type ? InterfaceReader.Read(type) : null)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!);
        var classes = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => node is ClassDeclarationSyntax { BaseList: not null },
                static (syntax, token) => syntax.SemanticModel.GetDeclaredSymbol(syntax.Node, token) is INamedTypeSymbol type ? TypeReader.ReadClass(type) : null)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!);
        var serialized = context.SyntaxProvider.ForAttributeWithMetadataName(
            OrleansNames.GenerateSerializer,
            static (_, _) => true,
            static (syntax, _) => TypeReader.ReadSerialized((INamedTypeSymbol)syntax.TargetSymbol));

        context.RegisterSourceOutput(interfaces.SelectMany(static (model, _) => model.Findings).Combine(context.CompilationProvider), Report);
        context.RegisterSourceOutput(classes.SelectMany(static (model, _) => model.Findings).Combine(context.CompilationProvider), Report);
        context.RegisterSourceOutput(serialized.SelectMany(static (model, _) => model.Findings).Combine(context.CompilationProvider), Report);
        context.RegisterSourceOutput(serialized.Collect().Combine(context.CompilationProvider), ReportDuplicateAliases);

        // Parts of one partial type give the same model twice.
        var distinct = interfaces.Where(static model => model.CanGenerate).Collect().Select(static (models, _) => new EquatableArray<InterfaceModel>(models.Distinct()));
        context.RegisterSourceOutput(
            distinct.SelectMany(static (models, _) => models).Combine(assembly),
            static (output, pair) => output.AddSource(Emitter.FileOf(pair.Left), Emitter.Interface(pair.Left, pair.Right)));
        var names = classes.Collect().Select(static (models, _) => new EquatableArray<string>(models.Select(model => model.GrainClass).OfType<string>().Distinct().OrderBy(name => name, System.StringComparer.Ordinal)));
        context.RegisterSourceOutput(distinct.Combine(names).Combine(references).Combine(assembly), static (output, all) =>
        {
            var (((models, grains), assemblies), name) = all;
            if (models.Count + grains.Count + assemblies.Count > 0) output.AddSource("AssemblyManifest.g.cs", Emitter.Manifest(models, grains, assemblies, name));
        });
    }

    private static void Report(SourceProductionContext output, (Finding Finding, Compilation Compilation) found)
        => output.ReportDiagnostic(found.Finding.ToDiagnostic(found.Compilation));

    private static void ReportDuplicateAliases(SourceProductionContext output, (ImmutableArray<TypeModel> Types, Compilation Compilation) all)
    {
        HashSet<string> seen = [];
        foreach (var type in all.Types)
            if (type.Alias is { } alias && !seen.Add(alias)) output.ReportDiagnostic(new Finding(Rules.DuplicateAlias, alias, type.Place!).ToDiagnostic(all.Compilation));
    }

    private static IEnumerable<string> GrainAssembliesOf(Compilation compilation) => compilation.SourceModule.ReferencedAssemblySymbols
        .Where(static assembly => assembly.Name == "EmbeddedOrleans" || assembly.Modules.Any(static module => module.ReferencedAssemblies.Any(static reference => reference.Name == "EmbeddedOrleans")))
        .Where(static assembly => assembly.GetAttributes().Any(static attribute => attribute.AttributeClass?.ToDisplayString() is OrleansNames.Manifest or OrleansNames.Reference))
        .Select(static assembly => assembly.Name)
        .OrderBy(static name => name, System.StringComparer.Ordinal);
}
