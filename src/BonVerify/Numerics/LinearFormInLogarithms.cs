using System.Diagnostics;
using System.Numerics;

namespace BonVerify.Numerics;

/// <summary>
/// A linear form in logarithms c₀ + Σ cⱼ ln rⱼ with rational c₀, cⱼ and positive rational rⱼ: the exact value of a
/// KL divergence, of the KL estimator or of a Rényi entropy.
/// </summary>
/// <remarks>
/// <para>
/// Sign, comparison and equality are those of the real numbers and always terminate. Enclosures at growing precision
/// settle every form that is not zero. A form is zero exactly when c₀ = 0 and Π rⱼ^cⱼ = 1: with c₀ ≠ 0, e^(−c₀) would be
/// an algebraic number, which Lindemann's theorem excludes; the product is decided over a coprime base.
/// </para>
/// <para>Immutable and safe for use by many threads. <see langword="default"/> does not exist: it is a class.</para>
/// </remarks>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed partial class LinearFormInLogarithms
    : IEquatable<LinearFormInLogarithms>, IComparable<LinearFormInLogarithms>, IComparable
{
    // value = (constant + Σ coefficient · ln(numerator/denominator)) / scale, scale > 0. Nothing is kept in lowest
    // terms: coefficients of a KL divergence share one denominator D^n, and reducing each would cost more than it saves.
    private readonly BigInteger constant;
    private readonly Term[] terms;
    private readonly BigInteger scale;
    private Evaluation? last;

    internal LinearFormInLogarithms(BigInteger constant, IEnumerable<Term> terms, BigInteger scale)
    {
        Debug.Assert(scale.Sign > 0, "The common denominator must be positive.");
        this.constant = constant;
        this.terms = Merge(terms);
        this.scale = scale;
    }

    // The marker keeps this apart from the constructor that merges.
    private LinearFormInLogarithms(BigInteger constant, Term[] merged, BigInteger scale, ValueTuple marker)
    {
        _ = marker;
        this.constant = constant;
        terms = merged;
        this.scale = scale;
    }

    // A form of millions of bits would hang a debugger's window.
    private string DebuggerText => SizeInBits <= 1000 ? $"{ToString()} = {Evaluate(StartPrecision)}" : Evaluate(StartPrecision).ToString();

    /// <summary>The form 0.</summary>
    public static LinearFormInLogarithms Zero { get; } = new(BigInteger.Zero, [], BigInteger.One);

    /// <summary>The form 1.</summary>
    public static LinearFormInLogarithms One { get; } = new(BigInteger.One, [], BigInteger.One);

    /// <summary>The rational part c₀.</summary>
    public Rational Constant => new Rational(constant, scale);

    /// <summary>The terms cⱼ ln rⱼ in the order in which they are held; neither 0 nor ln 1 among them.</summary>
    public IReadOnlyList<LogarithmTerm> Terms => TermsOver(new LowestTerms(scale));

    /// <summary>A rational number as a form.</summary>
    /// <param name="value">A rational number.</param>
    /// <returns>The form c₀ = value.</returns>
    public static LinearFormInLogarithms FromRational(Rational value)
    {
        return FromRatio(value.Numerator, value.Denominator);
    }

    /// <summary>A rational number as a form, without bringing it to lowest terms: for long ones that would cost the most.</summary>
    internal static LinearFormInLogarithms FromRatio(BigInteger numerator, BigInteger denominator) => denominator.Sign > 0
        ? new(numerator, [], denominator, default)
        : new(-numerator, [], -denominator, default);

    /// <summary>Whether no logarithm is left in the form as held.</summary>
    internal bool IsRational => terms.Length == 0;

    /// <summary>The rational number c₀ = constant/scale as it is held, when there are no logarithms.</summary>
    internal (BigInteger Numerator, BigInteger Denominator)? Ratio => IsRational ? (constant, scale) : null;

    /// <summary>The logarithm of a positive rational number.</summary>
    /// <param name="argument">A fraction > 0.</param>
    /// <returns>The form ln(argument).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The argument is not a positive number.</exception>
    public static LinearFormInLogarithms Ln(Rational argument)
    {
        if (argument.Sign <= 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(argument), Preconditions.Message(nameof(argument), argument, "must be > 0 for a logarithm"));
        }

        return new LinearFormInLogarithms(
            BigInteger.Zero, [new Term(BigInteger.One, new LogarithmArgument(argument))], BigInteger.One);
    }

    /// <summary>The sum of many forms, with one common denominator.</summary>
    /// <param name="forms">The forms; may be empty.</param>
    /// <returns>Their sum.</returns>
    public static LinearFormInLogarithms Sum(IEnumerable<LinearFormInLogarithms> forms)
    {
        var list = Preconditions.NotNull(forms).ToArray();
        var common = list.Aggregate(BigInteger.One, (lcm, form) => LeastCommonMultiple(lcm, form.scale));
        var (constant, terms) = (BigInteger.Zero, new List<Term>(list.Sum(static form => form.terms.Length)));
        foreach (var form in list)
        {
            var factor = form.scale == common ? BigInteger.One : common / form.scale;
            constant += form.constant * factor;
            terms.AddRange(form.TermsTimes(factor));
        }

        return new LinearFormInLogarithms(constant, terms, common);
    }

    /// <summary>The exact sign; always terminates.</summary>
    /// <returns>−1, 0 or 1.</returns>
    public int Sign()
    {
        foreach (var (_, value) in Enclosures(StartPrecision))
        {
            if (value.Sign is { } sign)
            {
                return sign;
            }
        }

        throw new UnreachableException();
    }

    /// <summary>Whether the form is the number 0, decided exactly.</summary>
    /// <returns>Whether it vanishes.</returns>
    public bool IsZero() => Sign() == 0;

    /// <inheritdoc/>
    public int CompareTo(LinearFormInLogarithms? other)
    {
        if (other is null)
        {
            return 1;
        }

        if (ReferenceEquals(this, other) || IsWrittenAs(other))
        {
            return 0;
        }

        // Both enclosures are likely to be at hand already; the difference is formed only when they overlap.
        var here = Evaluate(StartPrecision);
        var there = other.Evaluate(StartPrecision);
        return here.IsBelow(there) ? -1 : there.IsBelow(here) ? 1 : (this - other).Sign();
    }

    /// <inheritdoc/>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        LinearFormInLogarithms other => CompareTo(other),
        _ => throw new ArgumentException(
            $"{nameof(obj)} is a {obj.GetType()}; it must be a {nameof(LinearFormInLogarithms)}.", nameof(obj)),
    };

    /// <summary>Whether both forms are the same real number, decided exactly.</summary>
    /// <param name="other">The other form.</param>
    /// <returns>Whether the difference is 0.</returns>
    public bool Equals(LinearFormInLogarithms? other) => other is not null && CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LinearFormInLogarithms);

    /// <summary>Equal forms have equal hash codes, however they are written: it is that of the nearest double.</summary>
    /// <returns>The hash code.</returns>
    public override int GetHashCode() => ToDouble().GetHashCode();

    /// <summary>Whether the terms are the same, one after another, whatever the common denominators: then so are the numbers.</summary>
    private bool IsWrittenAs(LinearFormInLogarithms other)
    {
        if (terms.Length != other.terms.Length || constant.Sign != other.constant.Sign || !IsSame(constant, other.constant))
        {
            return false;
        }

        for (var i = 0; i < terms.Length; i++)
        {
            var (here, there) = (terms[i], other.terms[i]);
            if (!HaveSameArgument(here, there) || !IsSame(here.Coefficient, there.Coefficient))
            {
                return false;
            }
        }

        return true;

        // Products of one length at least, or it is not worth making them.
        bool IsSame(BigInteger ours, BigInteger theirs) =>
            Math.Abs(ours.GetBitLength() + other.scale.GetBitLength() - theirs.GetBitLength() - scale.GetBitLength()) <= 2
            && ours * other.scale == theirs * scale;
    }

    private static bool HaveSameArgument(in Term left, in Term right) =>
        left.Argument == right.Argument || (left.Numerator == right.Numerator && left.Denominator == right.Denominator);

    private static BigInteger LeastCommonMultiple(BigInteger left, BigInteger right)
    {
        if (left == right || right.IsOne)
        {
            return left;
        }

        // Often one divides the other, D^n and n D^n say; to see that is far cheaper than a greatest common divisor.
        var (smaller, larger) = left < right ? (left, right) : (right, left);
        return (larger % smaller).IsZero ? larger : smaller / BigInteger.GreatestCommonDivisor(smaller, larger) * larger;
    }

    /// <summary>Drops zero coefficients and ln 1, and adds up terms with the same argument as written.</summary>
    private static Term[] Merge(IEnumerable<Term> terms)
    {
        // Most forms have a few terms, which are found faster than looked up.
        const int Few = 8;
        var merged = new List<Term>();
        Dictionary<(BigInteger, BigInteger), int>? places = null;
        foreach (var term in terms)
        {
            Debug.Assert(term.Numerator.Sign > 0 && term.Denominator.Sign > 0, "ln needs a positive argument.");
            if (term.Coefficient.IsZero || term.Numerator == term.Denominator)
            {
                continue;
            }

            if (PlaceOf(term) is var place and >= 0)
            {
                merged[place] = term with { Coefficient = merged[place].Coefficient + term.Coefficient };
                continue;
            }

            merged.Add(term);
            places?.Add((term.Numerator, term.Denominator), merged.Count - 1);
            if (merged.Count == Few)
            {
                places = new(merged.Select(static (known, i) => KeyValuePair.Create((known.Numerator, known.Denominator), i)));
            }
        }

        merged.RemoveAll(static term => term.Coefficient.IsZero);
        return [.. merged];

        int PlaceOf(in Term term)
        {
            if (places is not null)
            {
                return places.TryGetValue((term.Numerator, term.Denominator), out var known) ? known : -1;
            }

            for (var i = 0; i < merged.Count; i++)
            {
                if (HaveSameArgument(merged[i], term))
                {
                    return i;
                }
            }

            return -1;
        }
    }

    /// <summary>The product with numerator/denominator, which need not be in lowest terms.</summary>
    internal LinearFormInLogarithms Times(BigInteger numerator, BigInteger denominator) =>
        denominator.Sign < 0 ? Times(-numerator, -denominator)
        : numerator.IsZero ? new(numerator, [], BigInteger.One, default)
        : new(constant * numerator, TermsTimes(numerator), scale * denominator, default);

    private LogarithmTerm[] TermsOver(LowestTerms lowest) => Array.ConvertAll(
        terms,
        term => new LogarithmTerm(lowest.Of(term.Coefficient), Rational.InLowestTerms(term.Argument.InLowestTerms.Numerator, term.Argument.InLowestTerms.Denominator)));

    /// <summary>The terms times a factor other than 0.</summary>
    private Term[] TermsTimes(BigInteger factor) => factor.IsOne
        ? terms
        : Array.ConvertAll(terms, term => term with { Coefficient = term.Coefficient * factor });

    /// <summary>coefficient · ln(numerator/denominator), before division by the common scale.</summary>
    internal readonly record struct Term(BigInteger Coefficient, LogarithmArgument Argument)
    {
        public Term(BigInteger coefficient, BigInteger numerator, BigInteger denominator)
            : this(coefficient, new LogarithmArgument(numerator, denominator))
        {
        }

        public BigInteger Numerator => Argument.Numerator;

        public BigInteger Denominator => Argument.Denominator;
    }

    private sealed record Evaluation(int Precision, Enclosure Value);
}
