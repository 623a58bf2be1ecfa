using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>A case and the group that it belongs to.</summary>
internal sealed record SourcedInput(Input Input, string Group);

/// <summary>
/// The cases that are put to an implementation: all small ones in ascending size, so that the first failure among them is the
/// smallest there is; those of the caller; those made to find known weaknesses; generated ones.
/// </summary>
internal static class InputSource
{
    /// <summary>Rewards that a shorter format, a tolerance, rounding, clipping or a threshold takes for equal, in either order.</summary>
    public static readonly (double Low, double High)[] ClosePairs =
    [
        (0, 5e-13), (0, 1e-10), (1, 1 + 1e-10), (1, 1.0000000000000002), // closer than 1e-9
        (0.1, 0.100000001), (16777216, 16777217), (1, 1.00000001),      // one float32
        (256, 257), (1, 1.001),                                         // one bfloat16
        (2048, 2049), (1, 1.0001),                                      // one half
        (0.1231, 0.1234), (0.71, 0.74), (1.2, 1.4),                     // one number of 3, 1 and 0 decimals
        (-12, -11), (11, 12), (-120, -110), (310, 320),                 // clipped
        (10001, 10002), (-20002, -20001), (1e6, 1e6 + 1), (-1e12 - 1, -1e12),
        (0.55, 0.6), (0.8, 0.95),                                       // on one side of a threshold
    ];

    /// <summary>The group of the questions that have no answer.</summary>
    public const string Undefined = "undefined";

    /// <summary>The cases of a form, without those that have no answer.</summary>
    /// <param name="form">The form.</param>
    /// <param name="seed">The seed of what is generated.</param>
    /// <param name="generated">How many policies are generated; of the other kinds a quarter of that.</param>
    /// <param name="extra">Cases of the caller, of any kind.</param>
    public static IEnumerable<SourcedInput> Of(InputForm form, ulong seed, int generated, IEnumerable<Input> extra) =>
        form.Small().OrderBy(static input => input.Size).Select(static input => new SourcedInput(input, "small"))
            .Concat(extra.Where(input => input.Form == form).Select(static input => new SourcedInput(input, "given")))
            .Concat(form.Adversarial().Select(static input => new SourcedInput(input, "adversarial")))
            .Concat(Generated(form, seed, generated).Select(static input => new SourcedInput(input, "generated")))
            .DistinctBy(static sourced => sourced.Input);

    /// <summary>Questions to which the only right answer is to refuse.</summary>
    public static IEnumerable<SourcedInput> WithoutAnswer(InputForm form) =>
        form.WithoutAnswer().Select(static input => new SourcedInput(input, Undefined));

    /// <summary>
    /// A case in doubles, once for each form of its kind that it has the fields of: its numbers where these are doubles, otherwise the
    /// nearest that make a case.
    /// </summary>
    public static IEnumerable<Input> Nearest(OracleCase given) => InputForm.All.Where(form => form.Kind == given.Kind).Select(form => form.Nearest(given)).OfType<Input>();

    // Each case has a generator of its own: the first ones do not change when more are asked for.
    private static IEnumerable<Input> Generated(InputForm form, ulong seed, int count) =>
        Enumerable.Range(0, (count + form.GeneratedShare - 1) / form.GeneratedShare).Select(i => form.Generate(new Dice(seed, i)));
}
