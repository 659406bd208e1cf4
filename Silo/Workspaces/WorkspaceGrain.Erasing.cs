using Orleans;

namespace QuantPlatform.Silo.Workspaces;

/// <content>The end of the workspace.</content>
internal sealed partial class WorkspaceGrain
{
    public async Task Erase()
    {
        var (pairs, rules, symbols) = (storage.State.Pairs, storage.State.Rules, storage.State.Collected().ToList());
        await storage.ClearStateAsync(CancellationToken.None);
        committed = storage.State;
        try
        {
            // A rule or pair that finds no definition any more forgets what it stored. It asks here, so this activation has to live until then.
            await Task.WhenAll(rules.Select(rule => Rule(rule.Id).Reload()));
            await Task.WhenAll(pairs.Select(pair => Pair(pair.Id).Reload()));
            await Task.WhenAll(symbols.Select(symbol => Hub(symbol).Untrack(this.GetPrimaryKeyString())));
        }
        finally
        {
            DeactivateOnIdle();
        }
    }
}
