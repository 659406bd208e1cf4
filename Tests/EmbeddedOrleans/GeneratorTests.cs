using EmbeddedOrleans.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orleans;
using Xunit;

namespace QuantPlatform.Tests.EmbeddedOrleans;

public sealed class GeneratorTests
{
    [Theory]
    [InlineData("ORLEANS0010", "public interface IA : IGrainWithStringKey { Task M(); }")]
    [InlineData("ORLEANS0010", "[GenerateSerializer] public sealed record R(int A);")]
    [InlineData("ORLEANS0004", "[GenerateSerializer, Alias(\"c\")] public sealed class C { public int A { get; set; } }")]
    [InlineData("ORLEANS0004", "[GenerateSerializer, Alias(\"c\")] public sealed class C { private int a; public int A() => a++; }")]
    [InlineData("ORLEANS0004", "[GenerateSerializer, Alias(\"r\")] public sealed record R(int A) { public int B { get; init; } }")]
    [InlineData("ORLEANS0012", "[GenerateSerializer, Alias(\"c\")] public sealed class C { [Id(1)] public int A { get; set; } [Id(1)] public int B { get; set; } }")]
    [InlineData("ORLEANS0011", "[GenerateSerializer, Alias(\"r\")] public sealed record R(int A); [GenerateSerializer, Alias(\"r\")] public sealed record S(int A);")]
    [InlineData("ORLEANS0011", "[Alias(\"a\")] public interface IA : IGrainWithStringKey { [Alias(\"m\")] Task M(); [Alias(\"m\")] Task N(); }")]
    [InlineData("ORLEANS0009", "[Alias(\"a\")] public interface IA : IGrainWithStringKey { void M(); }")]
    [InlineData("ORLEANS0009", "[Alias(\"a\")] public interface IA : IGrainObserver { int M(); }")]
    [InlineData("ORLEANS0109", "[Alias(\"a\")] public interface IA : IGrainWithStringKey { Task M(CancellationToken a, CancellationToken b); }")]
    [InlineData("ORLEANS0002", "[Alias(\"a\")] public interface IA : IGrainWithStringKey { Task M(in int a); }")]
    [InlineData("ORLEANS0008", "[Alias(\"a\")] public interface IA : IGrainWithStringKey { int P { get; } }")]
    [InlineData("ORLEANS0001", "[Alias(\"a\")] public interface IA : IGrainWithStringKey { Task M(); } public sealed class A : Grain, IA { [Orleans.Concurrency.AlwaysInterleave] public Task M() => Task.CompletedTask; }")]
    [InlineData("EMBEDDED0001", "[Alias(\"a\")] public interface IA : IGrainWithStringKey { Task M<T>(T a); }")]
    [InlineData("EMBEDDED0001", "[Alias(\"a\")] public interface IA<T> : IGrainWithStringKey { Task M(T a); }")]
    [InlineData("EMBEDDED0002", "public sealed class Outer { [Alias(\"a\")] private interface IA : IGrainWithStringKey { Task M(); } }")]
    public void Fault_InAContract_IsAnError(string id, string source)
    {
        var diagnostic = Assert.Single(Run(source, out _));

        Assert.Equal((id, DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        Assert.True(diagnostic.Location.IsInSource);
    }

    [Theory]
    [InlineData("[GenerateSerializer, Alias(\"r\")] public sealed record R(int A, [property: Id(7)] int B) { [Id(0)] public int C { get; init; } public int D => C; public static int E; }")]
    [InlineData("[GenerateSerializer(GenerateFieldIds = GenerateFieldIds.PublicProperties), Alias(\"c\")] public sealed class C { public int A { get; set; } }")]
    [InlineData("[GenerateSerializer, Alias(\"e\")] public enum E { A, B }")]
    [InlineData("[GenerateSerializer, Alias(\"s\")] public struct S { [Id(0)] public int A; [System.NonSerialized] public int B; }")]
    [InlineData("public interface IPlain { void M(); }")]
    public void Contract_WithoutFault_IsSilent(string source) => Assert.Empty(Run(source, out _));

    [Fact]
    public void Interfaces_OfEveryShape_GenerateCodeThatCompiles()
    {
        const string source = """
            [Alias("base")] internal interface IBase : IGrainWithStringKey { Task Base(string? text, int? number); }
            [Alias("derived")] internal interface IDerived : IBase { ValueTask<(int A, string? B)> M(int[]? a, Dictionary<string, List<int?>>? b, CancellationToken c); ValueTask N(); Task<string?> O(int @class = 3); Task<int> O(string overload); Task<int> @event(); }
            public sealed class Outer { [Alias("nested")] internal interface INested : IGrainWithIntegerKey { Task M(params object[] rest); } }
            [Alias("observer")] public interface IObserver : IGrainObserver { [Orleans.Concurrency.OneWay] Task Seen(Outer outer); }
            internal sealed class Derived : Grain, IDerived
            {
                public Task Base(string? text, int? number) => Task.CompletedTask;
                public ValueTask<(int A, string? B)> M(int[]? a, Dictionary<string, List<int?>>? b, CancellationToken c) => default;
                public ValueTask N() => default;
                public Task<string?> O(int @class) => Task.FromResult<string?>(null);
                public Task<int> O(string overload) => Task.FromResult(1);
                public Task<int> @event() => Task.FromResult(1);
            }
            """;

        Assert.Empty(Run(source, out var compilation));

        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        Assert.NotNull(compilation.GetTypeByMetadataName("EmbeddedOrleans.Generated.Fault.AssemblyManifest"));
    }

    private static IReadOnlyList<Diagnostic> Run(string source, out Compilation compilation)
    {
        const string usings = "#nullable enable\nusing System.Collections.Generic; using System.Threading; using System.Threading.Tasks; using Orleans;\n";
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Append(typeof(Grain).Assembly.Location)
            .Distinct(StringComparer.Ordinal)
            .Select(static path => MetadataReference.CreateFromFile(path));
        var before = CSharpCompilation.Create(
            "Fault",
            [CSharpSyntaxTree.ParseText(usings + source, path: "Fault.cs")],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        CSharpGeneratorDriver.Create(new GrainGenerator()).RunGeneratorsAndUpdateCompilation(before, out compilation, out var diagnostics);
        return diagnostics;
    }
}
