using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace EmbeddedOrleans.Generator;

/// <summary>Writes references, requests and the manifest.</summary>
internal static class Emitter
{
    private const string Generation = "global::EmbeddedOrleans.Generation";
    private const string Tasks = "global::System.Threading.Tasks";
    private const string Token = "global::System.Threading.CancellationToken";

    public static string NamespaceOf(string assembly) => "EmbeddedOrleans.Generated." + Plain(assembly);

    public static string FileOf(InterfaceModel model) => Plain(model.FullName) + ".g.cs";

    public static string Interface(InterfaceModel model, string assembly)
    {
        var text = Begin().AppendLine($"namespace {NamespaceOf(assembly)};").AppendLine();
        var name = Plain(model.FullName);
        text.AppendLine($$"""
            internal sealed class {{name}}_Reference : global::Orleans.Runtime.GrainReference, {{model.Name}}
            {
                public {{name}}_Reference(global::Orleans.Runtime.GrainReferenceShared shared, global::Orleans.Runtime.IdSpan key)
                    : base(shared, key)
                {
                }
            """);
        for (var i = 0; i < model.Methods.Count; i++) ReferenceMethod(text, model.Methods[i], RequestName(name, i));
        text.AppendLine("}");
        for (var i = 0; i < model.Methods.Count; i++) Request(text, model.Methods[i], RequestName(name, i));
        return text.ToString();
    }

    public static string Manifest(IEnumerable<InterfaceModel> interfaces, IEnumerable<string> classes, IEnumerable<string> references, string assembly)
    {
        var text = Begin();
        foreach (var reference in references) text.AppendLine($"[assembly: {Generation}.GrainAssembly(\"{reference}\")]");
        if (!interfaces.Any() && !classes.Any()) return text.ToString();
        var space = NamespaceOf(assembly);
        text.AppendLine($$"""
            [assembly: {{Generation}}.GrainManifest(typeof(global::{{space}}.AssemblyManifest))]

            namespace {{space}};

            internal sealed class AssemblyManifest : {{Generation}}.GrainManifest
            {
                public override void Describe({{Generation}}.GrainManifestBuilder builder)
                {
            """);
        foreach (var model in interfaces)
            text.AppendLine($"        builder.AddInterface(typeof({model.Name}), static (shared, key) => new {Plain(model.FullName)}_Reference(shared, key));");
        foreach (var type in classes)
            text.AppendLine($"        builder.AddClass(typeof({type}));");
        return text.AppendLine("    }").AppendLine("}").ToString();
    }

    private static void ReferenceMethod(StringBuilder text, MethodModel method, string request)
    {
        var parameters = string.Join(", ", method.Parameters.Select((parameter, i) => $"{parameter.Type} a{i}"));
        text.AppendLine($$"""

                {{TypeOf(method)}} {{method.DeclaringType}}.@{{method.Name}}({{parameters}})
                {
                    var request = {{Generation}}.RequestPool<{{request}}>.Rent();
            """);
        for (var i = 0; i < method.Parameters.Count; i++)
            text.AppendLine(method.Parameters[i].IsToken ? $"        request.SetToken(a{i});" : $"        request.Argument{i} = a{i};");
        var send = "request.Send(this)";
        text.AppendLine(method.Return is ReturnKind.ValueTask or ReturnKind.ValueTaskOfT ? $"        return new {TypeOf(method)}({send});" : $"        return {send};");
        text.AppendLine("    }");
    }

    private static void Request(StringBuilder text, MethodModel method, string name)
    {
        var result = method.Result is null ? "" : $"<{method.Result}>";
        var arguments = string.Join(", ", method.Parameters.Select((parameter, i) => parameter.IsToken ? "Token" : $"Argument{i}"));
        var types = string.Join(", ", method.Parameters.Select(parameter => $"typeof({parameter.Type})"));
        var asTask = method.Return is ReturnKind.ValueTask or ReturnKind.ValueTaskOfT ? ".AsTask()" : "";
        var takesToken = method.Parameters.Any(parameter => parameter.IsToken) ? "true" : "false";
        text.AppendLine($$"""

            [global::System.Diagnostics.StackTraceHidden]
            internal sealed class {{name}} : {{Generation}}.TaskRequest{{result}}
            {
                private static readonly {{Generation}}.RequestDescription s_description = new(typeof({{method.DeclaringType}}), "{{method.DeclaringName}}", "{{method.Name}}", new global::System.Type[] { {{types}} }, {{takesToken}});
            """);
        for (var i = 0; i < method.Parameters.Count; i++)
            if (!method.Parameters[i].IsToken) text.AppendLine($"    internal {method.Parameters[i].Type} Argument{i};");
        text.AppendLine($$"""
                protected override {{Generation}}.RequestDescription Description => s_description;
                protected override {{Tasks}}.Task{{result}} Call(object target) => (({{method.DeclaringType}})target).@{{method.Name}}({{arguments}}){{asTask}};
                public override int GetArgumentCount() => {{method.Parameters.Count}};
                public override object GetArgument(int index) => index switch
                {
            """);
        for (var i = 0; i < method.Parameters.Count; i++)
            text.AppendLine($"        {i} => {(method.Parameters[i].IsToken ? "Token" : $"Argument{i}")},");
        text.AppendLine("        _ => throw new global::System.ArgumentOutOfRangeException(nameof(index)),").AppendLine("    };");
        text.AppendLine("    public override void SetArgument(int index, object value)").AppendLine("    {").AppendLine("        switch (index)").AppendLine("        {");
        for (var i = 0; i < method.Parameters.Count; i++)
        {
            var parameter = method.Parameters[i];
            var set = parameter.IsToken ? $"SetToken(({Token})value)" : $"Argument{i} = ({parameter.Type})value";
            text.AppendLine($"            case {i}: {set}; break;");
        }

        text.AppendLine("            default: throw new global::System.ArgumentOutOfRangeException(nameof(index));").AppendLine("        }").AppendLine("    }");
        text.AppendLine("    protected override void Clear()").AppendLine("    {");
        for (var i = 0; i < method.Parameters.Count; i++)
            if (!method.Parameters[i].IsToken) text.AppendLine($"        Argument{i} = default;");
        text.AppendLine("    }");
        text.AppendLine($"    protected override void Return() => {Generation}.RequestPool<{name}>.Return(this);").AppendLine("}");
    }

    private static string TypeOf(MethodModel method) => method.Return switch
    {
        ReturnKind.Task => $"{Tasks}.Task",
        ReturnKind.TaskOfT => $"{Tasks}.Task<{method.Result}>",
        ReturnKind.ValueTask => $"{Tasks}.ValueTask",
        _ => $"{Tasks}.ValueTask<{method.Result}>",
    };

    private static StringBuilder Begin() => new StringBuilder().AppendLine("// <auto-generated/>").AppendLine("#nullable disable").AppendLine("#pragma warning disable");

    private static string RequestName(string name, int index) => $"{name}_Request{index}";

    private static string Plain(string name) => new([.. name.Select(character => char.IsLetterOrDigit(character) ? character : '_')]);
}
