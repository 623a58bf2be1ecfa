// Asks the oracle from an F# script, by the process; nothing to reference.
//
//     dotnet fsi oracle.fsx                                        # with `bonverify` on the PATH
//     BONVERIFY="dotnet path/to/BonVerify.Cli.dll" dotnet fsi oracle.fsx
open System
open System.Diagnostics
open System.Text.Json

/// The answers to cases, one JSON object a line, in the same order.
let ask (arguments: string list) (cases: string list) =
    let tool =
        match Environment.GetEnvironmentVariable "BONVERIFY" with
        | null -> [ "bonverify" ]
        | command -> List.ofArray (command.Split ' ')

    let start = ProcessStartInfo(tool.Head, tool.Tail @ [ "oracle" ] @ arguments)
    start.RedirectStandardInput <- true
    start.RedirectStandardOutput <- true
    use oracle = Process.Start start
    let output = oracle.StandardOutput.ReadToEndAsync()
    cases |> List.iter oracle.StandardInput.WriteLine
    oracle.StandardInput.Close()
    oracle.WaitForExit()

    if oracle.ExitCode <> 0 then
        failwith $"the oracle ended with exit code {oracle.ExitCode}"

    [ for line in output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries) -> JsonDocument.Parse(line).RootElement ]

// How much of the formula ln n - (n-1)/n is real, for ten equally likely outcomes?
let draws = [ 1; 2; 4; 16; 64; 1024; 1_000_000 ]

let answers =
    draws
    |> List.map (fun n -> $"""{{"weights":[1,1,1,1,1,1,1,1,1,1],"n":{n}}}""")
    |> ask [ "--quantities"; "kl,kl_bound,kl_limit"; "--digits"; "20" ]

for n, answer in List.zip draws answers do
    let nearest (quantity: string) =
        answer.GetProperty("quantities").GetProperty(quantity).GetProperty("nearest").GetDouble()

    printfn "n = %7d: KL %.6f, the formula says %.6f, the limit is %.6f" n (nearest "kl") (nearest "kl_bound") (nearest "kl_limit")

    if nearest "kl" > nearest "kl_bound" || nearest "kl" > nearest "kl_limit" then
        failwith "a bound is broken"

printfn "%d cases" draws.Length
