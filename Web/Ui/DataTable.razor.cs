using Microsoft.AspNetCore.Components;

namespace QuantPlatform.Web.Ui;

/// <summary>A table of rows with <see cref="DataColumn{TRow}"/> children.</summary>
public sealed partial class DataTable<TRow>
{
    /// <summary>Fewer rows are all drawn: scrolling and finding in the page then work on all of them.</summary>
    private const int VirtualiseFrom = 100;

    private readonly List<DataColumn<TRow>> columns = [];
    private List<TRow> visible = [];
    private DataColumn<TRow>? sortColumn;
    private bool descending;
    private string filter = "";

    /// <summary>What the table shows, for screen readers.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>What a row is called, in the plural.</summary>
    [Parameter, EditorRequired]
    public required Noun Noun { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<TRow> Rows { get; set; }

    /// <summary>Identity of a row; it survives updates.</summary>
    [Parameter, EditorRequired]
    public required Func<TRow, object> Key { get; set; }

    /// <summary>The text that the filter looks into.</summary>
    [Parameter, EditorRequired]
    public required Func<TRow, string> SearchText { get; set; }

    /// <summary>Rows drawn fainter, e.g. disabled ones.</summary>
    [Parameter]
    public Func<TRow, bool>? Dim { get; set; }

    [Parameter]
    public string FilterText { get; set; } = UiTexts.Filter;

    [Parameter, EditorRequired]
    public required RenderFragment Columns { get; set; }

    /// <summary>Buttons beside the filter.</summary>
    [Parameter]
    public RenderFragment? Tools { get; set; }

    internal void Add(DataColumn<TRow> column)
    {
        columns.Add(column);
        StateHasChanged();
    }

    internal void Remove(DataColumn<TRow> column) => columns.Remove(column);

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        Arrange();
        return true;
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Arrange();

    private void Arrange()
    {
        var words = filter.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var rows = words.Length == 0
            ? Rows
            : Rows.Where(row => words.All(word => SearchText(row).Contains(word, StringComparison.OrdinalIgnoreCase)));
        visible = sortColumn?.SortBy is { } key
            ? [.. descending ? rows.OrderByDescending(key, UnknownLast.Descending) : rows.OrderBy(key, UnknownLast.Ascending)]
            : [.. rows];
    }

    private void SortBy(DataColumn<TRow> column)
    {
        if (sortColumn != column)
        {
            (sortColumn, descending) = (column, column.DescendingFirst);
        }
        else if (descending != column.DescendingFirst)
        {
            // Third press: back to the given order.
            sortColumn = null;
        }
        else
        {
            descending = !descending;
        }
    }

    private string? SortState(DataColumn<TRow> column) =>
        column.SortBy is null ? null : column != sortColumn ? "none" : descending ? "descending" : "ascending";

    /// <summary>Unknown values stay at the end whichever way the rest is sorted.</summary>
    private sealed class UnknownLast(bool descending) : IComparer<IComparable?>
    {
        public static readonly UnknownLast Ascending = new(descending: false);
        public static readonly UnknownLast Descending = new(descending: true);

        public int Compare(IComparable? x, IComparable? y) => (x, y) switch
        {
            (null, null) => 0,
            (null, _) => descending ? -1 : 1,
            (_, null) => descending ? 1 : -1,
            _ => x.CompareTo(y),
        };
    }
}
