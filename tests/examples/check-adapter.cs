#!/usr/bin/env dotnet
// Puts your best-of-n code before `bonverify check`: replace the two functions by calls of it.
//
//     bonverify check -- dotnet run --file tests/examples/check-adapter.cs
#:property PublishAot=false
using System.Text.Json.Nodes;

while (Console.ReadLine() is { } line)
{
    var request = JsonNode.Parse(line)!;
    var answer = new JsonObject { ["id"] = request["id"]!.DeepClone() };
    try
    {
        switch ((string)request["quantity"]!)
        {
            case "kl": answer["value"] = Kl((int)request["n"]!); break;
            case "win_rate": answer["value"] = WinRate(Doubles("probabilities"), Doubles("rewards"), (int)request["n"]!); break;
            default: answer["unsupported"] = true; break;
        }
    }
    catch (Exception e)
    {
        // An answer too, and the right one where nothing is defined.
        answer["error"] = e.Message;
    }

    Console.WriteLine(answer.ToJsonString());
    double[] Doubles(string name) => [.. request[name]!.AsArray().Select(item => (double)item!)];
}

// The formula that is widely used, and wrong.
static double Kl(int n) => Math.Log(n) - (n - 1.0) / n;

static double WinRate(double[] probabilities, double[] rewards, int n)
{
    var (below, rate) = (0.0, 0.0);
    foreach (var level in rewards.Zip(probabilities).GroupBy(pair => pair.First, pair => pair.Second).OrderBy(group => group.Key))
    {
        var cumulative = Math.Min(1, below + level.Sum());
        rate += (Math.Pow(cumulative, n) - Math.Pow(below, n)) * (below + cumulative) / 2;
        below = cumulative;
    }

    return rate;
}
