namespace BonVerify;

/// <summary>What is wrong with a value, as a sentence that names it, and how it is thrown at a public door.</summary>
/// <param name="Sentence">What is wrong: the field or parameter, the value and the rule.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="IsOutOfRange">Whether the value is one of the right type, out of its range.</param>
internal sealed record Fault(string Sentence, string Parameter, bool IsOutOfRange = false)
{
    public ArgumentException ToException() =>
        IsOutOfRange ? new ArgumentOutOfRangeException(Parameter, Sentence) : new ArgumentException(Sentence, Parameter);
}

/// <summary>A value, or what is wrong with that which should have been one. Inside nothing is thrown to be caught again.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
internal readonly struct Parsed<T>
    where T : class
{
    private readonly T? value;

    public Parsed(T value)
        : this(value, null)
    {
    }

    private Parsed(T? value, Fault? fault)
    {
        this.value = value;
        Fault = fault;
    }

    /// <summary>What is wrong, or null when there is a value.</summary>
    public Fault? Fault { get; }

    /// <summary>The value, of which it is known that there is one.</summary>
    public T Value => value ?? throw new InvalidOperationException(Fault?.Sentence ?? "nothing was parsed.");

    public static implicit operator Parsed<T>(T value) => new(value, null);

    public static implicit operator Parsed<T>(Fault fault) => new(null, fault);

    /// <summary>What follows from the value, or what is wrong already.</summary>
    public Parsed<TNext> Then<TNext>(Func<T, Parsed<TNext>> next)
        where TNext : class => Fault is { } fault ? fault : next(Value);

    /// <summary>The value at a public door, where what is wrong is thrown.</summary>
    public T OrThrow() => Fault is { } fault ? throw fault.ToException() : Value;
}
