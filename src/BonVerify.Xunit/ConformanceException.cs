namespace BonVerify.Xunit;

/// <summary>An implementation does not conform; the message shows the smallest case, the right value and the mistake.</summary>
public sealed class ConformanceException : Exception
{
    /// <summary>Makes an exception without a message.</summary>
    public ConformanceException()
    {
    }

    /// <summary>Makes an exception with a message.</summary>
    /// <param name="message">What was found.</param>
    public ConformanceException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message and a cause.</summary>
    /// <param name="message">What was found.</param>
    /// <param name="innerException">The cause.</param>
    public ConformanceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
