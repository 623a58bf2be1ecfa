using BonVerify.Claims;
using BonVerify.Cli.Sharding;
using BonVerify.Cli.Verification;
using BonVerify.Evaluation;
using BonVerify.Policies;
using BonVerify.Quantities;

namespace BonVerify.Cli.Tests.Sharding;

public sealed class VerifyShardsTest : IDisposable
{
    private readonly PartFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(64)]
    public void Shards_OfAnyCount_MergeToTheRun(int count)
    {
        var options = Options();
        var one = new VerifyRun(options, default).Execute();
        Assert.Equal(BonVerify.Cli.ExitCode.Counterexample, VerifyReport.ExitCodeOf(one));
        for (var index = 1; index <= count; index++)
        {
            var result = new VerifyRun(options with { Shard = new Shard(index, count), Threads = index % 3 + 1 }, default).Execute();
            files.Write($"{index:D3}.json", result.Part!);
        }

        AssertSame(one, Merged(options));
    }

    [Fact]
    public void Shards_OfInputWithABadLine_MergeToTheRun()
    {
        var cases = files.Write("cases.jsonl", string.Concat(Enumerable.Range(1, 9).Select(i => $"{{\"weights\":[{i},1],\"n\":{i}}}\n")) + "nonsense\n{\"weights\":[1],\"n\":1}\n");
        var options = Options() with { Inputs = [cases] };
        var one = new VerifyRun(options, default).Execute();
        Assert.Equal((9, "cases.jsonl:10"), (one.InputCases, one.InputError![..14]));
        for (var index = 1; index <= 3; index++)
        {
            files.Write($"{index}.json", new VerifyRun(options with { Shard = new Shard(index, 3) }, default).Execute().Part!);
        }

        AssertSame(one, Merged(options));
    }

    [Fact]
    public void Checkpoint_OfARunThatWasStopped_GoesOnToTheSameEnd()
    {
        var options = Options() with { MaxTest = 900 };
        var one = new VerifyRun(options, default).Execute();

        // A run of a third of the cases leaves the checkpoint that a run which is killed there leaves, but for the number of cases.
        var begun = options with { CheckpointFolder = files.Path("checkpoint"), MaxTest = 300 };
        _ = new VerifyRun(begun, default).Execute();
        var path = files.Path("checkpoint/verify.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"max-test\": \"300\"", "\"max-test\": \"900\"", StringComparison.Ordinal));
        AssertSame(one, new VerifyRun(begun with { MaxTest = 900 }, default).Execute());

        // And started again at its end.
        AssertSame(one, new VerifyRun(begun with { MaxTest = 900 }, default).Execute());
        var refused = Assert.Throws<InputException>(() => new VerifyRun(begun with { MaxTest = 900, Seed = 6 }, default).Execute());
        Assert.Contains("is of another run: seed is 5 and not 6", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_OfClaimsOfAnAssembly_AsksForIt()
    {
        var options = Options() with { MaxTest = 10, Shard = Shard.Whole };
        var part = RunPart.Read(files.Write("1.json", new VerifyRun(options, default).Execute().Part!));
        Assert.Contains("has the claim 'own-kl-doubling', which is not in the catalogue; --assembly", Assert.Throws<InputException>(() => VerifyState.OptionsOf(part, [])).Message, StringComparison.Ordinal);
        var read = VerifyState.OptionsOf(part, [Path.Combine(AppContext.BaseDirectory, "BonVerify.Cli.Tests.dll")]);
        Assert.Equal(options.Claims.Select(static claim => claim.Id), read.Claims.Select(static claim => claim.Id));
        Assert.Equal((options.MaxTest, options.Seed, options.ExactBits, options.MaxPrecision, options.Time), (read.MaxTest, read.Seed, read.ExactBits, read.MaxPrecision, read.Time));
    }

    [Fact]
    public void Reports_ThatAreDamagedAnywhere_AreReadOrRefused()
    {
        var options = Options() with { MaxTest = 20, Shard = Shard.Whole, Claims = [Catalogue.KlUpperBound, Catalogue.KlFormulaEquality], Inputs = [files.Write("none.jsonl", "\n")] };
        var text = File.ReadAllText(files.Write("1.json", new VerifyRun(options, default).Execute().Part!));
        var (dice, refused) = (new Random(6), 0);
        for (var trial = 0; trial < 500; trial++)
        {
            var at = dice.Next(text.Length);
            var mutated = dice.Next(3) switch
            {
                0 => text.Remove(at, Math.Min(dice.Next(1, 30), text.Length - at)),
                1 => text.Insert(at, "\"{}[]:,-9pe\u0001x"[dice.Next(13)].ToString()),
                _ => string.Concat(text.AsSpan(0, at), "nul", text.AsSpan(Math.Min(at + 3, text.Length))),
            };
            try
            {
                _ = RunPart.Read(files.Write("damaged.json", mutated)).Understood(json => VerifyState.Read(json, options.Claims));
            }
            catch (InputException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 100, 499);
    }

    [Fact]
    public void Tallies_OfCasesInAnyOrderAndGrouping_AreTheSame()
    {
        var dice = new Random(3);
        Claim[] claims = [Catalogue.KlUpperBound, Catalogue.KlFormulaEquality];
        for (var trial = 0; trial < 200; trial++)
        {
            // Few different margins, so that many cases are equally tight.
            var tallies = Enumerable.Range(0, 40).Select(i => One(claims, dice, i)).ToArray();
            var expected = TextOf(tallies.Aggregate(Tally.Of(claims), static (all, one) => all.Plus(one)));
            var rest = tallies.OrderBy(_ => dice.Next()).ToList();
            while (rest.Count > 1)
            {
                var at = dice.Next(rest.Count - 1);
                rest[at] = rest[at].Plus(rest[at + 1]);
                rest.RemoveAt(at + 1);
            }

            Assert.Equal(expected, TextOf(rest[0]));
        }

        static string TextOf(Tally tally) => JsonText.OfOrdinal(new VerifyState(tally).Write);
    }

    private static Tally One(Claim[] claims, Random dice, int number)
    {
        var namedCase = new NamedCase(new PolicyCase(ReferencePolicy.FromWeights(1 + dice.Next(3), 1 + dice.Next(3)), 2 + dice.Next(3)), $"case {number}")
        {
            Order = new CaseOrder(CaseStage.Generated, number),
        };
        var margin = Numerics.Enclosure.Exactly(dice.Next(1, 4));
        Verdict[] verdicts =
        [
            new Verdict.Holds(margin, margin), new Verdict.Violated(new Witness("x", static () => Numerics.Enclosure.One, static () => ("1", "0"))),
            new Verdict.Undecided(64), new Verdict.NotApplicable("no"), new Verdict.Holds(Numerics.Enclosure.Zero, Numerics.Enclosure.Zero),
        ];
        return Tally.Of(claims).With(dice.Next(2) == 0, [(namedCase, (IReadOnlyList<ClaimTally>)[.. claims.Select(claim => ClaimTally.Of(claim, verdicts[dice.Next(verdicts.Length)], namedCase))])]);
    }

    private static VerifyOptions Options() => new()
    {
        // One that is refuted as it must be, and one that is thought to hold and does not.
        Claims = [Catalogue.KlUpperBound, Catalogue.WinRateUpperBound, Catalogue.KlFormulaEquality, OwnClaims.KlDoubling],
        Inputs = [Path.Combine(AppContext.BaseDirectory, "data", "next-word.jsonl")],
        MaxTest = 150,
        Seed = 5,
        ExactBits = Budget.Default.ExactBits,
        MaxPrecision = Budget.Default.MaxPrecision,
        Threads = 2,
        CounterexampleFolder = Path.Combine(Path.GetTempPath(), "bonverify-shards-counterexamples"),
    };

    private VerifyResult Merged(VerifyOptions options)
    {
        var parts = new MergedParts([files.Folder]);
        var state = parts.Read().Select(part => part.Understood(json => VerifyState.Read(json, options.Claims))).Aggregate(static (one, two) => one.Plus(two));
        return new VerifyRun(options with { Inputs = [] }, default, (state, parts.Elapsed)).Execute();
    }

    private static void AssertSame(VerifyResult expected, VerifyResult actual)
    {
        Assert.Equal(JsonOf(expected), JsonOf(actual));
        Assert.Equal(
            PartFiles.Texts(VerifyReport.TitleOf(expected), report => VerifyReport.Write(expected, report)),
            PartFiles.Texts(VerifyReport.TitleOf(actual), report => VerifyReport.Write(actual, report)));
        Assert.Equal(VerifyReport.ExitCodeOf(expected), VerifyReport.ExitCodeOf(actual));

        static string JsonOf(VerifyResult result) => JsonText.OfOrdinal(writer => VerifyReport.WriteJson(result with { Elapsed = TimeSpan.Zero, Part = null }, writer));
    }
}
