using BonVerify.Cli.Terminal;
using BonVerify.Interchange;

namespace BonVerify.Cli.Checking.Dialogue;

/// <summary>What became of one request.</summary>
internal abstract record Reply
{
    private Reply()
    {
    }

    /// <summary>Two replies that say the same, numbers bit by bit.</summary>
    public bool SaysSameAs(Reply other) => (this, other) switch
    {
        (Value a, Value b) => a.IsList == b.IsList && a.Numbers.Select(BitConverter.DoubleToInt64Bits)
            .SequenceEqual(b.Numbers.Select(BitConverter.DoubleToInt64Bits)),
        _ => Equals(other),
    };

    /// <summary>Numbers: one, or a list of them. NaN and infinities are numbers here.</summary>
    public sealed record Value(IReadOnlyList<double> Numbers, bool IsList) : Reply
    {
        /// <inheritdoc/>
        public override string ToString()
        {
            var shown = Numbers.Take(8).Select(DoubleText.Of);
            return IsList ? $"[{string.Join(", ", shown)}{(Numbers.Count > 8 ? ", …" : "")}]" : shown.First();
        }
    }

    /// <summary>The program does not do this quantity or this case.</summary>
    public sealed record Unsupported : Reply
    {
        /// <inheritdoc/>
        public override string ToString() => "unsupported";
    }

    /// <summary>The program answered that it failed.</summary>
    public sealed record Error(string Message) : Reply
    {
        /// <inheritdoc/>
        public override string ToString() => $"error: {Message}";
    }

    /// <summary>There is an answer to the request, but not one of the protocol.</summary>
    public sealed record Malformed(string Shown) : Reply
    {
        /// <inheritdoc/>
        public override string ToString() => $"not an answer of the protocol: {Shown}";
    }

    /// <summary>No answer within the time.</summary>
    public sealed record TimedOut(string Detail) : Reply
    {
        /// <inheritdoc/>
        public override string ToString() => Detail;
    }

    /// <summary>The program ended, or closed its output, with this request before it.</summary>
    public sealed record Ended(string Detail) : Reply
    {
        /// <inheritdoc/>
        public override string ToString() => Detail;
    }

    /// <summary>The request was not put: the run was interrupted or given up before.</summary>
    public sealed record NotAsked : Reply
    {
        /// <inheritdoc/>
        public override string ToString() => "not asked";
    }
}
