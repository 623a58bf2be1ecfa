using System.Text;
using BonVerify.Cli;
using BonVerify.Cli.Checking;
using BonVerify.Conformance;

namespace BonVerify.Fuzz.Targets;

/// <content>What programs under test say, and what is kept of it.</content>
internal static partial class FuzzTargets
{
    private static FuzzTarget Failure => FuzzTarget.OfText<InputException>(
        "failure",
        static () =>
        [
            """
            {"again":{"value":["1","2"],"standard_error":["0","1"]},"answer":{"value":"0.5"},"command":["a","b"],"diagnosis":"d","quantity":"kl",
             "request":{"quantity":"kl","probabilities":[0.5,0.5],"weights":[1,1],"rewards":[0,1],"n":2},"schemaVersion":1,"seed":"1","ties":"among-draws",
             "tolerance":"rel=1E-09","toolVersion":"0.1.0","verdict":"wrong"}
            """,
        ],
        static text =>
        {
            _ = FailureJson.IsFailure(text);
            FailureJson.Parse(text);
        });

    private static FuzzTarget Request => FuzzTarget.OfText<ArgumentException>(
        "request",
        static () =>
        [
            """{"quantity":"kl","probabilities":[0.5,0.5],"weights":[1,1],"rewards":[0,1],"n":2}""",
            """{"quantity":"pass_at_k","total":9,"correct":4,"k":3}""",
            """{"quantity":"kl_estimator","epsilon":0.25,"n":3}""",
        ],
        static text => RequestJson.Parse(text));

    private static FuzzTarget Answer => new(
        "answer",
        static () =>
        [
            """{"id":"1","value":[0.5,NaN],"standard_error":[0.1,0.2]}""", """{"id":1,"lower":0,"upper":1,"confidence":0.9}""",
            """{"id":"1","counts":[1,2,3]}""", """{"id":"1","error":"x","unsupported":true}""",
            """{"hello":{"name":"p","quantities":["kl"],"ties":"among-draws","domain":{"max_n":5,"min_mass":0.1,"distinct_rewards":true}}}""",
        ],
        static bytes => AnswerJson.Read(bytes));

    private static FuzzTarget Tolerance => new(
        "tolerance",
        static () => ["ulps=4,rel=1e-12,abs=1e-9,cancel=1e-14", "float32", "rel=0"],
        static bytes => _ = Conformance.Tolerance.Read(Encoding.UTF8.GetString(bytes), out _));
}
