using Microsoft.AspNetCore.Components;

namespace QuantPlatform.Web.Ui;

/// <summary>One column of a <see cref="DataTable{TRow}"/>.</summary>
public sealed class DataColumn<TRow> : ComponentBase, IDisposable
{
    [CascadingParameter]
    private DataTable<TRow> Table { get; set; } = default!;

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>The title is for screen readers only.</summary>
    [Parameter]
    public bool HideTitle { get; set; }

    /// <summary>What to sort by (unknown is null and stays last); null: the column does not sort.</summary>
    [Parameter]
    public Func<TRow, IComparable?>? SortBy { get; set; }

    /// <summary>The first press on the header sorts downwards.</summary>
    [Parameter]
    public bool DescendingFirst { get; set; }

    /// <summary>Style classes of its cells, e.g. <c>end num</c>.</summary>
    [Parameter]
    public string? CssClass { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment<TRow> ChildContent { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized() => Table.Add(this);

    /// <inheritdoc/>
    public void Dispose() => Table.Remove(this);
}
