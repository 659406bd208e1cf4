using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace QuantPlatform.Web.Datasets;

/// <summary>The parts of an upload, for the API's description; the endpoint reads them as they come.</summary>
internal sealed record UploadForm(
    [property: Description("The file: text in UTF-8, at most 100 MiB and 5,000,000 rows."), Required] string File,
    [property: Description("What you call it: 1 to 40 letters, digits, spaces and . _ - / In a file of several symbols, the one to take."), Required] string Symbol,
    [property: Description("1s, 1m, 5m, 15m or 1h; for bars only. Found out when left out.")] string? Interval,
    [property: Description("`s`, `ms`, `us`, `ns`, `iso`, or a pattern such as `dd.MM.yyyy HH:mm`. Found out when left out.")] string? TimeFormat,
    [property: Description("One character, or `tab`. Found out when left out.")] string? Delimiter);
