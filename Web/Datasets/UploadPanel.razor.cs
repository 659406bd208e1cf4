using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.JSInterop;
using QuantPlatform.Web.Ui;

namespace QuantPlatform.Web.Datasets;

/// <summary>Sends a file through the HTTP API: the browser does it itself, so that a large file does not pass the circuit.</summary>
public sealed partial class UploadPanel
{
    private const string FileId = "upload-file";

    private IJSObjectReference? module;
    private IJSObjectReference? upload;
    private DotNetObjectReference<UploadPanel>? self;
    private string? file;
    private string? name;
    private string? nameError;
    private string? error;
    private bool sending;
    private bool stopped;
    private double progress;

    /// <summary>A file was taken; its dataset waits to be checked.</summary>
    [Parameter, EditorRequired]
    public EventCallback<string> OnUploaded { get; set; }

    [Inject]
    private IJSRuntime JavaScript { get; set; } = default!;

    [Inject]
    private ToastList Toasts { get; set; } = default!;

    /// <summary>A share of it is sent.</summary>
    [JSInvokable]
    public Task OnProgress(double share) => InvokeAsync(() =>
    {
        progress = share;
        StateHasChanged();
    });

    /// <summary>The server answered, or the upload was stopped (status 0).</summary>
    [JSInvokable]
    public Task OnDone(int status, string? datasetId, string? detail) => InvokeAsync(async () =>
    {
        sending = false;
        if (status == StatusCodes.Status201Created && datasetId is not null)
        {
            file = null;
            await OnUploaded.InvokeAsync(datasetId);
        }
        else if (stopped)
        {
            Toasts.Show(new Toast(DatasetTexts.Cancelled));
        }
        else
        {
            error = detail ?? DatasetTexts.UploadFailed;
        }

        StateHasChanged();
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (upload is not null)
            {
                await upload.InvokeVoidAsync("dispose");
                await upload.DisposeAsync();
            }

            if (module is not null)
            {
                await module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone and what it sent with it.
        }

        self?.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            module = await JavaScript.InvokeAsync<IJSObjectReference>("import", "./" + Assets["lib/fileUpload.js"]);
            self = DotNetObjectReference.Create(this);
            upload = await module.InvokeAsync<IJSObjectReference>("create", FileId, self);
        }
    }

    /// <summary>The file's name up to the first mark that does not belong to an instrument, e.g. <c>BTCUSDT-1m-2024-01.csv</c>.</summary>
    private static string Suggest(string fileName)
    {
        var start = string.Concat(Path.GetFileNameWithoutExtension(fileName).TakeWhile(c => char.IsLetterOrDigit(c) || c == '_')).Trim('_');
        return start.Length <= ReadingBody.MaxSymbol ? start : start[..ReadingBody.MaxSymbol];
    }

    private async Task Send()
    {
        var (_, problem) = new ReadingBody(name, null, null, null).Read(null);
        nameError = problem?.Problem.Detail;
        error = null;
        if (nameError is null)
        {
            (sending, stopped, progress) = (true, false, 0);
            await upload!.InvokeVoidAsync("start", name!.Trim());
        }
    }

    private async Task Stop()
    {
        stopped = true;
        await upload!.InvokeVoidAsync("cancel");
    }

    private void Chosen(IBrowserFile chosen)
    {
        (file, error, nameError) = (chosen.Name, null, null);
        name = Suggest(chosen.Name);
    }
}
