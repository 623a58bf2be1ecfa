using System.Runtime.InteropServices;
using System.Text;

namespace BonVerify.Native;

/// <summary>What crosses the border: texts, arrays, and errors as codes with a message. No exception does.</summary>
internal static unsafe class Border
{
    /// <summary>The longest text that is read, in bytes.</summary>
    private const int MaxText = 1 << 28;

    /// <summary>Writes what went wrong to the caller's buffer, cut where it must be and always ended by a NUL, and answers its code.</summary>
    public static int Report(Exception exception, byte* message, nint size)
    {
        var (status, text) = exception switch
        {
            OpenException => (Status.Open, exception.Message),
            ArgumentException e => (Status.BadInput, Sentence(e)),
            OutOfMemoryException => (Status.Internal, "out of memory."),
            _ => (Status.Internal, $"internal error: {exception.Message} ({exception.GetType().Name})"),
        };
        Write(text.ReplaceLineEndings(" "), message, size);
        return (int)status;
    }

    /// <summary>Elements of the caller's array.</summary>
    public static ReadOnlySpan<T> Array<T>(T* start, long count, string name)
        where T : unmanaged => start is null && count != 0 ? throw new ArgumentException($"{name} is NULL; it must point to {count} elements.", name)
        : new(start, Count(count, name));

    /// <summary>Elements of the caller's array for results.</summary>
    public static Span<T> Results<T>(T* start, long count, string name)
        where T : unmanaged => start is null ? throw new ArgumentException($"{name} is NULL; it must point to room for {count} results.", name) : new(start, Count(count, name));

    /// <summary>A whole number of the caller within bounds.</summary>
    public static int Within(long value, int minimum, int maximum, string name) => value >= minimum && value <= maximum
        ? (int)value
        : throw new ArgumentOutOfRangeException(name, Preconditions.Message(name, value, $"must be from {minimum} to {maximum}"));

    /// <summary>A text of the caller, UTF-8 ended by a NUL.</summary>
    public static ReadOnlyMemory<byte> Text(byte* text, string name)
    {
        if (text is null)
        {
            throw new ArgumentException($"{name} is NULL; it must be a text.", name);
        }

        var bytes = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text);
        return bytes.Length <= MaxText ? bytes.ToArray() : throw new ArgumentException($"{name} has {bytes.Length} bytes; it must have at most {MaxText}.", name);
    }

    /// <summary>A text for the caller, who frees it.</summary>
    public static byte* Give(ReadOnlySpan<byte> text)
    {
        var memory = (byte*)NativeMemory.Alloc((nuint)text.Length + 1);
        text.CopyTo(new(memory, text.Length));
        memory[text.Length] = 0;
        return memory;
    }

    /// <summary>The caller's place for a result.</summary>
    public static void Require(void* pointer, string name)
    {
        if (pointer is null)
        {
            throw new ArgumentException($"{name} is NULL; it must point to room for the result.", name);
        }
    }

    private static int Count(long count, string name) => Within(count, 0, System.Array.MaxLength, $"the length of {name}");

    /// <summary>The message without the parameter that .NET appends to it.</summary>
    private static string Sentence(ArgumentException exception)
    {
        var (text, end) = (exception.Message, $" (Parameter '{exception.ParamName}')");
        return text.EndsWith(end, StringComparison.Ordinal) ? text[..^end.Length] : text;
    }

    private static void Write(string text, byte* message, nint size)
    {
        if (message is null || size <= 0)
        {
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        var length = Math.Min(bytes.Length, (int)Math.Min(size, int.MaxValue) - 1);
        while (length < bytes.Length && length > 0 && (bytes[length] & 0xC0) == 0x80)
        {
            // Not in the middle of a character.
            length--;
        }

        bytes.AsSpan(0, length).CopyTo(new(message, length));
        message[length] = 0;
    }
}

/// <summary>The nearest double is open.</summary>
internal sealed class OpenException(string message) : Exception(message);
