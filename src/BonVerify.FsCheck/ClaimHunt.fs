namespace BonVerify.FsCheck

open System
open System.Collections.Generic
open System.Diagnostics
open System.Numerics
open System.Runtime.InteropServices
open System.Threading
open BonVerify.Claims
open BonVerify.Evaluation
open BonVerify.Interchange
open BonVerify.Numerics
open BonVerify.Quantities

/// What a hunt for counterexamples has found: the smallest one, or how hard it tried.
[<Sealed; NoComparison; NoEquality; DebuggerDisplay("{ToString(),nq}")>]
type HuntReport
    internal
    (
        claim: Claim,
        seed: uint64,
        verdicts: Verdict list,
        tightest: (PolicyCase * Verdict.Holds) option,
        missed: Region list,
        counterexample: Counterexample option,
        wasStopped: bool
    ) =

    let count isOfKind = verdicts |> List.filter isOfKind |> List.length
    let holds = count (fun verdict -> verdict :? Verdict.Holds)
    let undecided = count (fun verdict -> verdict :? Verdict.Undecided)

    /// The claim.
    member _.Claim = claim

    /// The seed of the generated cases.
    member _.Seed = seed

    /// How many cases were decided; a hunt ends soon after the first violation.
    member _.Cases = verdicts.Length

    /// In how many of them the claim holds.
    member _.Holds = holds

    /// How many of these are equalities.
    member _.Equalities =
        count (function
            | :? Verdict.Holds as verdict -> verdict.Margin.Sign = Nullable 0
            | _ -> false)

    /// In how many enclosures did not decide.
    member _.Undecided = undecided

    /// To how many the claim does not apply.
    member _.NotApplicable = count (fun verdict -> verdict :? Verdict.NotApplicable)

    /// The case with the smallest relative margin other than 0, or null when there is none.
    member _.TightestCase: PolicyCase | null = tightest |> Option.map fst |> Option.toObj

    /// The verdict in that case, with the margin, or null when there is none.
    member _.TightestVerdict: Verdict.Holds | null = tightest |> Option.map snd |> Option.toObj

    /// The names of the regions, among those in which mistakes hide, that no case has met.
    member _.MissedRegions: IReadOnlyList<string> = missed |> List.map (fun region -> region.Name) :> _

    /// The smallest counterexample that shrinking leads to, or null when no case violates the claim.
    member _.Counterexample: Counterexample | null = Option.toObj counterexample

    /// Whether the hunt was stopped before all of its cases were decided.
    member _.WasStopped = wasStopped

    /// One line for people: the counterexample with both sides, or how hard the hunt tried.
    override this.ToString() =
        match counterexample with
        | Some found ->
            $"{claim.Id} is false for {found.Case.Reference}, n = {found.Case.N}: {found.Relation} fails, {found.Left} against {found.Right}"
        | None ->
            let tight =
                match tightest with
                | Some(case, verdict) ->
                    $", tightest {verdict.RelativeMargin.ToDecimal(3).Lower} of the right side for {case.Reference}, n = {case.N}"
                | None -> ""

            let regions =
                match missed with
                | [] -> "all regions met"
                | _ -> "never met: " + String.Join(", ", this.MissedRegions)

            let unclear = if undecided = 0 then "" else $", undecided in {undecided}"
            let stopped = if wasStopped then ", stopped early" else ""
            $"{claim.Id} holds in {holds} of {verdicts.Length} cases{unclear}{tight}; {regions}{stopped}"

