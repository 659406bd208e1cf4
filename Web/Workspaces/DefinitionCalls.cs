using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Tenancy;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.OpenApi;
using QuantPlatform.Web.Tenancy;

namespace QuantPlatform.Web.Workspaces;

/// <summary>An order of definitions.</summary>
[Example("""{"ids":["b7c2","a1f0"]}""")]
internal sealed record OrderBody(
    [property: Description("The id of every one of them, once, in the new order."), Required] IReadOnlyList<string>? Ids);

/// <summary>The calls that every kind of definition has: list, add, read, change, delete, order.</summary>
internal sealed class DefinitionCalls<T, TSettings, TBody, TJson>
    where T : class, IDefinition<T, TSettings>
    where TSettings : class
    where TBody : class, IDefinitionBody<TSettings>
{
    /// <summary>What one is called, e.g. <c>pair</c>.</summary>
    public required string Noun { get; init; }

    /// <summary>Heading in the documentation.</summary>
    public required string Tag { get; init; }

    public string AddHelp { get; init; } = "";

    public string PutHelp { get; init; } = "States the whole definition; what is left out gets its default.";

    /// <summary>Whether alert rules can use one, and so stand in the way of its deletion.</summary>
    public bool UsedByRules { get; init; }

    public required Func<UserGrains, Task<ImmutableArray<T>>> All { get; init; }

    public required Func<UserGrains, string, Task<T?>> One { get; init; }

    public required Func<UserGrains, TSettings, Task<Outcome<T>>> Add { get; init; }

    public required Func<UserGrains, string, TSettings, long?, Task<Outcome<T>>> Change { get; init; }

    public required Func<UserGrains, string, bool, Task<Outcome<T>>> Delete { get; init; }

    public required Func<UserGrains, ImmutableArray<string>, Task<Outcome<ImmutableArray<T>>>> Order { get; init; }

    public required Func<T, TJson> Show { get; init; }

    private string Plural => Noun + "s";

    private string Path => "/" + Plural;

    /// <summary>Maps the calls; what a kind has besides goes into the group that is returned.</summary>
    public RouteGroupBuilder Map(IEndpointRouteBuilder api)
    {
        var (one, many) = (Capital(Noun), Capital(Plural));
        var group = api.MapGroup(Path).WithTags(Tag);
        group.MapGet("", List)
            .Describe($"list{many}", $"Your {Plural}", "In your order.")
            .TakesPage().Answers<Page<TJson>>($"A page of {Plural}.").Problems(400, 401);
        group.MapPost("", Post)
            .Describe($"add{one}", $"Make a {Noun}", $"{AddHelp} Counts against the quota `{Plural}`.".TrimStart())
            .TakesBody<TBody>().SendsHeader("ETag", $"Version of the {Noun}.")
            .Answers<TJson>($"The {Noun}.", StatusCodes.Status201Created).Problems(400, 401, 413, 415, 422);
        group.MapPut("/order", PutOrder)
            .Describe($"order{many}", $"Order your {Plural}")
            .TakesBody<OrderBody>().Answers<Page<TJson>>($"All {Plural} in the new order.").Problems(400, 401, 413, 415);
        group.MapGet("/{id}", Get)
            .Describe($"get{one}", $"One {Noun}").TakesHeader("If-None-Match", "An `ETag` you have: 304 when it is still the current one.")
            .SendsHeader("ETag", $"Version of the {Noun}.")
            .Answers<TJson>($"The {Noun}.").Answers(StatusCodes.Status304NotModified, "You have it.").Problems(401, 404);
        group.MapPut("/{id}", Put)
            .Describe($"put{one}", $"Change a {Noun}", PutHelp)
            .TakesHeader("If-Match", $"The `ETag` your change is based on: 412 with both versions when the {Noun} was changed since.")
            .TakesBody<TBody>().SendsHeader("ETag", $"Version of the {Noun}.")
            .Answers<TJson>($"The changed {Noun}.").Problems(400, 401, 404, 412, 413, 415, 422);
        var delete = group.MapDelete("/{id}", DeleteOne)
            .Describe($"delete{one}", $"Delete a {Noun}").Answers(StatusCodes.Status204NoContent, "It is gone.").Problems(400, 401, 404);
        if (UsedByRules)
        {
            delete.TakesQuery("force", QueryKind.Flag, "`true` deletes the rules that use it, too. Without it they are named in a 409 and nothing is deleted.").Problems(409);
        }

        return group;
    }

    public ProblemResult NotFound() => Problems.NotFound($"You have no such {Noun}.");

    /// <summary>The answer to a change that was accepted or refused.</summary>
    public IResult Answer(HttpContext context, Outcome<T> outcome, int status = StatusCodes.Status200OK)
    {
        if (!outcome.Accepted)
        {
            return Problems.Refused(outcome.Refusals);
        }

        ETags.Set(context.Response, outcome.Value!.Version);
        return Results.Json(Show(outcome.Value), ApiJson.Options, statusCode: status);
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private Task<IResult> List(HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        var query = new QueryReader(context.Request);
        var (skip, limit) = (query.Cursor(), query.Limit());
        return query.Problem ?? Results.Json(PageCursor.Cut([.. (await All(user)).Select(Show)], skip, limit), ApiJson.Options);
    });

    private Task<IResult> Post(HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        var (settings, problem) = await Read(context, user, ownId: null);
        if (problem is not null)
        {
            return problem;
        }

        var outcome = await Add(user, settings!);
        if (outcome.Accepted)
        {
            context.Response.Headers.Location = $"{ApiPaths.Prefix}{Path}/{outcome.Value!.Id}";
        }

        return Answer(context, outcome, StatusCodes.Status201Created);
    });

    private Task<IResult> Get(string id, HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        if (await Find(user, id) is not { } found)
        {
            return NotFound();
        }

        ETags.Set(context.Response, found.Version);
        return ETags.IsNotModified(context.Request, found.Version)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Json(Show(found), ApiJson.Options);
    });

    private Task<IResult> Put(string id, HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        if (await Find(user, id) is null)
        {
            return NotFound();
        }

        var (settings, problem) = await Read(context, user, id);
        if (problem is not null)
        {
            return problem;
        }

        var outcome = await Change(user, id, settings!, ETags.IfMatch(context.Request));
        if (!outcome.Accepted && outcome.Refusals.All(refusal => refusal.Code == RefusalCodes.Stale) && await Find(user, id) is { } current)
        {
            ETags.Set(context.Response, current.Version);
            return Problems.Stale(Show(current), Show(T.Create(current.Id, current.Version, current.CreatedAt, settings!)));
        }

        return Answer(context, outcome);
    });

    private Task<IResult> DeleteOne(string id, HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        if (await Find(user, id) is null)
        {
            return NotFound();
        }

        var query = new QueryReader(context.Request);
        var force = UsedByRules && query.Flag("force") == true;
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var outcome = await Delete(user, id, force);
        return outcome.Accepted ? Results.NoContent() : Problems.Refused(outcome.Refusals);
    });

    private Task<IResult> PutOrder(HttpContext context, TenantGrains tenant) => tenant.Call<IResult>(async user =>
    {
        var (body, unreadable) = await ApiBody.Read<OrderBody>(context);
        if (unreadable is not null)
        {
            return unreadable;
        }

        if (body!.Ids is not { } ids || ids.Contains(null!))
        {
            return Problems.Invalid("ids", "required", $"Name the id of every {Noun}.");
        }

        var outcome = await Order(user, [.. ids]);
        return outcome.Accepted
            ? Results.Json(new Page<TJson>([.. outcome.Value.Select(Show)], null), ApiJson.Options)
            : Problems.Refused(outcome.Refusals);
    });

    private async Task<(TSettings? Settings, ProblemResult? Problem)> Read(HttpContext context, UserGrains user, string? ownId)
    {
        var (body, unreadable) = await ApiBody.Read<TBody>(context);
        if (unreadable is not null)
        {
            return (null, unreadable);
        }

        var errors = new FieldErrors();
        if (body!.Id is not null && body.Id != ownId)
        {
            errors.Add("id", ownId is null ? "not given" : $"the {Noun}'s own id", "An id cannot be chosen or changed.");
        }

        var settings = await body.Read(user, errors);
        return errors.All.Count > 0 ? (null, Problems.Invalid(errors.All)) : (settings, null);
    }

    private Task<T?> Find(UserGrains user, string id) => TenantKey.IsPart(id) ? One(user, id) : Task.FromResult<T?>(null);
}
