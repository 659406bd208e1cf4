using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using QuantPlatform.Web.Ui;
using Xunit;

namespace QuantPlatform.Tests.Web.Ui;

public sealed class DataTableTests
{
    private sealed record Row(string Name, double? Value);

    [Fact]
    public async Task Render_RowsAndColumns_NamesSortableHeadersAndKeepsTheOrder()
    {
        var html = await Render([new("b", 2), new("a", 1)]);

        Assert.Equal(["b", "a"], Names(html));
        Assert.Equal(2, html.Split("aria-sort=\"none\"").Length - 1);
        Assert.Contains("aria-label=\"things\"", html, StringComparison.Ordinal);
        Assert.Contains("2 rows", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_NoRows_HasNoBodyRows() => Assert.Empty(Names(await Render([])));

    private static string[] Names(string html) => [.. html.Split("data-label=\"Name\">").Skip(1).Select(rest => rest[..rest.IndexOf('<')])];

    private static async Task<string> Render(IReadOnlyList<Row> rows)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var output = await renderer.RenderComponentAsync<DataTable<Row>>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                ["Label"] = "things",
                ["Noun"] = new Noun("row", "rows"),
                ["Rows"] = rows,
                ["Key"] = (Func<Row, object>)(row => row.Name),
                ["SearchText"] = (Func<Row, string>)(row => row.Name),
                ["Columns"] = (RenderFragment)(builder =>
                {
                    Column(builder, "Name", row => row.Name, row => text => text.AddContent(0, row.Name));
                    Column(builder, "Value", row => row.Value, row => text => text.AddContent(0, row.Value));
                }),
            }));
            return output.ToHtmlString();
        });
    }

    private static void Column(RenderTreeBuilder builder, string title, Func<Row, IComparable?> sort, RenderFragment<Row> cell)
    {
        builder.OpenComponent<DataColumn<Row>>(0);
        builder.SetKey(title);
        builder.AddComponentParameter(1, "Title", title);
        builder.AddComponentParameter(2, "SortBy", sort);
        builder.AddComponentParameter(3, "ChildContent", cell);
        builder.CloseComponent();
    }
}
