using System.Globalization;
using QuantPlatform.Silo.Hosting;

namespace QuantPlatform.Silo.Storage;

/// <summary>
/// The folder that holds a node's data, owned by one process at a time. Ownership is a lock of the operating system on the file
/// <c>node.lock</c>: it ends with the process, however that ends, so nothing is ever left to clean up.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private const string Key = StorageOptions.Section + ":" + nameof(StorageOptions.Path);
    private readonly FileStream held;

    private DataFolder(string path, FileStream held) => (Path, this.held) = (path, held);

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>The full path of a configured folder: a relative one counts from <paramref name="contentRoot"/>.</summary>
    public static string Locate(string configured, string contentRoot) => System.IO.Path.GetFullPath(configured, System.IO.Path.GetFullPath(contentRoot));

    /// <summary>Creates the folder if need be and takes it.</summary>
    /// <exception cref="NodeRefusedException">It cannot be written, or another process holds it.</exception>
    public static DataFolder Acquire(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new NodeRefusedException(Key, $"the folder '{path}' cannot be created ({e.Message}). Give a folder that this account can write.", e);
        }

        var owner = System.IO.Path.Combine(path, "node.pid");
        FileStream? taken = null;
        try
        {
            taken = Hold(System.IO.Path.Combine(path, "node.lock"), path, owner);
            File.WriteAllText(owner, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DataFolder(path, taken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            taken?.Dispose();
            throw new NodeRefusedException(Key, $"the folder '{path}' cannot be written ({e.Message}). Give a folder that this account can write.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => held.Dispose();

    private static FileStream Hold(string file, string path, string owner)
    {
        // A file of our own first, so that what fails below is the lock and not the permission.
        var probe = System.IO.Path.Combine(path, $"{System.IO.Path.GetRandomFileName()}.probe");
        using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
        {
        }

        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            var who = File.Exists(owner) ? $" (process {File.ReadAllText(owner).Trim()})" : "";
            throw new NodeRefusedException(Key, $"the folder '{path}' is in use by another node{who}. One folder serves one node: stop that one, or give this one its own folder.", e);
        }
    }
}
