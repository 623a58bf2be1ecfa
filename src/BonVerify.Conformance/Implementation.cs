using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Conformance;

/// <summary>
/// An implementation of best-of-n in .NET: the quantities that it has, each with the function that answers it.
/// </summary>
/// <remarks>
/// <para>
/// Probabilities and rewards come in listing order, one per outcome; equal rewards are ties, of which one draw is picked uniformly
/// unless the options say otherwise. Logarithms are natural, divergences in nats. Each call gets arrays of its own.
/// </para>
/// <para>A function refuses single requests with a <see cref="NotSupportedException"/>; any other exception is an error, and the
/// right answer only where nothing is defined. Immutable: each call of a method returns another implementation.</para>
/// </remarks>
public sealed class Implementation
{
    private readonly IReadOnlyDictionary<Quantity, Func<Request, ValueTask<Answer>>> functions;

    /// <summary>An implementation of nothing, to be added to.</summary>
    public Implementation()
        : this(new Dictionary<Quantity, Func<Request, ValueTask<Answer>>>())
    {
    }

    private Implementation(IReadOnlyDictionary<Quantity, Func<Request, ValueTask<Answer>>> functions) => this.functions = functions;

    /// <summary>The quantities that it has.</summary>
    public IReadOnlyList<Quantity> Quantities => [.. functions.Keys];

    /// <summary>Adds a quantity of any kind of case.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="answer">Answers a request for it.</param>
    /// <returns>The implementation with the quantity.</returns>
    public Implementation With(Quantity quantity, Func<Request, ValueTask<Answer>> answer) => new(
        new Dictionary<Quantity, Func<Request, ValueTask<Answer>>>(functions) { [Preconditions.NotNull(quantity)] = Preconditions.NotNull(answer) });

    /// <summary>Adds a number of a reference policy and n, such as <see cref="Quantity.Kl"/>.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="answer">From probabilities, rewards and n.</param>
    /// <returns>The implementation with the quantity.</returns>
    /// <exception cref="ArgumentException">The quantity is not of this shape.</exception>
    public Implementation Policy(Quantity quantity, Func<double[], double[], int, double> answer) =>
        With(Of(quantity, PolicyInput.Definition, isList: false), request => Now((PolicyInput)request.Input, input => Answer.Of(answer([.. input.Masses], [.. input.Rewards], input.N))));

    /// <summary>Adds a list of a reference policy and n, such as <see cref="Quantity.Pmf"/>.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="answer">From probabilities, rewards and n; one number per outcome.</param>
    /// <returns>The implementation with the quantity.</returns>
    /// <exception cref="ArgumentException">The quantity is not of this shape.</exception>
    public Implementation Policy(Quantity quantity, Func<double[], double[], int, double[]> answer) =>
        With(Of(quantity, PolicyInput.Definition, isList: true), request => Now((PolicyInput)request.Input, input => ListOf(answer([.. input.Masses], [.. input.Rewards], input.N))));

    /// <summary>Adds a number of a reference policy and n that is computed asynchronously.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="answer">From probabilities, rewards and n.</param>
    /// <returns>The implementation with the quantity.</returns>
    /// <exception cref="ArgumentException">The quantity is not of this shape.</exception>
    public Implementation Policy(Quantity quantity, Func<double[], double[], int, Task<double>> answer) => With(
        Of(quantity, PolicyInput.Definition, isList: false),
        async request => request.Input is PolicyInput input ? Answer.Of(await answer([.. input.Masses], [.. input.Rewards], input.N).ConfigureAwait(false)) : new Answer.Unsupported());

    /// <summary>Adds a number of n and a mass ε, such as <see cref="Quantity.KlEstimator"/>.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="answer">From n and ε.</param>
    /// <returns>The implementation with the quantity.</returns>
    /// <exception cref="ArgumentException">The quantity is not of this shape.</exception>
    public Implementation Estimator(Quantity quantity, Func<int, double, double> answer) =>
        With(Of(quantity, EstimatorInput.Definition, isList: false), request => Now((EstimatorInput)request.Input, input => Answer.Of(answer(input.N, input.Epsilon))));

    /// <summary>Adds a list of a pool and n, such as <see cref="Quantity.PoolWeights"/>.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="answer">From the rewards of the draws and n; one number per draw.</param>
    /// <returns>The implementation with the quantity.</returns>
    /// <exception cref="ArgumentException">The quantity is not of this shape.</exception>
    public Implementation Pool(Quantity quantity, Func<double[], int, double[]> answer) =>
        With(Of(quantity, PoolInput.Definition, isList: true), request => Now((PoolInput)request.Input, input => ListOf(answer([.. input.Rewards], input.N))));

