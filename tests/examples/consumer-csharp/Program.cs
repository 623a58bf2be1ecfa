// A C# program that uses the package BonVerify.
using System.Text;
using BonVerify.Bounds;
using BonVerify.Claims;
using BonVerify.Evaluation;
using BonVerify.Interchange;
using BonVerify.Measures;
using BonVerify.Policies;

Console.OutputEncoding = Encoding.UTF8;
var request = CaseJson.Parse("""{"weights":["2","1","1","1"],"n":2}""");
var policy = new BestOfN(request.Reference, request.N);
Console.WriteLine(WinRate.Of(policy));                                          // => 163/250
Console.WriteLine(KullbackLeibler.Of(policy).Enclose(80).ToDecimal(20));        // => [0.15920890851883765306, 0.15920890851883765307]
Console.WriteLine(KullbackLeibler.Of(policy) < KlBounds.Formula(2));            // => True
var verdict = Catalogue.WinRateUpperBound.Evaluate(new PolicyEvaluation(request.Reference, request.N));
Console.WriteLine(verdict.Match(_ => "holds", _ => "violated", _ => "undecided", _ => "not applicable")); // => holds
try
{
    ReferencePolicy.FromProbabilities(["0.5", "0.49"]);
}
catch (ArgumentException e)
{
    Console.WriteLine(e.Message.Contains("99/100", StringComparison.Ordinal));  // => True
}
