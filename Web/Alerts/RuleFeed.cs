using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuantPlatform.Contracts.Alerts;
using QuantPlatform.Contracts.Markets;
using QuantPlatform.Web.Tenancy;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Alerts;

/// <summary>A rule with where it stands.</summary>
public sealed record RuleRow(RuleDefinition Rule, RuleStatus? Status, string TargetName)
{
    public string Id => Rule.Id;

    public RuleSettings Settings => Rule.Settings;

    public bool IsPaused => Status?.Paused ?? !Settings.Enabled;

    public IReadOnlyList<RuleTargetStatus> Targets => Status is { } known ? known.Targets : [];

    /// <summary>How loud its loudest target is, for sorting.</summary>
    public int Rank => Targets.Count == 0 ? -1 : Targets.Max(target => target.State switch
    {
        RuleTargetState.Firing => 5,
        RuleTargetState.Error => 4,
        RuleTargetState.NoData => 3,
        RuleTargetState.Recovering or RuleTargetState.Pending => 2,
        RuleTargetState.Normal => 1,
        _ => 0,
    });
}

/// <summary>The user's rules and what they can watch, read again every few seconds while a page is open.</summary>
internal sealed partial class RuleFeed(TenantGrains grains, TimeProvider time, ILogger logger, Action changed) : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    private ITimer? timer;
    private bool disposed;

    public IReadOnlyList<RuleRow> Rows { get; private set; } = [];

    /// <summary>Everything that a rule can watch.</summary>
    public IReadOnlyList<Choice<RuleTarget>> Targets { get; private set; } = [];

    public IReadOnlyList<Choice<string>> ContactPoints { get; private set; } = [];

    public bool Loaded { get; private set; }

    public bool Failed { get; private set; }

    /// <summary>Reads now, and plans the next time.</summary>
    public async Task Load()
    {
        try
        {
            await grains.Call(Read);
            (Loaded, Failed) = (true, false);
        }
        catch (Exception exception) when (exception is not NotSignedInException)
        {
            Failed = true;
            LogFailed(exception);
        }

        if (!disposed)
        {
            timer ??= time.CreateTimer(_ => _ = Load(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            timer.Change(Period, Timeout.InfiniteTimeSpan);
            changed();
        }
    }

    public void Dispose()
    {
        disposed = true;
        timer?.Dispose();
    }

    private async Task Read(UserGrains user)
    {
        var pairs = await user.Workspace.GetPairs();
        var lists = await user.Workspace.GetWatchlists();
        var symbols = await user.Workspace.GetSymbols();
        Targets =
        [
            .. pairs.Select(pair => new Choice<RuleTarget>(RuleTarget.OfPair(pair.Id), pair.DisplayName, $"pair, {pair.Settings.Interval.Name()}")),
            .. lists.Select(list => new Choice<RuleTarget>(RuleTarget.OfWatchlist(list.Id), list.Settings.Name, "watchlist")),
            .. symbols.OrderBy(symbol => symbol.Symbol, StringComparer.Ordinal).Select(symbol => new Choice<RuleTarget>(RuleTarget.OfSymbol(symbol), symbol.Symbol, $"symbol, {symbol.Venue}")),
        ];
        ContactPoints =
        [
            .. (await user.ContactPoints.GetContactPoints()).Where(point => point.Id != ContactPoint.InAppId).Select(point => new Choice<string>(point.Id, point.Settings.Name)),
        ];
        var rules = await user.Workspace.GetRules();
        var statuses = await Task.WhenAll(rules.Select(rule => user.Rule(rule.Id).GetStatus()));
        Rows = [.. rules.Zip(statuses, (rule, status) => new RuleRow(rule, status, NameOf(rule.Settings.Target)))];
    }

    private string NameOf(RuleTarget target) => Targets.FirstOrDefault(choice => choice.Value == target)?.Text ?? target.Symbol?.Symbol ?? UiTexts.Unknown;

    [LoggerMessage(Level = LogLevel.Error, Message = "Rules could not be read.")]
    private partial void LogFailed(Exception exception);
}
