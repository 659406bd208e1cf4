using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using QuantPlatform.Contracts;

namespace QuantPlatform.Web.Api;

/// <summary>Makes the API's error answers.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    public static ProblemResult Of(int status, string code, string detail, params IEnumerable<FieldError> errors) =>
        new(new ApiProblem("about:blank", ReasonPhrases.GetReasonPhrase(status), status, detail, code, [.. errors]));

    public static ProblemResult NotSignedIn() => Of(StatusCodes.Status401Unauthorized, "unauthenticated", "Sign in, or send a bearer token or an API key.");

    public static ProblemResult Forbidden() => Of(StatusCodes.Status403Forbidden, "forbidden", "You may not do this.");

    public static ProblemResult NotFound(string what = "There is nothing at this address.") => Of(StatusCodes.Status404NotFound, RefusalCodes.NotFound, what);

    public static ProblemResult Invalid(params IEnumerable<FieldError> errors)
    {
        var list = errors.ToList();
        return Of(StatusCodes.Status400BadRequest, RefusalCodes.Invalid, list.Count == 1 ? list[0].Message : "Some members break a rule.", list);
    }

    public static ProblemResult Invalid(string field, string rule, string message) => Invalid([new FieldError(field, rule, message)]);

    /// <summary>The answer to refusals of a grain: the one that is checked first decides the status.</summary>
    public static ProblemResult Refused(IEnumerable<Refusal> refusals)
    {
        var all = refusals.ToList();
        var first = all.MinBy(refusal => Array.IndexOf(CheckOrder, StatusOf(refusal.Code)))!;
        var status = StatusOf(first.Code);
        var shown = all.Where(refusal => StatusOf(refusal.Code) == status).ToList();
        return Of(status, first.Code, first.Message,
            shown.Where(refusal => refusal.Field is not null).Select(refusal => new FieldError(refusal.Field!, refusal.Rule, refusal.Message)));
    }

    /// <summary>A 412 that shows both versions.</summary>
    public static ProblemResult Stale<T>(T current, T yours)
    {
        var problem = Of(StatusCodes.Status412PreconditionFailed, RefusalCodes.Stale, "It was changed since you read it.").Problem;
        return new ProblemResult(problem with
        {
            More = new Dictionary<string, JsonElement>
            {
                ["current"] = JsonSerializer.SerializeToElement(current, ApiJson.Options),
                ["yours"] = JsonSerializer.SerializeToElement(yours, ApiJson.Options),
            },
        });
    }

    private static readonly int[] CheckOrder = [404, 413, 400, 409, 422, 429, 412];

    private static int StatusOf(string code) => (int)(code switch
    {
        RefusalCodes.NotFound => HttpStatusCode.NotFound,
        RefusalCodes.Conflict => HttpStatusCode.Conflict,
        RefusalCodes.Stale => HttpStatusCode.PreconditionFailed,
        RefusalCodes.Quota or RefusalCodes.Unprocessable => HttpStatusCode.UnprocessableContent,
        RefusalCodes.Busy => HttpStatusCode.TooManyRequests,
        RefusalCodes.TooLarge => HttpStatusCode.RequestEntityTooLarge,
        _ => HttpStatusCode.BadRequest,
    });
}
