namespace QuantPlatform.Tests.Isolation;

/// <summary>What a call or page reaches, and so who is refused how.</summary>
internal enum Reach
{
    /// <summary>For everybody, signed in or not.</summary>
    Everybody,

    /// <summary>Shared data: for everybody who is signed in.</summary>
    Shared,

    /// <summary>The caller's own things, none of which is named.</summary>
    Own,

    /// <summary>One thing of the owner, named in the path: nobody else may even learn that it exists.</summary>
    Named,

    /// <summary>For administrators.</summary>
    Admin,
}

/// <summary>One row for each call and page of the node. A new one without a row fails <see cref="IsolationTests"/>.</summary>
internal static class IsolationMatrix
{
    /// <summary>Calls by method and route. <c>{id}</c> is replaced by the owner's id of <c>Of</c>.</summary>
    public static readonly IReadOnlyDictionary<string, Row> Calls = new Dictionary<string, Row>(StringComparer.Ordinal)
    {
        ["POST /api/v1/account/register"] = new(Reach.Everybody),
        ["POST /api/v1/account/login"] = new(Reach.Everybody),
        ["POST /api/v1/account/refresh"] = new(Reach.Everybody),
        ["POST /api/v1/account/logout"] = new(Reach.Own),
        ["GET /api/v1/account/confirmEmail"] = new(Reach.Everybody),
        ["POST /api/v1/account/resendConfirmationEmail"] = new(Reach.Everybody),
        ["POST /api/v1/account/forgotPassword"] = new(Reach.Everybody),
        ["POST /api/v1/account/resetPassword"] = new(Reach.Everybody),
        ["POST /api/v1/account/manage/2fa"] = new(Reach.Own),
        ["GET /api/v1/account/manage/info"] = new(Reach.Own),
        ["POST /api/v1/account/manage/info"] = new(Reach.Own),
        ["GET /api/v1/account/sessions"] = new(Reach.Own),
        ["DELETE /api/v1/account/sessions"] = new(Reach.Own),
        ["DELETE /api/v1/account/sessions/{id}"] = new(Reach.Named, "session"),
        ["GET /api/v1/me"] = new(Reach.Own),
        ["PUT /api/v1/me"] = new(Reach.Own),
        ["DELETE /api/v1/me"] = new(Reach.Own),
        ["GET /api/v1/keys"] = new(Reach.Own),
        ["POST /api/v1/keys"] = new(Reach.Own),
        ["DELETE /api/v1/keys/{id}"] = new(Reach.Named, "key"),
        ["GET /api/v1/feed"] = new(Reach.Shared),
        ["GET /api/v1/symbols"] = new(Reach.Shared),
        ["POST /api/v1/symbols/{symbol}/track"] = new(Reach.Own),
        ["DELETE /api/v1/symbols/{symbol}/track"] = new(Reach.Own),
        ["GET /api/v1/symbols/{symbol}/bars"] = new(Reach.Shared),
        ["GET /api/v1/symbols/{symbol}/trades"] = new(Reach.Shared),
        ["GET /api/v1/symbols/{symbol}/stats"] = new(Reach.Shared),
        ["POST /api/v1/analytics/pair"] = new(Reach.Shared),
        ["POST /api/v1/analytics/correlation"] = new(Reach.Shared),
        ["GET /api/v1/pairs"] = new(Reach.Own),
        ["POST /api/v1/pairs"] = new(Reach.Own),
        ["PUT /api/v1/pairs/order"] = new(Reach.Own),
        ["GET /api/v1/pairs/{id}"] = new(Reach.Named, "pair"),
        ["PUT /api/v1/pairs/{id}"] = new(Reach.Named, "pair"),
        ["DELETE /api/v1/pairs/{id}"] = new(Reach.Named, "pair"),
        ["POST /api/v1/pairs/{id}/restore"] = new(Reach.Named, "pair"),
        ["GET /api/v1/pairs/{id}/snapshot"] = new(Reach.Named, "pair"),
        ["GET /api/v1/pairs/{id}/series"] = new(Reach.Named, "pair"),
        ["GET /api/v1/pairs/{id}/table"] = new(Reach.Named, "pair"),
        ["GET /api/v1/pairs/{id}/diagnostics"] = new(Reach.Named, "pair"),
        ["GET /api/v1/watchlists"] = new(Reach.Own),
        ["POST /api/v1/watchlists"] = new(Reach.Own),
        ["PUT /api/v1/watchlists/order"] = new(Reach.Own),
        ["GET /api/v1/watchlists/{id}"] = new(Reach.Named, "watchlist"),
        ["PUT /api/v1/watchlists/{id}"] = new(Reach.Named, "watchlist"),
        ["DELETE /api/v1/watchlists/{id}"] = new(Reach.Named, "watchlist"),
        ["GET /api/v1/dashboards"] = new(Reach.Own),
        ["POST /api/v1/dashboards"] = new(Reach.Own),
        ["PUT /api/v1/dashboards/order"] = new(Reach.Own),
        ["GET /api/v1/dashboards/{id}"] = new(Reach.Named, "dashboard"),
        ["PUT /api/v1/dashboards/{id}"] = new(Reach.Named, "dashboard"),
        ["DELETE /api/v1/dashboards/{id}"] = new(Reach.Named, "dashboard"),
        ["GET /api/v1/preferences"] = new(Reach.Own),
        ["PUT /api/v1/preferences"] = new(Reach.Own),
        ["GET /api/v1/workspace"] = new(Reach.Own),
        ["PUT /api/v1/workspace"] = new(Reach.Own),
        ["GET /api/v1/rules"] = new(Reach.Own),
        ["POST /api/v1/rules"] = new(Reach.Own),
        ["POST /api/v1/rules/dry-run"] = new(Reach.Own),
        ["GET /api/v1/rules/{id}"] = new(Reach.Named, "rule"),
        ["PUT /api/v1/rules/{id}"] = new(Reach.Named, "rule"),
        ["DELETE /api/v1/rules/{id}"] = new(Reach.Named, "rule"),
        ["POST /api/v1/rules/{id}/pause"] = new(Reach.Named, "rule"),
        ["POST /api/v1/rules/{id}/resume"] = new(Reach.Named, "rule"),
        ["POST /api/v1/rules/{id}/snooze"] = new(Reach.Named, "rule"),
        ["GET /api/v1/alerts"] = new(Reach.Own),
        ["POST /api/v1/alerts/ack"] = new(Reach.Own),
        ["POST /api/v1/alerts/{id}/ack"] = new(Reach.Named, "alert"),
        ["GET /api/v1/silences"] = new(Reach.Own),
        ["POST /api/v1/silences"] = new(Reach.Own),
        ["DELETE /api/v1/silences/{id}"] = new(Reach.Named, "silence"),
        ["GET /api/v1/contact-points"] = new(Reach.Own),
        ["POST /api/v1/contact-points"] = new(Reach.Own),
        ["GET /api/v1/contact-points/{id}"] = new(Reach.Named, "contactPoint"),
        ["PUT /api/v1/contact-points/{id}"] = new(Reach.Named, "contactPoint"),
        ["DELETE /api/v1/contact-points/{id}"] = new(Reach.Named, "contactPoint"),
        ["POST /api/v1/contact-points/{id}/secret"] = new(Reach.Named, "contactPoint"),
        ["POST /api/v1/contact-points/{id}/test"] = new(Reach.Named, "contactPoint"),
        ["GET /api/v1/deliveries"] = new(Reach.Own),
        ["POST /api/v1/deliveries/{id}/resend"] = new(Reach.Named, "delivery"),
        ["GET /api/v1/datasets"] = new(Reach.Own),
        ["POST /api/v1/datasets"] = new(Reach.Own),
        ["GET /api/v1/datasets/{id}"] = new(Reach.Named, "dataset"),
        ["POST /api/v1/datasets/{id}/read"] = new(Reach.Named, "dataset"),
        ["POST /api/v1/datasets/{id}/accept"] = new(Reach.Named, "dataset"),
        ["DELETE /api/v1/datasets/{id}"] = new(Reach.Named, "dataset"),
        ["GET /api/v1/exports"] = new(Reach.Own),
        ["POST /api/v1/exports"] = new(Reach.Own),
        ["GET /api/v1/exports/{id}"] = new(Reach.Named, "job"),
        ["GET /api/v1/exports/{id}/file"] = new(Reach.Named, "job"),
        ["DELETE /api/v1/exports/{id}"] = new(Reach.Named, "job"),
        ["GET /api/v1/jobs/{id}"] = new(Reach.Named, "job"),
        ["DELETE /api/v1/jobs/{id}"] = new(Reach.Named, "job"),
        ["GET /api/v1/stream"] = new(Reach.Own),
        ["GET /api/v1/admin/users"] = new(Reach.Admin),
        ["GET /api/v1/admin/users/{id}"] = new(Reach.Admin, "user"),
        ["PUT /api/v1/admin/users/{id}"] = new(Reach.Admin, "user"),
        ["POST /api/v1/admin/users/{id}/reset-two-factor"] = new(Reach.Admin, "user"),
        ["POST /api/v1/admin/users/{id}/reset-password"] = new(Reach.Admin, "user"),
        ["GET /api/v1/admin/invites"] = new(Reach.Admin),
        ["POST /api/v1/admin/invites"] = new(Reach.Admin),
        ["DELETE /api/v1/admin/invites/{id}"] = new(Reach.Admin),
        ["GET /api/v1/admin/grains"] = new(Reach.Admin),
        ["GET /api/v1/admin/storage"] = new(Reach.Admin),
        ["GET /api/v1/admin/venues"] = new(Reach.Admin),
        ["GET /api/v1/admin/audit"] = new(Reach.Admin),
    };

