using System.Numerics;
using BonVerify.Numerics;
using BonVerify.Quantities;

namespace BonVerify.Conformance.Tests;

public class InputSourceTest
{
    [Fact]
    public void Masses_SumToOneOrAsNearlyAsMakesNoDifference() => Assert.All(Of(PolicyInput.Definition, 100).OfType<PolicyInput>(), static input =>
    {
        var sum = input.Probabilities.Select(Rational.FromDouble).Aggregate(Rational.Zero, static (total, p) => total + p);
        Assert.True((sum - 1).Abs() * input.N <= new Rational(1, BigInteger.One << 60), input.ToString());
    });

    [Fact]
    public void MostMasses_SumToExactlyOne()
    {
        var policies = Of(PolicyInput.Definition, 100).OfType<PolicyInput>().ToArray();
        var exact = policies.Count(static input => input.Probabilities.Select(Rational.FromDouble).Aggregate(Rational.Zero, static (total, p) => total + p) == 1);
        Assert.True(exact > 0.8 * policies.Length, $"{exact} of {policies.Length}");
    }

    [Fact]
    public void EveryQuantity_HasAFormCasesAndQuestionsWithoutAnswer() => Assert.All(Quantity.All.Select(InputForm.Of).Distinct(), static form =>
    {
        Assert.NotEmpty(form.Fields);
        Assert.Equal(["small", "given", "adversarial", "generated"], InputSource.Of(form, 1, 8, [Given(form)]).Select(static sourced => sourced.Group).Distinct());
        Assert.True(InputSource.WithoutAnswer(form).Count() >= 4, form.Name);
    });

    [Fact]
    public void Small_Ascend()
    {
        var small = InputSource.Of(PolicyInput.Definition, 1, 0, []).Where(static sourced => sourced.Group == "small").Select(static sourced => sourced.Input.Size).ToArray();
        Assert.Equal(small.Order(), small);
    }

    [Fact]
    public void OneSeed_OneSetOfCases_AndAnotherSeedAnother()
    {
        Assert.All(InputForm.All, static form => Assert.Equal(InputSource.Of(form, 5, 20, []), InputSource.Of(form, 5, 20, [])));
        Assert.All(InputForm.All, static form => Assert.NotEqual(InputSource.Of(form, 5, 40, []), InputSource.Of(form, 6, 40, [])));
    }

    [Fact]
    public void Request_IsReadBackAsTheSame() => Assert.All(InputForm.All, static form =>
    {
        var quantity = Quantity.All.First(quantity => InputForm.Of(quantity) == form);
        foreach (var input in Of(form, 20).Concat(InputSource.WithoutAnswer(form).Select(static sourced => sourced.Input)))
        {
            var request = new Request(quantity, input);
            Assert.Equal(request, RequestJson.Parse(request.ToJson("7")));
        }
    });

    [Fact]
    public void Candidates_ThatAreSmaller_AreCases() => Assert.All(InputForm.All.SelectMany(static form => Of(form, 20)).Where(static (_, i) => i % 7 == 0), static input =>
    {
        foreach (var smaller in input.Candidates().Where(candidate => candidate.Size.CompareTo(input.Size) < 0).Take(40))
        {
            Assert.Null(smaller.WhyUndefined);
            Assert.Equal(input.Kind, smaller.Exactly.Kind);
        }

        foreach (var dimension in input.Dimensions())
        {
            Assert.Equal(input.Kind, dimension.With(Math.Max(dimension.Least, dimension.Value - 1))?.Kind ?? input.Kind);
        }
    });

    [Fact]
    public void ZeroMasses_AreLargerThanPositiveOnes() =>
        Assert.True(new PolicyInput([0.25, 0.25, 0.25, 0.25], [0, 1, 2, 3], 5).Size.CompareTo(new PolicyInput([0, 1], [0, 1], 1).Size) < 0);

