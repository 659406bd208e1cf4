using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Workspaces;
using QuantPlatform.Web.Api;
using QuantPlatform.Web.Pairs;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Workspaces;

/// <summary>Quotas, and the workspace as a file: out, and in after a look at what it would change.</summary>
public sealed partial class WorkspacePage
{
    private const int MaxShown = 20;
    private const int MaxNames = 5;

    private static readonly IReadOnlyList<Choice<ImportMode>> modes =
        [new(ImportMode.Merge, WorkspaceTexts.ModeMerge), new(ImportMode.Replace, WorkspaceTexts.ModeReplace)];

    private ImmutableSortedDictionary<string, QuotaUse>? quotas;
    private IReadOnlyList<FieldError> problems = [];
    private ImportMode mode = ImportMode.Merge;
    private WorkspaceDocument? document;
    private IReadOnlyList<MissingContactPointJson> missing = [];
    private WorkspaceChanges? preview;
    private bool failed;
    private bool busy;

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private UserQuotas Quotas { get; set; } = default!;

    [Inject]
    private WorkspaceCalls Calls { get; set; } = default!;

    [Inject]
    private ToastList Toasts { get; set; } = default!;

    [Inject]
    private PairListChanges Changes { get; set; } = default!;

    [Inject]
    private ILogger<WorkspacePage> Logger { get; set; } = default!;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => RendererInfo.IsInteractive ? Load() : Task.CompletedTask;

    private static string Names(ImmutableArray<string> names) => names.Length switch
    {
        0 => Format.Unknown,
        <= MaxNames => string.Join(", ", names),
        _ => $"{string.Join(", ", names.Take(MaxNames))} + {names.Length - MaxNames}",
    };

    private async Task Load()
    {
        try
        {
            quotas = await Grains.Call(Quotas.Of);
            failed = false;
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            LogUnreadable(Logger, exception);
            failed = true;
        }
    }

    private async Task Take(IBrowserFile file)
    {
        Discard();
        if (file.Size > WorkspaceBody.MaxBytes)
        {
            problems = [new FieldError("", "", WorkspaceTexts.TooLarge)];
            return;
        }

        try
        {
            await using var stream = file.OpenReadStream(WorkspaceBody.MaxBytes);
            var body = await JsonSerializer.DeserializeAsync<WorkspaceBody>(stream, ApiJson.Options);
            var errors = new FieldErrors();
            (document, missing) = body is null ? (null, []) : await Grains.Call<(WorkspaceDocument?, IReadOnlyList<MissingContactPointJson>)>(async user => await WorkspaceReader.Read(body, user, errors));
            problems = body is null ? [new FieldError("", "", WorkspaceTexts.NotADocument)] : errors.All;
        }
        catch (JsonException exception)
        {
            problems = [new FieldError(exception.Path?.TrimStart('$', '.') ?? "", "", WorkspaceTexts.NotADocument)];
        }

        await Preview();
    }

    private async Task SetMode(ImportMode chosen)
    {
        mode = chosen;
        await Preview();
    }

    private async Task Preview()
    {
        preview = null;
        if (document is null || problems.Any(problem => problem.Rule != Refused))
        {
            return;
        }

        var outcome = await Calls.Try(user => user.Workspace.Import(document, mode, preview: true, null));
        preview = outcome?.Value;
        problems = outcome is { Accepted: false } ? [.. outcome.Refusals.Select(refusal => new FieldError(refusal.Field ?? "", Refused, refusal.Message))] : [];
    }

    private async Task Apply()
    {
        busy = true;
        // What was shown is what is done: refused when the workspace changed since.
        if (await Calls.Do(user => user.Workspace.Import(document!, mode, preview: false, preview!.Revision)))
        {
            Toasts.Show(new Toast(WorkspaceTexts.Imported));
            Discard();
            await Load();
            await Changes.Tell();
        }
        else
        {
            await Preview();
        }

        busy = false;
    }

    private void Discard() => (document, missing, preview, problems) = (null, [], null, []);

    /// <summary>Marks what the workspace refused, which another mode may accept.</summary>
    private const string Refused = "refused";

    [LoggerMessage(Level = LogLevel.Error, Message = "The quotas could not be read for a page.")]
    private static partial void LogUnreadable(ILogger logger, Exception exception);
}
