namespace QuantPlatform.Silo.Datasets;

/// <summary>The rows of a file, one at a time.</summary>
internal interface IRowSource : IDisposable
{
    /// <summary>Where the current row begins, counted from 1.</summary>
    long Line { get; }

    /// <summary>How many cells the current row has.</summary>
    int Count { get; }

    /// <summary>Goes on to the next row that is not empty; false after the last.</summary>
    /// <exception cref="InvalidDataException">The file is not what it seemed; the message says where and why.</exception>
    bool Read();

    /// <summary>A cell of the current row without surrounding spaces; empty when it is not there. Valid until <see cref="Read"/>.</summary>
    ReadOnlySpan<char> Cell(int column);
}