    [Theory]
    [InlineData("""{"quantity":"kl","probabilities":[0.5,0.5],"reward":[1,1],"n":2}""", "'reward' is not a field")]
    [InlineData("""{"quantity":"kl","n":2}""", "probabilities is missing")]
    [InlineData("""{"quantity":"kll","n":2}""", "quantity is 'kll'; it must be one of")]
    [InlineData("""{"quantity":"pass_at_k","total":9,"correct":1.5,"k":3}""", "correct is not an integer")]
    [InlineData("""{"quantity":"pool_weights","pool_size":3,"rewards":[1,2],"n":2}""", "pool_size is 3; it must be the number of rewards, 2")]
    [InlineData("""{"quantity":"kl","probabilities":[1],"n":2,"n":3}""", "n appears twice")]
    [InlineData("""{"quantity":"g_pass_at_k","total":9,"correct":1,"k":3,"tau":0.5}""", "tau is not a text with a decimal or a fraction")]
    [InlineData("""{"quantity":"g_pass_at_k","total":9,"correct":1,"k":3}""", "tau is missing")]
    [InlineData("""{"quantity":"best_at_n","rewards":[1,2],"n":2,"gold":[1,2]}""", "'gold' is not a field of a request for best_at_n")]
    [InlineData("{}", "quantity is missing")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("kl", "not valid JSON")]
    [InlineData("{\"quantity\":\"\\ud800\"}", "not valid Unicode")]
    public void BadRequest_IsNamed(string json, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(nameof(json), () => RequestJson.Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void CaseOfAPool_IsPutInEveryFormThatItHasTheFieldsOf()
    {
        var pool = new PoolCase([1, 0, 2], 2, gold: [3, 4, 5], m: 1, opponent: [0, 1]);
        Assert.Equal(
            [PoolInput.Definition, GoldPoolInput.Definition, OpponentPoolInput.Definition, TwoPoolsInput.Definition],
            InputSource.Nearest(pool).Select(static input => input.Form));
        Assert.Equal([PoolInput.Definition], InputSource.Nearest(new PoolCase([1, 0, 2], 2)).Select(static input => input.Form));
        Assert.Equal("7/25", Assert.Single(InputSource.Nearest(new PassAtKCase(30, 10, 25, tau: new Rational(28, 100))).OfType<PassThresholdInput>()).Tau);
    }

    [Fact]
    public void NumbersOfADomain_AreKept()
    {
        var inputs = InputForm.All.SelectMany(static form => Of(form, 50)).ToArray();
        Check(new Scope { DistinctRewards = true }, static input => input.RewardArray is not { } r || r.Distinct().Count() == r.Length);
        Check(new Scope { IntegerRewards = true }, static input => input.RewardArray?.All(double.IsInteger) ?? true);
        Check(new Scope { UniformReference = true }, static input => input.ReferenceArray is not { } p || p.Distinct().Count() == 1);
        Check(new Scope { PositiveMasses = true }, static input => (input.ReferenceArray is not { } p || !p.Contains(0)) && (input is not PolicyPairInput pair || !pair.Policy.Contains(0)));
        Check(new Scope { MinMass = 1e-6 }, static input => input.SmallestMass is not { } mass || mass >= 1e-6);
        Check(new Scope { MaxN = 100 }, static input => input switch
        {
            OpponentPoolInput duel => duel.Draws <= 100 && duel.M <= 100,
            TwoPoolsInput duel => duel.Draws <= 100 && duel.Opponent.N <= 100,
            OpponentInput duel => duel.Draws <= 100 && duel.M <= 100,
            _ => input.Draws <= 100,
        });
        Check(new Scope { MaxOutcomes = 4 }, static input => input.ReferenceArray is null || input.Count <= 4);
        Check(new Scope { MaxTotal = 50 }, static input => input.ReferenceArray is not null || input is EstimatorInput || input.Count <= 50);

        void Check(Scope domain, Func<Input, bool> isInside)
        {
            Assert.Equal(inputs.Where(isInside), inputs.Where(domain.Contains));
            Assert.InRange(inputs.Count(domain.Contains), 1, inputs.Length - 1);
            Assert.Equal(inputs.Where(domain.And(Scope.Everything).Contains), inputs.Where(domain.Contains));
        }
    }

    private static IEnumerable<Input> Of(InputForm form, int generated) => InputSource.Of(form, 1, generated, []).Select(static sourced => sourced.Input);

    /// <summary>A case that is not among the small ones.</summary>
    private static Input Given(InputForm form) => form.Adversarial().Last();
}
