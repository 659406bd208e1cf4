using System.Collections.Immutable;
using System.Reflection;
using Orleans;

namespace QuantPlatform.Tests.Architecture;

/// <summary>Walks types as a serializer would and writes down what one could not carry.</summary>
internal sealed class WireTypes
{
    private static readonly HashSet<Type> Plain =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(TimeSpan), typeof(DateTimeOffset), typeof(DateTime), typeof(Uri), typeof(void),
    ];

    private static readonly HashSet<Type> Containers =
    [
        typeof(Nullable<>), typeof(List<>), typeof(Dictionary<,>), typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableDictionary<,>), typeof(ImmutableHashSet<>),
        typeof(ImmutableSortedDictionary<,>), typeof(ImmutableSortedSet<>), typeof(ImmutableQueue<>), typeof(ImmutableStack<>),
    ];

    private readonly HashSet<Type> seen = [];
    private readonly List<string> complaints = [];

    /// <summary>The platform's own types met on the way (generic definitions once).</summary>
    public IReadOnlyCollection<Type> Seen => seen;

    /// <summary>What is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <summary>True for the four return types of a grain method.</summary>
    public static bool IsTask(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask) || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)));

    /// <summary>What a task gives.</summary>
    public static Type Result(Type task) => task.IsGenericType ? task.GetGenericArguments()[0] : typeof(void);

    /// <summary>Walks a type; <paramref name="where"/> says how it was reached.</summary>
    public void Visit(Type type, string where)
    {
        if (type.IsPrimitive || Plain.Contains(type) || type.IsGenericParameter || (typeof(IGrainObserver).IsAssignableFrom(type) && type.IsInterface))
        {
            return;
        }

        if (type.IsArray)
        {
            Visit(type.GetElementType()!, where);
            return;
        }

        foreach (var argument in type.GetGenericArguments())
        {
            Visit(argument, where);
        }

        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (Containers.Contains(definition))
        {
            return;
        }

        if (definition.Namespace?.StartsWith("QuantPlatform", StringComparison.Ordinal) != true)
        {
            complaints.Add($"{where}: {type} is neither plain nor ours");
        }
        else if (seen.Add(definition) && !definition.IsEnum)
        {
            VisitMembers(definition);
        }
    }

    private static uint? Id(MemberInfo member) =>
        member.CustomAttributes.SingleOrDefault(attribute => attribute.AttributeType == typeof(IdAttribute))?.ConstructorArguments[0].Value as uint?;

    private static bool Has<T>(Type type) => type.CustomAttributes.Any(attribute => attribute.AttributeType == typeof(T));

    private void VisitMembers(Type type)
    {
        if (!Has<GenerateSerializerAttribute>(type))
        {
            complaints.Add($"{type.Name} lacks [GenerateSerializer]");
        }

        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var ids = new Dictionary<uint, string>();
        foreach (var field in type.GetFields(Own))
        {
            // A stored property shows as its backing field; a computed one has none and needs no id.
            var property = field.Name.StartsWith('<') ? type.GetProperty(field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)], Own) : null;
            MemberInfo member = property ?? (MemberInfo)field;
            Visit(field.FieldType, $"{type.Name}.{member.Name}");
            if (Id(member) is not { } id)
            {
                complaints.Add($"{type.Name}.{member.Name} lacks [Id]");
            }
            else if (!ids.TryAdd(id, member.Name))
            {
                complaints.Add($"{type.Name}.{member.Name} and {ids[id]} share id {id}");
            }
        }

        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
        {
            Visit(parent, $"base of {type.Name}");
        }
    }
}