    /// <summary>Pages by route.</summary>
    public static readonly IReadOnlyDictionary<string, Row> Pages = new Dictionary<string, Row>(StringComparer.Ordinal)
    {
        ["/"] = new(Reach.Own),
        ["/dashboards/{Id}"] = new(Reach.Named, "dashboard"),
        ["/symbols"] = new(Reach.Own),
        ["/symbols/{Name}"] = new(Reach.Shared),
        ["/pairs"] = new(Reach.Own),
        ["/pairs/{Id}"] = new(Reach.Named, "pair"),
        ["/watchlists"] = new(Reach.Own),
        ["/watchlists/{Id}"] = new(Reach.Named, "watchlist"),
        ["/workspace"] = new(Reach.Own),
        ["/data"] = new(Reach.Own),
        ["/alerts"] = new(Reach.Own),
        ["/rules"] = new(Reach.Own),
        ["/alerts/contact-points"] = new(Reach.Own),
        ["/account"] = new(Reach.Own),
        ["/account/keys"] = new(Reach.Own),
        ["/admin/users"] = new(Reach.Admin),
        ["/admin/node"] = new(Reach.Admin),
        ["/admin/audit"] = new(Reach.Admin),
        ["/account/sign-in"] = new(Reach.Everybody),
        ["/account/register"] = new(Reach.Everybody),
        ["/account/confirm"] = new(Reach.Everybody),
        ["/account/forgot"] = new(Reach.Everybody),
        ["/account/reset"] = new(Reach.Everybody),
        ["/account/set-up"] = new(Reach.Everybody),
        ["/not-found"] = new(Reach.Everybody),
    };

    /// <param name="Reach">What it reaches.</param>
    /// <param name="Of">Whose id stands in the path; null: no id does.</param>
    internal sealed record Row(Reach Reach, string? Of = null);
}
