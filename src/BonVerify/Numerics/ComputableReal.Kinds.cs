namespace BonVerify.Numerics;

public abstract partial class ComputableReal
{
    /// <summary>A number known exactly.</summary>
    private sealed class Exactly(LinearFormInLogarithms form) : ComputableReal
    {
        private protected override LinearFormInLogarithms Form => form;

        private protected override bool MayBeExact => true;

        private protected override Enclosure Enclose(int precision) => form.Evaluate(precision);
    }

    /// <summary>A number known by enclosures and no more.</summary>
    private sealed class Enclosed(Func<int, Enclosure> evaluate) : ComputableReal
    {
        private protected override Enclosure Enclose(int precision) => evaluate(precision);
    }

    /// <summary>A number known by enclosures, whose exact form is made when it is asked for.</summary>
    private sealed class ExactLater(Func<int, Enclosure> evaluate, Func<LinearFormInLogarithms?> exact) : ComputableReal
    {
        private readonly Lazy<LinearFormInLogarithms?> exact = new(exact);

        private protected override bool MayBeExact => true;

        public override LinearFormInLogarithms? TryMakeExact() => exact.Value;

        private protected override Enclosure Enclose(int precision) => evaluate(precision);
    }
}
