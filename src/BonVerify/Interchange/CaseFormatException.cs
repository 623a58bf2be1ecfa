namespace BonVerify.Interchange;

/// <summary>A case is not written as it must be; the message names the field and the rule.</summary>
public sealed class CaseFormatException : ArgumentException
{
    /// <summary>Makes an exception without a message.</summary>
    public CaseFormatException()
    {
    }

    /// <summary>Makes an exception with a message.</summary>
    /// <param name="message">The field and the rule.</param>
    public CaseFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a message and a cause.</summary>
    /// <param name="message">The field and the rule.</param>
    /// <param name="innerException">The cause.</param>
    public CaseFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