/// The hunt for a counterexample to one claim: generated cases, each second one a step away from the tightest so far, and the
/// shrinking of what fails. One seed gives one result. It runs on the thread that calls it, as scripts need.
[<AbstractClass; Sealed>]
type ClaimHunt =

    // Steps keep exact masses affordable, which they are not near a case of huge n.
    static member private MaxClimbedN = 10_000

    // Nearer to equality than this share, margins mostly vanish in a limit, and each step towards it costs more than the one before.
    static member private SmallestClimbed = Dyadic(BigInteger.One, -40L)

    // After a first violation so many more cases are looked at, and so many violations shrunk, those that start smallest.
    static member private MoreCases = 64
    static member private MaxShrunk = 8

    static member private Decide(claim: Claim, budget: Budget | null, case: PolicyCase) =
        try
            claim.Evaluate(PolicyEvaluation(case.Reference, case.N, budget = budget))
        with e ->
            raise (InvalidOperationException($"{claim.Id} throws for {case.Reference}, n = {case.N}: {e.Message}", e))

    /// Hunts for a counterexample.
    static member Run
        (
            claim: Claim,
            [<Optional; DefaultParameterValue(2000)>] maxTest: int,
            [<Optional; DefaultParameterValue(20240103UL)>] seed: uint64,
            [<Optional; DefaultParameterValue(null: Budget | null)>] budget: Budget | null,
            [<Optional>] cancellationToken: CancellationToken
        ) : HuntReport =
        ArgumentNullException.ThrowIfNull(claim, nameof claim)

        if maxTest < 1 then
            raise (ArgumentOutOfRangeException(nameof maxTest, $"maxTest is {maxTest}; it must be at least 1."))

        let decide case = ClaimHunt.Decide(claim, budget, case)
        let isViolated case =
            not cancellationToken.IsCancellationRequested && decide case :? Verdict.Violated

        let verdicts, violations = List<Verdict>(), List<struct (PolicyCase * int * (ReplayState | null))>()
        let mutable tightest: (PolicyCase * Verdict.Holds) option = None
        let mutable climbed: (PolicyCase * Verdict.Holds) option = None
        let mutable missed = Regions.all
        let mutable last = maxTest
        let mutable index = 0

        let tighter known case (holds: Verdict.Holds) =
            match known with
            | Some(_, best: Verdict.Holds) when best.RelativeMargin.Lower <= holds.RelativeMargin.Lower -> known
            | _ -> Some(case, holds)

        let caseAt index : struct (PolicyCase * (ReplayState | null)) =
            match climbed with
            | Some(near, _) when index % 2 = 1 && index >= List.length Regions.all ->
                struct (Hunt.neighbourAt seed index near, null)
            | _ ->
                let struct (case, replay) = Hunt.caseAndReplayAt seed index
                struct (case, replay)

        while index < last && not cancellationToken.IsCancellationRequested do
            let struct (case, replay) = caseAt index
            let verdict = decide case
            verdicts.Add verdict
            missed <- missed |> List.filter (fun region -> not (region.Contains case))

            match verdict with
            | :? Verdict.Violated ->
                last <- min last (if violations.Count = 0 then index + ClaimHunt.MoreCases else last)
                violations.Add(struct (case, index, replay))
            | :? Verdict.Holds as holds when holds.Margin.Sign <> Nullable 0 ->
                tightest <- tighter tightest case holds

                if case.N <= ClaimHunt.MaxClimbedN && holds.RelativeMargin.Lower >= ClaimHunt.SmallestClimbed then
                    climbed <- tighter climbed case holds
            | _ -> ()

            index <- index + 1

        let counterexample =
            if violations.Count = 0 then
                None
            else
                let struct (smallest, index, replay) =
                    violations
                    |> Seq.sortBy (fun (struct (case, _, _)) -> Shrinkers.size case)
                    |> Seq.truncate ClaimHunt.MaxShrunk
                    |> Seq.map (fun (struct (case, index, replay)) -> struct (Shrinkers.toSmallest isViolated case, index, replay))
                    |> Seq.minBy (fun (struct (case, _, _)) -> Shrinkers.size case)

                let witness = (decide smallest :?> Verdict.Violated).Witness
                Some(Counterexample.Of(claim, smallest, witness, $"hunt, shrunk from case {index}").FoundBy(seed, replay))

        HuntReport(claim, seed, List.ofSeq verdicts, tightest, missed, counterexample, index < last)

/// Conjectures of your own: hunted, saved, decided again, and as properties.
[<RequireQualifiedAccess>]
module Conjecture =

    /// Hunts for a counterexample in 2000 generated cases of a fixed seed.
    let hunt (claim: Claim) : HuntReport = ClaimHunt.Run claim

    /// Hunts in so many generated cases of a seed.
    let huntFor (seed: uint64) (maxTest: int) (claim: Claim) : HuntReport = ClaimHunt.Run(claim, maxTest, seed)

    /// The property that a conjecture holds in a case, for FsCheck and FsCheck.Xunit with `ClaimArbitraries`.
    let holds (claim: Claim) (case: PolicyCase) : FsCheck.Property = ClaimProperties.holds claim case

    /// Saves the counterexample of a report to a folder, and gives the path of the file; None when there is none.
    let save (folder: string) (report: HuntReport) : string option =
        match report.Counterexample with
        | null -> None
        | found -> Some(CounterexampleJson.Save(folder, found))

    /// Decides a conjecture anew in the case of a saved counterexample.
    let reproduce (claim: Claim) (path: string) : Verdict =
        CounterexampleJson.Parse(IO.File.ReadAllText path).Reproduce claim
