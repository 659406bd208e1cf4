using System.ComponentModel;
using QuantPlatform.Web.Api;

namespace QuantPlatform.Web.Exports;

/// <summary>Everything needed to make the same file again and to know that it is the same.</summary>
internal sealed record ExportManifest(
    [property: Description("What was exported.")] ExportBody Request,
    [property: Description("Settings that the rows depend on: of a pair its definition; null when there are none.")] object? Settings,
    [property: Description("Name of the file.")] string FileName,
    [property: Description("Its media type.")] string ContentType,
    [property: Description("Rows in it.")] long Rows,
    [property: Description("Its size.")] long Bytes,
    [property: Description("SHA-256 of it, in hexadecimal.")] string Sha256,
    [property: Description("The columns, by the names of CSV; none of a workspace.")] IReadOnlyList<string> Columns,
    [property: Description("When it was made, Unix ms.")] long CreatedAt,
    [property: Description("The API's version.")] string Api,
    [property: Description("The program's version.")] string Program);
