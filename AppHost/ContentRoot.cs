namespace QuantPlatform.AppHost;

/// <summary>
/// The folder that relative paths count from: the project's folder when the program runs from its build output, otherwise the folder it lies in.
/// So the same data is found from any current directory and after any clean build. <c>--contentRoot</c> says otherwise.
/// </summary>
internal static class ContentRoot
{
    /// <summary>Finds it.</summary>
    public static string Find() => Find(AppContext.BaseDirectory);

    /// <summary>Finds it for a program in <paramref name="program"/>.</summary>
    internal static string Find(string program)
    {
        for (var folder = new DirectoryInfo(program); folder is not null; folder = folder.Parent)
        {
            if (string.Equals(folder.Name, "bin", StringComparison.Ordinal) && folder.Parent is { } project && File.Exists(Path.Combine(project.FullName, "AppHost.csproj")))
            {
                return project.FullName;
            }
        }

        return Path.TrimEndingDirectorySeparator(program);
    }
}
