using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts;
using QuantPlatform.Contracts.Datasets;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Contracts.Pairs;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Pairs;

/// <summary>The form of one pair in a drawer.</summary>
public sealed partial class PairEditor
{
    private static readonly IReadOnlyList<Choice<Interval>> intervals = [.. Intervals.All.Select(interval => new Choice<Interval>(interval, interval.Name()))];

    private PairForm form = new();
    private IReadOnlyList<Choice<SymbolKey?>> symbols = [];
    private bool catalogEmpty;
    private bool saving;
    private PairDefinition? basis;
    private PairForm? theirs;
    private PairForm? yours;

    /// <summary>The pair to edit; null: a new one.</summary>
    [Parameter]
    public PairDefinition? Definition { get; set; }

    /// <summary>The dataset that a new pair begins with as Y; null: none.</summary>
    [Parameter]
    public DatasetInfo? StartWith { get; set; }

    /// <summary>Y of a new pair; null: to be chosen.</summary>
    [Parameter]
    public SymbolKey? Y { get; set; }

    /// <summary>Its newest values, to compare with.</summary>
    [Parameter]
    public PairSnapshot? Current { get; set; }

    /// <summary>What a new pair begins with; null: the defaults.</summary>
    [Parameter]
    public PairSettings? Template { get; set; }

    /// <summary>Saved or given up.</summary>
    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    /// <summary>The pair was deleted; <see cref="OnClose"/> follows.</summary>
    [Parameter]
    public EventCallback OnDeleted { get; set; }

    [Inject]
    private TenantGrains Grains { get; set; } = default!;

    [Inject]
    private ILogger<PairEditor> Logger { get; set; } = default!;

    [Inject]
    private PairActions Actions { get; set; } = default!;

    [Inject]
    private PairListChanges Changes { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        basis = Definition;
        form = (Definition?.Settings ?? Template) is { } settings ? PairForm.Of(settings) : new PairForm { Y = Y };
        try
        {
            await Grains.Call(LoadSymbols);
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            LogFailed(exception);
            catalogEmpty = true;
        }
    }

    private async Task LoadSymbols(UserGrains user)
    {
        if (StartWith is { } dataset && form.Y is null)
        {
            (form.Y, form.Interval) = (SymbolKey.OfUpload(user.UserId, dataset.Id), dataset.Intervals[0]);
        }

        var venue = (Definition?.Settings ?? Template) is { } known && (known.Y.IsUpload ? known.X : known.Y) is { IsUpload: false } leg ? leg.Venue : await user.ActiveVenue.Get();
        var catalog = await user.Catalog(venue).GetSymbols();
        catalogEmpty = catalog.IsEmpty;
        var listed = catalog.Select(symbol => new Choice<SymbolKey?>(new SymbolKey(venue, symbol.Symbol), symbol.Symbol, $"{symbol.BaseAsset} / {symbol.QuoteAsset}"));
        var uploads = (await user.Datasets.List()).Where(upload => upload.State == DatasetState.Ready)
            .Select(upload => new Choice<SymbolKey?>(SymbolKey.OfUpload(user.UserId, upload.Id), upload.Id, PairTexts.UploadOf(upload.Symbol)));
        IReadOnlyList<Choice<SymbolKey?>> choices = [.. listed, .. uploads];
        // A leg that was delisted since stays what it is until another one is chosen.
        var missing = new[] { form.Y, form.X }.Where(leg => leg is not null && choices.All(choice => choice.Value != leg)).Distinct()
            .Select(leg => new Choice<SymbolKey?>(leg, leg!.Value.Shown));
        symbols = [.. choices, .. missing];
    }

    private async Task Save()
    {
        if (form.Read() is not { } settings)
        {
            return;
        }

        saving = true;
        try
        {
            var outcome = await Grains.Call(user => basis is null
                ? user.Workspace.AddPair(settings)
                : user.Workspace.UpdatePair(basis.Id, settings, basis.Version));
            if (outcome.Accepted)
            {
                await OnClose.InvokeAsync();
                await Changes.Tell();
                return;
            }

            if (outcome.Refusals.Any(refusal => refusal.Code == RefusalCodes.Stale))
            {
                await ShowBoth();
            }
            else
            {
                form.Refuse(outcome.Refusals);
            }
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            LogFailed(exception);
            form.Refuse([new Refusal("failed", null, "", PairTexts.SaveFailed)]);
        }
        finally
        {
            saving = false;
        }
    }

    /// <summary>The pair was saved elsewhere since this form was filled: its values stand beside the user's, and the next save is based on them.</summary>
    private async Task ShowBoth()
    {
        basis = await Grains.Call(user => user.Workspace.GetPair(basis!.Id));
        if (basis is null)
        {
            form.Refuse([new Refusal(RefusalCodes.NotFound, null, "", PairTexts.EditGone)]);
            return;
        }

        (theirs, yours) = (PairForm.Of(basis.Settings), form.Copy());
    }

    private async Task Delete()
    {
        saving = true;
        if (await Actions.Delete(Definition!))
        {
            await OnDeleted.InvokeAsync();
        }

        await OnClose.InvokeAsync();
    }

    private void LogFailed(Exception exception) => LogFailed(Logger, exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The form of a pair did not reach the server's grains.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
