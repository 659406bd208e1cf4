using System.Text.Json;
using System.Text.Json.Nodes;

namespace QuantPlatform.MarketSimulator.Sockets;

/// <summary>Answers SUBSCRIBE, UNSUBSCRIBE, LIST_SUBSCRIPTIONS, SET_PROPERTY and GET_PROPERTY. Every well-formed request is acknowledged, whatever it names.</summary>
internal sealed class ControlProtocol(SubscriptionList subscriptions, bool combined, int maxStreams)
{
    private const string Methods = "one of SUBSCRIBE, UNSUBSCRIBE, LIST_SUBSCRIPTIONS, SET_PROPERTY, GET_PROPERTY";

    private volatile bool _combined = combined;

    /// <summary>Whether payloads go out wrapped with their stream's name.</summary>
    public bool Combined => _combined;

    public ControlReply Handle(ReadOnlyMemory<byte> message)
    {
        JsonNode? request;
        try
        {
            request = JsonNode.Parse(message.Span);
        }
        catch (JsonException e)
        {
            return Error(3, $"Invalid JSON: expected value at line {e.LineNumber + 1} column {e.BytePositionInLine + 1}", null);
        }

        if (request is not JsonObject fields)
            return Error(2, "Invalid request: expected an object", null);
        JsonNode? idNode;
        try
        {
            idNode = fields["id"];
        }
        catch (ArgumentException)
        {
            return Error(2, "Invalid request: duplicate field", null);
        }

        uint? id = null;
        if (idNode is not null)
        {
            if (idNode is not JsonValue number || !number.TryGetValue(out uint value))
                return Error(2, "Invalid request: request ID must be an unsigned integer", null);
            id = value;
        }

        if (fields["method"] is not { } method)
            return Error(2, $"Invalid request: missing field `method` at line 1 column {message.Length}", id);
        var name = method is JsonValue text && text.TryGetValue(out string? s) ? s : method.ToJsonString();
        return name switch
        {
            "SUBSCRIBE" => Names(fields, id, Subscribe),
            "UNSUBSCRIBE" => Names(fields, id, names =>
            {
                subscriptions.Remove(names);
                return Acknowledge(id);
            }),
            "LIST_SUBSCRIPTIONS" => Result(new JsonArray([.. subscriptions.Names.Select(n => (JsonNode)n)]), id),
            "SET_PROPERTY" => SetProperty(fields["params"] as JsonArray, id),
            "GET_PROPERTY" => GetProperty(fields["params"] as JsonArray, id),
            _ => Error(2, $"Invalid request: unknown variant {name}, expected {Methods} at line 1 column {message.Length}", id),
        };

        ControlReply Subscribe(List<string> names) => subscriptions.Add(names, maxStreams) is { } added
            ? Acknowledge(id) with { Added = added }
            : TooManyStreams(id);
    }

    /// <summary>What the exchange says before it closes a socket that holds too many streams.</summary>
    public static ControlReply TooManyStreams(uint? id) =>
        Reply(new JsonObject { ["error"] = new JsonObject { ["code"] = 4, ["msg"] = "Too many subscriptions" } }, id) with { ClosesWith = "Too many subscriptions" };

    private static ControlReply Names(JsonObject fields, uint? id, Func<List<string>, ControlReply> handle)
    {
        if (fields["params"] is not JsonArray array)
            return Error(2, "Invalid request: missing field `params`", id);
        var names = new List<string>(array.Count);
        foreach (var item in array)
        {
            if (item is not JsonValue value || !value.TryGetValue(out string? name))
                return Error(2, "Invalid request: stream name must be a string", id);
            names.Add(name);
        }

        return handle(names);
    }

    private ControlReply SetProperty(JsonArray? parameters, uint? id)
    {
        if (Property(parameters, 2, id) is { } error)
            return error;
        if (parameters!.Count < 2 || parameters[1] is not JsonValue value || !value.TryGetValue(out bool on))
            return Error(1, "Invalid value type: expected Boolean", id);
        _combined = on;
        return Acknowledge(id);
    }

    private ControlReply GetProperty(JsonArray? parameters, uint? id) => Property(parameters, 1, id) ?? Result(_combined, id);

    /// <summary>The error of a request that does not name the one property there is; null if it does.</summary>
    private static ControlReply? Property(JsonArray? parameters, int most, uint? id)
    {
        if (parameters is null || parameters.Count == 0 || parameters[0] is not JsonValue first || !first.TryGetValue(out string? name))
            return Error(2, "Invalid request: property name must be a string", id);
        if (parameters.Count > most)
            return Error(2, "Invalid request: too many parameters", id);
        return name == "combined" ? null : Error(0, "Unknown property", id);
    }

    private static ControlReply Acknowledge(uint? id) => Result(null, id);

    private static ControlReply Result(JsonNode? result, uint? id) => Reply(new JsonObject { ["result"] = result }, id);

    private static ControlReply Error(int code, string message, uint? id) => Reply(new JsonObject { ["code"] = code, ["msg"] = message }, id);

    private static ControlReply Reply(JsonObject body, uint? id)
    {
        if (id is { } value)
            body["id"] = value;
        return new ControlReply(JsonSerializer.SerializeToUtf8Bytes(body));
    }
}

/// <summary>An answer, the streams that now carry data, and the reason to close the socket afterwards, if any.</summary>
internal sealed record ControlReply(ReadOnlyMemory<byte> Payload)
{
    public IReadOnlyList<MarketStream> Added { get; init; } = [];

    public string? ClosesWith { get; init; }
}
