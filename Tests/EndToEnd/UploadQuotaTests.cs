using System.Net;
using System.Net.Sockets;
using System.Text;
using QuantPlatform.Tests.Silo.Storage;
using Xunit;

namespace QuantPlatform.Tests.EndToEnd;

/// <summary>Uploads that do not say their length, against the size limit and the quota, on the real program.</summary>
[Collection(nameof(NodeProcess))]
public sealed class UploadQuotaTests : IAsyncLifetime
{
    private const int MiB = 1024 * 1024;

    private readonly TestFolder folder = new();
    private NodeProcess node = null!;
    private ApiSession api = null!;

    public async Task InitializeAsync()
    {
        node = await NodeProcess.StartReady(folder.Path, [.. ApiSession.AdminArguments, "--Feed:Symbols=BTCUSDT", $"--Datasets:MaxFileBytes={4 * MiB}", $"--Quota:StorageBytes={6 * MiB}"]);
        api = await ApiSession.SignIn(node);
    }

    public async Task DisposeAsync()
    {
        api.Dispose();
        await node.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task ChunkedBody_OverTheSizeLimit_IsRefusedWhileItIsSentAndLeavesNothing()
    {
        await using var body = await ChunkedUpload.Begin(api.Client);
        await body.Send(64 * MiB);

        var answer = await body.Answer();
        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains($"at most {4 * MiB} bytes", answer, StringComparison.Ordinal);
        Assert.InRange(body.Sent, 4 * MiB, 32 * MiB);
        await Holds(0);
    }

    [Fact]
    public async Task ChunkedBody_OverTheQuota_IsRefusedWhileItIsSentAndLeavesNothing()
    {
        // A file of a known length leaves less than the size limit.
        await Store(ChunkedUpload.Rows(3 * MiB));
        await using var body = await ChunkedUpload.Begin(api.Client);
        await body.Send(64 * MiB);

        var answer = await body.Answer();
        Assert.StartsWith("HTTP/1.1 422 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"field\":\"storageBytes\"", answer, StringComparison.Ordinal);
        Assert.InRange(body.Sent, 3 * MiB, 32 * MiB);
        await Holds(1);
    }

    [Fact]
    public async Task ChunkedBodies_AtOnce_ShareOneQuota()
    {
        // The first may take 4 MiB, which leaves 2 for the second.
        await using var first = await ChunkedUpload.Begin(api.Client);
        await first.Send(MiB / 4);
        await Until.True(() => Task.FromResult(Files().Length == 1), TimeSpan.FromSeconds(30), () => Task.FromResult("the first upload does not begin"));
        await using var second = await ChunkedUpload.Begin(api.Client);
        await second.Send(3 * MiB);

        Assert.Contains("\"field\":\"storageBytes\"", await second.Answer(), StringComparison.Ordinal);
        await first.End();
        Assert.StartsWith("HTTP/1.1 201 ", await first.Answer(), StringComparison.Ordinal);
        await Holds(1);
    }

    private string[] Files() => Directory.Exists(Path.Combine(folder.Path, "uploads")) ? Directory.GetFiles(Path.Combine(folder.Path, "uploads"), "*.upload") : [];

    private async Task Store(byte[] rows)
    {
        using var form = new MultipartFormDataContent { { new StringContent("X"), "symbol" }, { new ByteArrayContent(rows), "file", "x.csv" } };
        using var answer = await api.Client.PostAsync("api/v1/datasets", form);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>So many previews, nothing else on disk, and no more used than their bytes.</summary>
    private async Task Holds(int previews)
    {
        var datasets = (await api.Get("datasets"))["items"]!.AsArray();
        Assert.Equal((previews, previews), (datasets.Count, Files().Length));
        Assert.Equal(datasets.Sum(dataset => dataset!["bytes"]!.GetValue<long>()), (await api.Get("me"))["quotas"]!["storageBytes"]!["used"]!.GetValue<long>());
    }

    /// <summary>An upload by hand, chunk by chunk, that sees an answer before its end.</summary>
    private sealed class ChunkedUpload : IAsyncDisposable
    {
        private const string Boundary = "quota-test";

        private readonly TcpClient client = new();
        private NetworkStream stream = null!;
        private long row;

        /// <summary>Bytes of the file that were handed to the connection.</summary>
        public int Sent { get; private set; }

        public static async Task<ChunkedUpload> Begin(HttpClient by)
        {
            var upload = new ChunkedUpload();
            await upload.client.ConnectAsync(by.BaseAddress!.Host, by.BaseAddress.Port);
            upload.stream = upload.client.GetStream();
            await upload.Write(
                $"POST /api/v1/datasets HTTP/1.1\r\nHost: {by.BaseAddress.Authority}\r\nAuthorization: {by.DefaultRequestHeaders.Authorization}\r\n"
                + $"Content-Type: multipart/form-data; boundary={Boundary}\r\nTransfer-Encoding: chunked\r\n\r\n");
            await upload.Chunk(Encoding.ASCII.GetBytes(
                $"--{Boundary}\r\nContent-Disposition: form-data; name=symbol\r\n\r\nX\r\n--{Boundary}\r\nContent-Disposition: form-data; name=file; filename=x.csv\r\n\r\n"));
            return upload;
        }

        /// <summary>Rows a minute apart, about so many bytes.</summary>
        public static byte[] Rows(int bytes, long from = 0)
        {
            var text = new StringBuilder(bytes + 64);
            for (var i = from; text.Length < bytes; i++)
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{1_704_067_200 + (i * 60)},1,2,1,2,5\n");
            }

            return Encoding.ASCII.GetBytes(text.ToString());
        }

        /// <summary>Sends until so many bytes are sent or an answer is there.</summary>
        public async Task Send(int bytes)
        {
            while (Sent < bytes && !stream.DataAvailable)
            {
                var rows = Rows(64 * 1024, row);
                row += rows.Count(letter => letter == '\n');
                await Chunk(rows);
                Sent += rows.Length;
            }
        }

        public async Task End()
        {
            await Chunk(Encoding.ASCII.GetBytes($"\r\n--{Boundary}--\r\n"));
            await Write("0\r\n\r\n");
        }

        /// <summary>The answer up to the end of its JSON.</summary>
        public async Task<string> Answer()
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            var text = new StringBuilder();
            var buffer = new byte[8192];
            while (!text.ToString().Contains("}\r\n0\r\n", StringComparison.Ordinal) && await stream.ReadAsync(buffer, limit.Token) is > 0 and var length)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, length));
            }

            return text.ToString();
        }

        public async ValueTask DisposeAsync()
        {
            await stream.DisposeAsync();
            client.Dispose();
        }

        private async Task Chunk(byte[] bytes)
        {
            await Write($"{bytes.Length:x}\r\n");
            await stream.WriteAsync(bytes);
            await Write("\r\n");
        }

        private ValueTask Write(string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text));
    }
}
