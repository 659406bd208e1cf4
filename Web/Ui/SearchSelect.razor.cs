using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace QuantPlatform.Web.Ui;

/// <summary>Chooses one of many options by typing part of its text or detail.</summary>
public sealed partial class SearchSelect<TValue>
{
    /// <summary>More would only be scrolled past; typing narrows them.</summary>
    private const int MaxShown = 60;

    private IReadOnlyList<Choice<TValue>> matches = [];
    private string shown = "";
    private bool open;
    private int active = -1;

    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public string? Placeholder { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Choice<TValue>> Options { get; set; }

    [Parameter]
    public TValue? Value { get; set; }

    [Parameter]
    public EventCallback<TValue?> ValueChanged { get; set; }

    private string ListId => $"{Id}-list";

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (!open)
        {
            shown = TextOf(Value);
        }
    }

    private string OptionId(int index) => $"{Id}-option-{index}";

    private string TextOf(TValue? value) => Options.FirstOrDefault(option => EqualityComparer<TValue>.Default.Equals(option.Value, value))?.Text ?? "";

    private void Focused()
    {
        Filter("");
        Open();
    }

    private void Open()
    {
        if (!open)
        {
            Filter("");
            open = true;
        }
    }

    private void Close()
    {
        open = false;
        shown = TextOf(Value);
    }

    private void Typed(ChangeEventArgs args)
    {
        shown = args.Value as string ?? "";
        Filter(shown);
        open = true;
    }

    private void Filter(string text)
    {
        var query = text.Trim();
        matches =
        [
            .. Options
                .Where(option => option.Text.Contains(query, StringComparison.OrdinalIgnoreCase) || option.Detail?.Contains(query, StringComparison.OrdinalIgnoreCase) == true)
                .OrderByDescending(option => option.Text.StartsWith(query, StringComparison.OrdinalIgnoreCase))
                .Take(MaxShown),
        ];
        active = query.Length == 0 ? Math.Max(-1, matches.ToList().FindIndex(option => EqualityComparer<TValue>.Default.Equals(option.Value, Value))) : matches.Count > 0 ? 0 : -1;
    }

    private async Task Pressed(KeyboardEventArgs args)
    {
        switch (args.Key)
        {
            case "ArrowDown":
                Open();
                active = Math.Min(active + 1, matches.Count - 1);
                break;
            case "ArrowUp":
                Open();
                active = Math.Max(active - 1, 0);
                break;
            case "Enter" when open && active >= 0 && active < matches.Count:
                await Choose(matches[active]);
                break;
            case "Escape":
                Close();
                break;
        }
    }

    private async Task Choose(Choice<TValue> option)
    {
        Value = option.Value;
        Close();
        await ValueChanged.InvokeAsync(option.Value);
    }
}