    /// <summary>Adds a number of samples, correct ones and k, such as <see cref="Quantity.PassAtK"/>.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="answer">From the total, the correct ones and k.</param>
    /// <returns>The implementation with the quantity.</returns>
    /// <exception cref="ArgumentException">The quantity is not of this shape.</exception>
    public Implementation PassAtK(Quantity quantity, Func<int, int, int, double> answer) =>
        With(Of(quantity, PassAtKInput.Definition, isList: false), request => Now((PassAtKInput)request.Input, input => Answer.Of(answer(input.Total, input.Correct, input.K))));

    /// <summary>Adds a number of a pool and n, such as <see cref="Quantity.BestAtN"/>.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="answer">From the rewards of the draws and n.</param>
    /// <returns>The implementation with the quantity.</returns>
    /// <exception cref="ArgumentException">The quantity is not of this shape.</exception>
    public Implementation PoolNumber(Quantity quantity, Func<double[], int, double> answer) =>
        With(Of(quantity, PoolInput.Definition, isList: false), request => Now((PoolInput)request.Input, input => Answer.Of(answer([.. input.Rewards], input.N))));

    /// <summary>Adds the gold reward of the best of n by reward.</summary>
    /// <param name="answer">From the rewards of the draws, their gold rewards and n.</param>
    /// <returns>The implementation with the quantity.</returns>
    public Implementation GoldOfBest(Func<double[], double[], int, double> answer) =>
        With(Quantity.GoldOfBest, request => Now((GoldPoolInput)request.Input, input => Answer.Of(answer([.. input.Rewards], [.. input.Gold], input.N))));

    /// <summary>Adds the win rate of the best of n over the best of m, both from one pool.</summary>
    /// <param name="answer">From the rewards of the draws, n and m.</param>
    /// <returns>The implementation with the quantity.</returns>
    public Implementation WinRateOfPool(Func<double[], int, int, double> answer) =>
        With(Quantity.WinRateOfPool, request => Now((OpponentPoolInput)request.Input, input => Answer.Of(answer([.. input.Pool.Rewards], input.Pool.N, input.M))));

    /// <summary>Adds the win rate of the best of n of one pool over the best of m of another.</summary>
    /// <param name="answer">From the rewards of the draws and n, and those of the opponent and m.</param>
    /// <returns>The implementation with the quantity.</returns>
    public Implementation WinRateOfPools(Func<double[], int, double[], int, double> answer) => With(
        Quantity.WinRateOfPools,
        request => Now((TwoPoolsInput)request.Input, input => Answer.Of(answer([.. input.Pool.Rewards], input.Pool.N, [.. input.Opponent.Rewards], input.Opponent.N))));

    /// <summary>Adds G-Pass@k.</summary>
    /// <param name="answer">From the total, the correct ones, k, and the share tau as an exact number.</param>
    /// <returns>The implementation with the quantity.</returns>
    public Implementation GPassAtK(Func<int, int, int, Rational, double> answer) => With(
        Quantity.GPassAtK,
        request => Now((PassThresholdInput)request.Input, input => Answer.Of(answer(input.Pass.Total, input.Pass.Correct, input.Pass.K, Rational.Parse(input.Tau)))));

    /// <summary>Adds a list of counts of answers and k, such as <see cref="Quantity.MajorityAtK"/>.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="answer">From how many samples have each answer and k; one number per answer.</param>
    /// <returns>The implementation with the quantity.</returns>
    /// <exception cref="ArgumentException">The quantity is not of this shape.</exception>
    public Implementation Majority(Quantity quantity, Func<int[], int, double[]> answer) =>
        With(Of(quantity, MajorityInput.Definition, isList: true), request => Now((MajorityInput)request.Input, input => ListOf(answer([.. input.Counts], input.K))));

    /// <summary>Adds the win rate of best-of-n over best-of-m of the same reference policy.</summary>
    /// <param name="answer">From the probabilities, the rewards, n and m.</param>
    /// <returns>The implementation with the quantity.</returns>
    public Implementation WinRateAgainst(Func<double[], double[], int, int, double> answer) => With(
        Quantity.WinRateAgainst,
        request => Now((OpponentInput)request.Input, input => Answer.Of(answer([.. input.Policy.Probabilities], [.. input.Policy.Rewards], input.Policy.N, input.M))));

