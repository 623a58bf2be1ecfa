// Puts your best-of-n code before `bonverify check`. Replace the bodies by calls of your code; delete what you do not have.
//
//     bonverify check --smoke -- dotnet run --file adapter.cs
//     bonverify check -- dotnet run --file adapter.cs
//
// In a .NET test project the package BonVerify.Xunit does the same without a program of its own.
#:property PublishAot=false
#:property JsonSerializerIsReflectionEnabledByDefault=true
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

// The best-of-n mass of each outcome, in the order given; equal rewards are ties.
double[] Pmf(double[] probabilities, double[] rewards, int n) => throw new NotSupportedException();

// KL(best-of-n | reference) in nats.
double Kl(double[] probabilities, double[] rewards, int n) => throw new NotSupportedException();

// P(best-of-n beats one draw of the reference) + P(tie)/2.
double WinRate(double[] probabilities, double[] rewards, int n) => throw new NotSupportedException();

// The unbiased estimate of pass@k.
double PassAtK(int total, int correct, int k) => throw new NotSupportedException();

// NaN and infinities are answers too: as texts, since JSON has no numbers for them.
var options = new JsonSerializerOptions { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };
while (Console.ReadLine() is { } line)
{
    var request = JsonNode.Parse(line)!;
    var answer = new JsonObject { ["id"] = request["id"]!.GetValue<string>() };
    double[] Numbers(string name) => request[name]!.Deserialize<double[]>()!;
    int Integer(string name) => request[name]!.GetValue<int>();
    try
    {
        object value = request["quantity"]!.GetValue<string>() switch
        {
            "pmf" => Pmf(Numbers("probabilities"), Numbers("rewards"), Integer("n")),
            "kl" => Kl(Numbers("probabilities"), Numbers("rewards"), Integer("n")),
            "win_rate" => WinRate(Numbers("probabilities"), Numbers("rewards"), Integer("n")),
            "pass_at_k" => PassAtK(Integer("total"), Integer("correct"), Integer("k")),
            _ => throw new NotSupportedException(),
        };
        answer["value"] = JsonSerializer.SerializeToNode(value, options);
    }
    catch (NotSupportedException)
    {
        answer["unsupported"] = true;
    }
    catch (Exception e)
    {
        // An error is an answer too, and the right one where nothing is defined.
        answer["error"] = e.Message;
    }

    Console.WriteLine(answer.ToJsonString());
}
