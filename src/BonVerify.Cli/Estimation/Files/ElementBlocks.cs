using System.Text;

namespace BonVerify.Cli.Estimation.Files;

/// <summary>
/// Finds the records of a JSON text that is no file of lines: the elements of its array, those of an array that is a member of its
/// object, or objects one after another. Only brackets and texts are looked at; whoever reads the records sees what else is wrong.
/// </summary>
internal sealed class ElementBlocks(string file, Stream stream, string? container, int maxRecordBytes)
{
    private const int BlockBytes = 1 << 20;

    private readonly List<Element> elements = [];
    private byte[] buffer = new byte[2 * BlockBytes];
    private int position;
    private int end;
    private long line = 1;
    private long blockLine = 1;
    private long number;

    public IEnumerable<TextBlock> Read()
    {
        var (inArray, isComplete) = (false, true);
        while (true)
        {
            var next = SkipSpace(inArray);
            if (next < 0 || (inArray && next == ']'))
            {
                isComplete = next >= 0 || !inArray;
                break;
            }

            if (!inArray && next == '[')
            {
                position++;
                inArray = true;
                continue;
            }

            if (!inArray && next == '{' && container is not null)
            {
                position++;
                EnterContainer();
                inArray = true;
                continue;
            }

            ReadElement();
            if (position >= BlockBytes)
            {
                yield return Cut();
            }
        }

        if (elements.Count > 0)
        {
            yield return Cut();
        }

        if (inArray && isComplete && container is null)
        {
            position++;
            if (SkipSpace(passCommas: false) >= 0)
            {
                throw new InputException(FormattableString.Invariant($"{file}:{line}: there is more after the end of the array of records."));
            }
        }

        if (!isComplete)
        {
            throw new InputException(FormattableString.Invariant($"{file}:{line}: the array of records has no end."));
        }
    }

    private void ReadElement()
    {
        var (start, startLine) = (position, line);
        SkipValue();
        elements.Add(new Element(start, position - start, startLine, ++number));
    }

    private TextBlock Cut()
    {
        var block = new TextBlock(file, buffer.AsMemory(0, position), blockLine, [.. elements]);
        var rest = new byte[Math.Max(2 * BlockBytes, end - position)];
        buffer.AsSpan(position, end - position).CopyTo(rest);
        (buffer, end, position) = (rest, end - position, 0);
        blockLine = line;
        elements.Clear();
        return block;
    }

    /// <summary>Goes to the first element of the container among the members of the object that has been entered.</summary>
    private void EnterContainer()
    {
        while (true)
        {
            var next = SkipSpace(passCommas: true);
            if (next != '"')
            {
                throw new InputException(FormattableString.Invariant($"{file}:{line}: the object has no array '{container}'; its elements are the records."));
            }

            var start = position;
            SkipValue();
            var isContainer = buffer.AsSpan(start + 1, position - start - 2).SequenceEqual(Encoding.UTF8.GetBytes(container!));
            next = SkipSpace(passCommas: false);
            if (next == ':')
            {
                position++;
                next = SkipSpace(passCommas: false);
            }

            if (isContainer && next == '[')
            {
                position++;
                return;
            }

            SkipValue();
            if (elements.Count == 0 && position >= BlockBytes)
            {
                Cut();
            }
        }
    }

    /// <summary>The next byte that is no white space, or -1 at the end.</summary>
    private int SkipSpace(bool passCommas)
    {
        while (position < end || Fill())
        {
            var next = buffer[position];
            if (next is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') && !(passCommas && next == ','))
            {
                return next;
            }

            line += next == '\n' ? 1 : 0;
            position++;
        }

        return -1;
    }

    /// <summary>Goes behind the value at which the position stands.</summary>
    private void SkipValue()
    {
        var (depth, start) = (0, position);
        while (position < end || Fill())
        {
            switch (buffer[position])
            {
                case (byte)'"':
                    SkipText();
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    position++;
                    continue;
                case (byte)'}' or (byte)']' when depth == 0:
                case (byte)',' or (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t' or (byte)':' when depth == 0:
                    // The end of a number or a literal; a lone closing bracket is passed, so that it is seen as a record.
                    position += position == start ? 1 : 0;
                    return;
                case (byte)'}' or (byte)']':
                    depth--;
                    position++;
                    break;
                case (byte)'\n':
                    line++;
                    position++;
                    continue;
                default:
                    position++;
                    continue;
            }

            if (depth == 0)
            {
                return;
            }
        }
    }

    private void SkipText()
    {
        position++;
        while (position < end || Fill())
        {
            var skip = buffer.AsSpan(position, end - position).IndexOfAny((byte)'"', (byte)'\\');
            if (skip < 0)
            {
                position = end;
                continue;
            }

            position += skip + 1;
            if (buffer[position - 1] == '"')
            {
                return;
            }

            if (position < end || Fill())
            {
                position++;
            }
        }
    }

    private bool Fill()
    {
        if (end == buffer.Length)
        {
            if (end >= maxRecordBytes)
            {
                throw new InputException(FormattableString.Invariant(
                    $"{file}:{line}: the record is longer than {maxRecordBytes} bytes; that is the budget of a record."));
            }

            Array.Resize(ref buffer, 2 * buffer.Length);
        }

        var read = stream.Read(buffer.AsSpan(end));
        end += read;
        return read > 0;
    }
}