    /// <summary>Adds a number of soft best-of-n, such as <see cref="Quantity.SoftKl"/>.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="answer">From the probabilities, the rewards, n and the temperature.</param>
    /// <returns>The implementation with the quantity.</returns>
    /// <exception cref="ArgumentException">The quantity is not of this shape.</exception>
    public Implementation Soft(Quantity quantity, Func<double[], double[], int, double, double> answer) => With(
        Of(quantity, SoftInput.Definition, isList: false),
        request => Now((SoftInput)request.Input, input => Answer.Of(answer([.. input.Policy.Probabilities], [.. input.Policy.Rewards], input.Policy.N, input.Lambda))));

    /// <summary>Adds the masses of soft best-of-n, <see cref="Quantity.SoftPmf"/>.</summary>
    /// <param name="answer">From the probabilities, the rewards, n and the temperature; one number per outcome.</param>
    /// <returns>The implementation with the quantity.</returns>
    public Implementation SoftPmf(Func<double[], double[], int, double, double[]> answer) => With(
        Quantity.SoftPmf,
        request => Now((SoftInput)request.Input, input => ListOf(answer([.. input.Policy.Probabilities], [.. input.Policy.Rewards], input.Policy.N, input.Lambda))));

    /// <summary>Adds a number of a policy and its reference policy, such as <see cref="Quantity.K3Mean"/>.</summary>
    /// <param name="quantity">The quantity.</param>
    /// <param name="answer">From the masses of the policy and those of the reference policy.</param>
    /// <returns>The implementation with the quantity.</returns>
    /// <exception cref="ArgumentException">The quantity is not of this shape.</exception>
    public Implementation PolicyPair(Quantity quantity, Func<double[], double[], double> answer) => With(
        Of(quantity, PolicyPairInput.Definition, isList: false),
        request => Now((PolicyPairInput)request.Input, input => Answer.Of(answer([.. input.Policy], [.. input.Reference]))));

    /// <summary>What the implementation says to a request, whatever it does.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The answer; an exception is one too.</returns>
    public async ValueTask<Answer> AnswerAsync(Request request)
    {
        if (!functions.TryGetValue(Preconditions.NotNull(request).Quantity, out var function))
        {
            return new Answer.Unsupported();
        }

        try
        {
            return await function(request).ConfigureAwait(false);
        }
        catch (NotSupportedException)
        {
            return new Answer.Unsupported();
        }
#pragma warning disable CA1031 // Whatever the implementation throws is its answer.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new Answer.Failure($"{e.GetType().Name}: {e.Message}");
        }
    }

    /// <summary>Examines the implementation.</summary>
    /// <param name="options">What to ask; by default every quantity that the implementation has.</param>
    /// <param name="cancellation">Ends the examination early; the report is then partial.</param>
    /// <returns>The report.</returns>
    public async Task<ExaminationReport> ExamineAsync(ExaminationOptions? options = null, CancellationToken cancellation = default)
    {
        var examination = new Examination(options ?? ExaminationOptions.Default with { Quantities = Quantities });
        while (!cancellation.IsCancellationRequested && examination.Next() is { } batch)
        {
            for (var i = 0; i < batch.Requests.Count; i++)
            {
                batch.Take(i, cancellation.IsCancellationRequested ? new Answer.NotAsked() : await AnswerAsync(batch.Requests[i]).ConfigureAwait(false));
            }
        }

        examination.Stop();
        return examination.Report;
    }

    private static ValueTask<Answer> Now<TInput>(TInput input, Func<TInput, Answer> answer) => ValueTask.FromResult(answer(input));

    private static Answer ListOf(double[]? numbers) => numbers is null ? new Answer.Malformed("null") : Answer.Of(numbers);

    private static Quantity Of(Quantity quantity, InputForm form, bool isList) =>
        InputForm.Of(Preconditions.NotNull(quantity)) == form && quantity.IsList == isList
            ? quantity
            : throw new ArgumentException(
                $"{nameof(quantity)} is {quantity}, {Shape(InputForm.Of(quantity), quantity.IsList)}; it must be {Shape(form, isList)}.", nameof(quantity));

    private static string Shape(InputForm form, bool isList) =>
        $"{(isList ? "a list" : "a number")} of a case of kind {form.Kind.Id}{(form.Only is null ? "" : ", which has a method of its own")}";
}
