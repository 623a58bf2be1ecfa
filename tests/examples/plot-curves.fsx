// Curves over n as a page that opens in a browser; in a notebook leave out the last line. Run it with: dotnet fsi plot-curves.fsx
#r "nuget: Plotly.NET"
#r "nuget: BonVerify.FSharp"
open Plotly.NET
open BonVerify.FloatingPoint

let weights, draws = [| 0.4; 0.2; 0.2; 0.2 |], [| 1..64 |]
let line name (values: float array) = Chart.Line(draws, values, Name = name)
let formula = draws |> Array.map (fun n -> log (float n) - float (n - 1) / float n)

[ line "KL" (FastBestOfN.KullbackLeiblerCurve(weights, draws)); line "ln n - (n-1)/n" formula; line "win rate" (FastBestOfN.WinRateCurve(weights, draws)) ]
|> Chart.combine
|> Chart.withXAxisStyle "n"
|> Chart.saveHtml "curves.html"
