module BonVerify.Properties.Tests.HuntTests

open FsCheck
open FsCheck.FSharp
open global.Xunit
open BonVerify.FsCheck

[<Fact>]
let ``A seed and an index always give the same case`` () =
    for i in 0..200 do
        Assert.Equal(Hunt.caseAt 42UL i, Hunt.caseAt 42UL i)

[<Fact>]
let ``The replay triple gives the case to anyone with FsCheck`` () =
    for i in 0..200 do
        let struct (case, replay) = Hunt.caseAndReplayAt 42UL i
        let replayed = Gen.sampleWithSeed (Rnd(replay.Seed, replay.Gamma)) replay.Size 1 Generators.anyCase |> Array.head
        Assert.Equal(case, replayed)
        Assert.Equal(Hunt.caseAt 42UL i, case)

[<Fact>]
let ``Neighbouring indices and seeds give different cases`` () =
    let cases = [ for seed in 1UL .. 3UL do for i in 0..300 -> Hunt.caseAt seed i ]
    // Small cases repeat now and then; most must not.
    Assert.True(float (List.distinct cases).Length > 0.8 * float cases.Length)

[<Fact>]
let ``The first cases reach every region, whatever the seed`` () =
    for seed in [ 0UL; 1UL; 42UL; System.UInt64.MaxValue ] do
        let cases = List.init Regions.all.Length (Hunt.caseAt seed)

        for region in Regions.all do
            Assert.True(List.exists region.Contains cases, $"{region.Name}, seed {seed}")

[<Fact>]
let ``A negative index is refused`` () =
    Assert.Throws<System.ArgumentException>(fun () -> Hunt.caseAt 1UL -1 |> ignore) |> ignore
