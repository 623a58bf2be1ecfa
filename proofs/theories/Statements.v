(** * What is claimed, on one page

    Every machine-checked claim, restated from the definitions written out here and
    from nothing else but the real numbers of Coq.  Each statement is followed by its
    proof, a reference to the theorem: if a definition or a theorem of the other files
    changes its meaning, this page no longer compiles.  Read it to know what is proved.

    The other files are loaded but not imported, so that none of their names,
    notations or tactics takes part; the text of this page is pinned by its hash.
    A heading is the id of a claim. *)

From Coq Require Import Reals ZArith List Arith Bool Lia Lra Permutation Sorted FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From BonVerify Require Sums BestOfN Cell KlBound Estimator WinRate Monotonicity Limits RenyiBounds CubicBound Refutations
  Curve Draws Ties Pool Divergences GibbsFrontier Rewind Extras BestConstants Outcomes RewindDraws AboveCurve UniformCurve
  MoreDraws PoolOrder PoolClaims MaxAtK GoldCurve Neighbours WorstOfN WorstPolicy AnyPolicy KlEstimators SoftBestOfN
  SoftRace SoftSpread GeometricDraws TradeOff Deviation DoubleDouble ExactSums DoubleLogarithm LogarithmError Ladder.
From Flocq Require Core.Zaux Core.Raux Core.Generic_fmt Core.FLX Core.Ulp.
Import ListNotations.
Open Scope R_scope.

(** * Definitions *)

(** sum f K is f 0 + ... + f (K-1). *)
Fixpoint sum (f : nat -> R) (K : nat) : R := match K with O => 0 | S k => sum f k + f k end.

(** p is a distribution on the levels 0 .. K-1, in ascending order of reward. *)
Definition dist (K : nat) (p : nat -> R) : Prop := (forall i, (i < K)%nat -> 0 < p i) /\ sum p K = 1.

(** F p i is the mass below level i; q n p i is the mass of level i under best-of-n. *)
Definition F (p : nat -> R) (i : nat) : R := sum p i.
Definition q (n : nat) (p : nat -> R) (i : nat) : R := F p (S i) ^ n - F p i ^ n.

(** The KL divergence of r from p, and of best-of-n from p. *)
Definition KLdiv (K : nat) (r p : nat -> R) : R := sum (fun i => r i * ln (r i / p i)) K.
Definition KL (K : nat) (p : nat -> R) (n : nat) : R := KLdiv K (q n p) p.

(** The chance that r beats p, a tie counting one half, and that best-of-n does. *)
Definition wins (i j : nat) : R := if Nat.ltb j i then 1 else if Nat.eqb j i then 1 / 2 else 0.
Definition win (K : nat) (r p : nat -> R) : R := sum (fun i => r i * sum (fun j => p j * wins i j) K) K.
Definition W (K : nat) (p : nat -> R) (n : nat) : R := win K (q n p) p.

(** The formula, the gaps, the mass of the top level, the sum of the k-th powers of the masses. *)
Definition formula (n : nat) : R := ln (INR n) - (INR n - 1) / INR n.
Definition gap (K : nat) (p : nat -> R) (n : nat) : R := formula n - KL K p n.
Definition win_gap (K : nat) (p : nat -> R) (n : nat) : R := INR n / (INR n + 1) - W K p n.
Definition top (K : nat) (p : nat -> R) : R := p (pred K).
Definition powers (k K : nat) (p : nat -> R) : R := sum (fun i => p i ^ k) K.

(** The estimator d_n. *)
Definition d (n : nat) (e : R) : R :=
  (1 - e) ^ n * (ln (INR n) + (INR n - 1) * ln (1 - e) - (INR n - 1) / INR n)
  + (1 - (1 - e) ^ n) * ln ((1 - (1 - e) ^ n) / e).

(** What a level on the cell (a, b) loses of KL, and of the win rate: h, phi and omega. *)
Definition G (n : nat) (u : R) : R := u ^ n * (ln (INR n) + (INR n - 1) * ln u - (INR n - 1) / INR n).
Definition h (n : nat) (a b : R) : R := G n b - G n a - (b ^ n - a ^ n) * ln ((b ^ n - a ^ n) / (b - a)).
Definition phi (n : nat) (x : R) : R := h n (1 - x) 1.
Definition omega (n : nat) (x : R) : R :=
  INR n / (INR n + 1) * (1 - (1 - x) ^ S n) - (1 - (1 - x) ^ n) * (1 - x / 2).

(** The curve of a continuous reward, t >= 1 real; a policy above it, and one on or below it. *)
Definition curve_kl (t : R) : R := ln t - (t - 1) / t.
Definition curve_win (t : R) : R := t / (t + 1).
Definition above (K : nat) (p : nat -> R) (n : nat) : Prop :=
  (exists t, 1 <= t /\ curve_kl t = KL K p n /\ curve_win t < W K p n) /\
  (forall t, 1 <= t -> curve_kl t <= KL K p n -> curve_win t < W K p n).
Definition not_above (K : nat) (p : nat -> R) (n : nat) : Prop :=
  (exists t, 1 <= t /\ curve_kl t = KL K p n /\ W K p n <= curve_win t) /\
  (forall t, 1 <= t -> KL K p n <= curve_kl t -> W K p n <= curve_win t).

(** Masses proportional to a list of integers. *)
Definition weights (l : list Z) (i : nat) : R := IZR (nth i l 0%Z) / IZR (fold_right Z.add 0%Z l).

(** Draws: the mean of X over all M^n tuples t, each weighted by the product of its masses. *)
Fixpoint tuples (M n : nat) : list (list nat) :=
  match n with O => [nil] | S k => flat_map (fun y => map (cons y) (tuples M k)) (seq 0 M) end.
Definition chance (r : nat -> R) (t : list nat) : R := fold_right (fun y v => r y * v) 1 t.
Definition mean (M : nat) (r : nat -> R) (n : nat) (X : list nat -> R) : R :=
  fold_right (fun t s => chance r t * X t + s) 0 (tuples M n).
Definition indicator (b : bool) : R := if b then 1 else 0.
Fixpoint count (f : nat -> bool) (t : list nat) : nat :=
  match t with nil => 0 | y :: t => (if f y then 1 else 0) + count f t end.

(** Outcomes 0 .. M-1 of masses r; lev y is the level of y, outcomes of one level are tied. *)
Definition mass (M : nat) (r : nat -> R) (f : nat -> bool) : R := sum (fun y => if f y then r y else 0) M.
Definition level (M : nat) (r : nat -> R) (lev : nat -> nat) (j : nat) : R := mass M r (fun y => Nat.eqb (lev y) j).
Definition levelled (M K : nat) (lev : nat -> nat) : Prop :=
  (forall y, (y < M)%nat -> (lev y < K)%nat) /\ (forall j, (j < K)%nat -> exists y, (y < M)%nat /\ lev y = j).
Definition outcome_win (M : nat) (lev : nat -> nat) (s r : nat -> R) : R :=
  sum (fun y => s y * sum (fun z => r z * wins (lev y) (lev z)) M) M.

(** Best-of-n: the highest level among the draws, one of the draws of that level at random. *)
Fixpoint top_level (lev : nat -> nat) (t : list nat) : nat :=
  match t with nil => 0 | y :: t => Nat.max (lev y) (top_level lev t) end.
Definition returned (lev : nat -> nat) (y : nat) (t : list nat) : R :=
  if Nat.eqb (lev y) (top_level lev t)
  then INR (count (Nat.eqb y) t) / INR (count (fun z => Nat.eqb (lev z) (top_level lev t)) t) else 0.
Definition pi (M : nat) (r : nat -> R) (lev : nat -> nat) (n y : nat) : R := mean M r n (returned lev y).

(** Binomial coefficients. *)
Fixpoint choose (n k : nat) : nat :=
  match n, k with _, O => 1 | O, S _ => 0 | S n, S k => choose n k + choose n (S k) end.

(** The two definitions of a distribution, of a mean over draws, and of best-of-n agree. *)
Lemma to K p : dist K p -> BestOfN.is_dist K p.
Proof. intros [A B]. now split. Qed.
Lemma from K p : BestOfN.is_dist K p -> dist K p.
Proof. intros [A B]. now split. Qed.
Lemma mean_is : Draws.expect = mean.
Proof.
  do 4 (apply functional_extensionality; intros). apply Draws.expect_tuples.
Qed.
Lemma pi_is : pi = Ties.best_of_n.
Proof.
  do 5 (apply functional_extensionality; intros). unfold pi. rewrite <- mean_is. reflexivity.
Qed.

Ltac with_ties T :=
  intros M K r lev; intros; match goal with D : dist _ r, L : levelled _ _ lev |- _ =>
    rewrite ?pi_is, <- ?mean_is; apply (T M K r lev (to M r D) (proj1 L) (proj2 L)); assumption end.
Ltac refuted T := split; [exact (from _ _ (proj1 T))|exact (proj2 T)].

(** * Claims that hold *)

(** ** pmf *)

Theorem pmf : forall M r lev n y, dist M r -> (1 <= n)%nat -> (y < M)%nat ->
  pi M r lev n y = r y / level M r lev (lev y) * q n (level M r lev) (lev y).
Proof.
  intros M r lev n y H Hn Hy. rewrite pi_is.
  exact (Ties.pmf M r lev n y Hn Hy (Ties.level_mass_pos M r lev (to M r H) y Hy)).
Qed.
Theorem pmf_levels : forall M r lev n select j, (1 <= n)%nat ->
  (forall t, length t = n -> lev (select t) = top_level lev t) ->
  mean M r n (fun t => indicator (Nat.eqb (lev (select t)) j)) = q n (level M r lev) j.
Proof. rewrite <- mean_is. exact Ties.pmf_levels. Qed.
Theorem pmf_no_ties : forall M r n y, dist M r -> (1 <= n)%nat -> (y < M)%nat ->
  pi M r (fun y => y) n y = F r (S y) ^ n - F r y ^ n.
Proof. rewrite pi_is. exact (fun M r n y H => Ties.pmf_no_ties M r n y (to M r H)). Qed.
Theorem kl_ties : forall M K r lev n, dist M r -> levelled M K lev -> (1 <= n)%nat ->
  KLdiv M (pi M r lev n) r = KL K (level M r lev) n.
Proof. with_ties Ties.kl_ties. Qed.
Theorem win_rate_ties : forall M K r lev n, dist M r -> levelled M K lev -> (1 <= n)%nat ->
  outcome_win M lev (pi M r lev n) r = W K (level M r lev) n.
Proof. with_ties Ties.win_rate_ties. Qed.
Theorem expect_tuples : forall M r n X, Draws.expect M r n X = mean M r n X.
Proof. exact Draws.expect_tuples. Qed.

(** ** sandwich *)

Theorem sandwich : forall K p n i, dist K p -> (1 <= n)%nat -> (i < K)%nat ->
  INR n * F p i ^ pred n * p i <= q n p i <= INR n * F p (S i) ^ pred n * p i.
Proof. exact (fun K p n i H => Extras.sandwich K p n i (to K p H)). Qed.

(** ** composition *)

Theorem composition : forall p m n i, (1 <= n)%nat -> q m (q n p) i = q (n * m) p i.
Proof. exact Extras.composition. Qed.
Theorem composition_ties : forall M K r lev m n y, dist M r -> levelled M K lev ->
  (1 <= m)%nat -> (1 <= n)%nat -> (y < M)%nat -> pi M (pi M r lev n) lev m y = pi M r lev (n * m) y.
Proof. with_ties Outcomes.composition_ties. Qed.

(** ** kl-upper-bound *)

Theorem kl_upper_bound : forall K p n, dist K p -> (1 <= n)%nat -> KL K p n <= ln (INR n) - (INR n - 1) / INR n.
Proof. exact (fun K p n H => KlBound.kl_upper_bound K p (to K p H) n). Qed.
Theorem kl_upper_bound_strict : forall K p n, dist K p -> (2 <= n)%nat -> KL K p n < ln (INR n) - (INR n - 1) / INR n.
Proof. exact (fun K p n H => KlBound.kl_upper_bound_strict K p (to K p H) n). Qed.
Theorem kl_gap_identity : forall K p n, dist K p -> (1 <= n)%nat ->
  gap K p n = sum (fun i => F p (S i) ^ n * phi n (p i / F p (S i))) K.
Proof. exact (fun K p n H => KlBound.kl_gap_identity K p (to K p H) n). Qed.
Theorem cell_nonneg : forall n a b, (1 <= n)%nat -> 0 <= a < b -> 0 <= h n a b.
Proof. exact Cell.cell_nonneg. Qed.
Theorem cell_scale : forall n l a b, (1 <= n)%nat -> 0 < l -> 0 <= a < b -> h n (l * a) (l * b) = l ^ n * h n a b.
Proof. exact Cell.cell_scale. Qed.

(** ** kl-log-inverse-top *)

Theorem kl_log_inverse_top : forall K p n, dist K p -> (1 <= n)%nat -> KL K p n <= ln (1 / top K p).
Proof. exact (fun K p n H => KlBound.kl_log_inverse_top K p (to K p H) n). Qed.
Theorem kl_ln_n : forall K p n, dist K p -> (1 <= n)%nat -> KL K p n <= ln (INR n).
Proof. exact (fun K p n H => KlBound.kl_ln_n K p (to K p H) n). Qed.
Theorem kl_limit : forall K p, dist K p -> is_lim_seq (fun n => KL K p (S n)) (ln (1 / top K p)).
Proof. exact (fun K p H => Limits.kl_limit K p (to K p H)). Qed.

(** ** kl-top-atom-bound *)

Theorem kl_top_atom_bound : forall K p n, dist K p -> (1 <= n)%nat -> KL K p n <= d n (top K p).
Proof. exact (fun K p n H => Estimator.kl_top_atom_bound K p (to K p H) n). Qed.
Theorem kl_gap_top_atom : forall K p n, dist K p -> (1 <= n)%nat -> phi n (top K p) <= gap K p n.
Proof. exact (fun K p n H => KlBound.kl_gap_top_atom K p (to K p H) n). Qed.

(** ** kl-monotone *)

Theorem kl_monotone : forall K p n, dist K p -> (1 <= n)%nat -> KL K p n <= KL K p (S n).
Proof. exact (fun K p n H => Monotonicity.kl_monotone K p (to K p H) n). Qed.

(** ** kl-gap-renyi *)

Theorem kl_gap_renyi : forall K p n, dist K p -> (1 <= n)%nat -> gap K p n <= 2 * INR n * (INR n - 1) * powers 2 K p.
Proof. exact (fun K p n H => RenyiBounds.kl_gap_renyi K p (to K p H) n). Qed.
Theorem kl_gap_delta_bound : forall K p n delta, dist K p -> (1 <= n)%nat -> (forall i, (i < K)%nat -> p i <= delta) ->
  gap K p n <= 2 * INR n * (INR n - 1) * delta.
Proof. exact (fun K p n delta H => RenyiBounds.kl_gap_delta_bound K p (to K p H) n delta). Qed.
Theorem collision_renyi : forall K p, dist K p -> powers 2 K p = exp (- - ln (powers 2 K p)).
Proof. exact (fun K p H => RenyiBounds.collision_renyi K p (to K p H)). Qed.

(** ** kl-gap-renyi-sharp *)

Theorem kl_gap_renyi_weighted : forall K p n, dist K p -> (1 <= n)%nat ->
  gap K p n <= (ln 2 - 1 / 2) / 2 * (INR n * (INR n - 1)) * sum (fun i => F p (S i) ^ (n - 2) * p i ^ 2) K.
Proof. exact (fun K p n H => RenyiBounds.kl_gap_renyi_weighted K p (to K p H) n). Qed.
Theorem kl_gap_renyi_sharp : forall K p n, dist K p -> (1 <= n)%nat ->
  gap K p n <= (ln 2 - 1 / 2) / 2 * (INR n * (INR n - 1)) * powers 2 K p.
Proof. exact (fun K p n H => RenyiBounds.kl_gap_renyi_sharp K p (to K p H) n). Qed.
Theorem kl_gap_renyi_sharp_attained :
  gap 1 (fun _ => 1) 2 = (ln 2 - 1 / 2) / 2 * (INR 2 * (INR 2 - 1)) * powers 2 1 (fun _ => 1).
Proof. exact RenyiBounds.kl_gap_renyi_sharp_attained. Qed.
Theorem kl_gap_renyi_sharp_best : forall c,
  (forall K p n, dist K p -> (1 <= n)%nat -> gap K p n <= c * (INR n * (INR n - 1)) * powers 2 K p)
  <-> (ln 2 - 1 / 2) / 2 <= c.
Proof.
  intros c. rewrite <- BestConstants.kl_gap_renyi_sharp_best.
  split; intros H K p n D; apply H; [exact (from K p D)|exact (to K p D)].
Qed.
Theorem kl_gap_coarse : forall K p n, dist K p -> (1 <= n)%nat -> gap K p n <= INR n * (INR n - 1) / 2 * powers 2 K p.
Proof. exact (fun K p n H => RenyiBounds.kl_gap_coarse K p (to K p H) n). Qed.

(** ** kl-gap-best-constant *)

Definition kl_constant (n : nat) (c : R) : Prop := forall K p, dist K p ->
  gap K p n <= c * sum (fun i => F p (S i) ^ (n - 2) * p i ^ 2) K.
Lemma kl_constant_is n c : kl_constant n c <-> BestConstants.kl_constant n c.
Proof. split; intros H K p D; apply H; [exact (from K p D)|exact (to K p D)]. Qed.

Theorem kl_gap_best_constant : forall n c, (2 <= n)%nat ->
  kl_constant n c <-> forall x, 0 < x <= 1 -> phi n x <= c * x ^ 2.
Proof. intros n c. rewrite kl_constant_is. exact (BestConstants.kl_gap_best_constant n c). Qed.
Theorem kl_best_constant : forall n, (2 <= n)%nat ->
  exists x, 0 < x <= 1 /\ (forall y, 0 < y <= 1 -> phi n y / y ^ 2 <= phi n x / x ^ 2) /\
    forall c, kl_constant n c <-> phi n x / x ^ 2 <= c.
Proof.
  intros n Hn. destruct (BestConstants.kl_best_constant n Hn) as (x & Hx & Hmax & Hc).
  exists x. split; [exact Hx|]. split; [exact Hmax|]. intros c. rewrite kl_constant_is. exact (Hc c).
Qed.
Theorem kl_constant_two : forall c, kl_constant 2 c <-> ln 2 - 1 / 2 <= c.
Proof. intros c. rewrite kl_constant_is. exact (BestConstants.kl_constant_two c). Qed.

(** ** kl-gap-cubic *)

Theorem kl_gap_cubic_weighted : forall K p n, dist K p -> (3 <= n)%nat ->
  gap K p n <= INR n * (INR n - 1) ^ 2 / 24 * sum (fun i => F p (S i) ^ (n - 3) * p i ^ 3) K.
Proof. exact (fun K p n H => CubicBound.kl_gap_cubic_weighted K p (to K p H) n). Qed.
Theorem kl_gap_cubic : forall K p n, dist K p -> (3 <= n)%nat ->
  gap K p n <= INR n * (INR n - 1) ^ 2 / 24 * powers 3 K p.
Proof. exact (fun K p n H => CubicBound.kl_gap_cubic K p (to K p H) n). Qed.
Theorem kl_gap_cubic_delta : forall K p n delta, dist K p -> (3 <= n)%nat -> (forall i, (i < K)%nat -> p i <= delta) ->
  gap K p n <= INR n ^ 3 * delta ^ 2 / 24.
Proof. exact (fun K p n delta H => CubicBound.kl_gap_cubic_delta K p (to K p H) n delta). Qed.

(** ** kl-gap-linear *)

Theorem kl_gap_linear : forall K p n, dist K p -> (1 <= n)%nat ->
  gap K p n <= INR n / 2 * sum (fun i => q n p i * (p i / F p (S i))) K.
Proof. exact (fun K p n H => Extras.kl_gap_linear K p n (to K p H)). Qed.

(** ** estimator-range *)

Theorem estimator_range : forall n e, (1 <= n)%nat -> 0 < e <= 1 -> 0 <= d n e <= formula n.
Proof. exact Estimator.estimator_range. Qed.
Theorem estimator_decreasing : forall n e e', (1 <= n)%nat -> 0 < e <= e' -> e' <= 1 -> d n e' <= d n e.
Proof. exact Estimator.estimator_decreasing. Qed.
Theorem estimator_strictly_decreasing : forall n e e', (2 <= n)%nat -> 0 < e < e' -> e' <= 1 -> d n e' < d n e.
Proof. exact Estimator.estimator_strictly_decreasing. Qed.
Theorem estimator_at_1 : forall n, (1 <= n)%nat -> d n 1 = 0.
Proof. exact Estimator.estimator_at_1. Qed.
Theorem estimator_limit_0 : forall n, (1 <= n)%nat -> filterlim (d n) (at_right 0) (locally (formula n)).
Proof. exact Limits.estimator_limit_0. Qed.

(** ** estimator-expectation-upper-bound *)

Theorem estimator_expectation_upper_bound : forall K p n, dist K p -> (1 <= n)%nat ->
  KL K p n <= sum (fun i => q n p i * d n (p i)) K.
Proof. exact (fun K p n H => Estimator.estimator_expectation_upper_bound K p (to K p H) n). Qed.
Theorem estimator_expectation_le_formula : forall K p n, dist K p -> (1 <= n)%nat ->
  sum (fun i => q n p i * d n (p i)) K <= formula n.
Proof. exact (fun K p n H => Estimator.estimator_expectation_le_formula K p (to K p H) n). Qed.
Theorem estimator_expectation_slack : forall K p n, dist K p -> (1 <= n)%nat ->
  sum (fun i => F p i ^ n * phi n (p i)) K <= sum (fun i => q n p i * d n (p i)) K - KL K p n.
Proof. exact (fun K p n H => Estimator.estimator_expectation_slack K p (to K p H) n). Qed.
Theorem estimator_expectation_upper_bound_ties : forall M K r lev n, dist M r -> levelled M K lev -> (1 <= n)%nat ->
  KLdiv M (pi M r lev n) r <= sum (fun y => pi M r lev n y * d n (r y)) M.
Proof. with_ties Ties.estimator_expectation_upper_bound_ties. Qed.
Theorem estimator_expectation_draws : forall M K r lev n, dist M r -> levelled M K lev -> (1 <= n)%nat ->
  KL K (level M r lev) n <= mean M r n (fun t => sum (fun y => returned lev y t * d n (r y)) M).
Proof. with_ties Ties.estimator_expectation_draws. Qed.
Theorem estimator_expectation_le_formula_ties : forall M K r lev n, dist M r -> levelled M K lev -> (1 <= n)%nat ->
  sum (fun y => pi M r lev n y * d n (r y)) M <= formula n.
Proof. with_ties Ties.estimator_expectation_le_formula_ties. Qed.

(** ** win-rate-upper-bound *)

Theorem win_rate_upper_bound : forall K p n, dist K p -> (1 <= n)%nat -> W K p n <= INR n / (INR n + 1).
Proof. exact (fun K p n H => WinRate.win_rate_upper_bound K p (to K p H) n). Qed.
Theorem win_rate_upper_bound_strict : forall K p n, dist K p -> (2 <= n)%nat -> W K p n < INR n / (INR n + 1).
Proof. exact (fun K p n H => WinRate.win_rate_upper_bound_strict K p (to K p H) n). Qed.
Theorem win_rate_one : forall K p, dist K p -> W K p 1 = 1 / 2.
Proof. exact (fun K p H => WinRate.win_rate_one K p (to K p H)). Qed.
Theorem win_rate_gap_identity : forall K p n, dist K p -> (1 <= n)%nat ->
  win_gap K p n = sum (fun i => F p (S i) ^ S n * omega n (p i / F p (S i))) K.
Proof. exact (fun K p n H => WinRate.win_rate_gap_identity K p (to K p H) n). Qed.
(** If a tie counted as a full win, masses 1/5 and 4/5 with n = 2 would break the bound. *)
Theorem ties_as_wins_break_the_bound : let p i := match i with O => 1 / 5 | _ => 4 / 5 end in
  dist 2 p /\ INR 2 / (INR 2 + 1) < sum (fun i => q 2 p i * F p (S i)) 2.
Proof. refuted Refutations.ties_as_wins_break_the_bound. Qed.

(** ** win-rate-monotone *)

Theorem win_rate_monotone : forall K p n, dist K p -> (1 <= n)%nat -> W K p n <= W K p (S n).
Proof. exact (fun K p n H => Monotonicity.win_rate_monotone K p (to K p H) n). Qed.
Theorem win_rate_top_bound : forall K p n, dist K p -> (1 <= n)%nat -> W K p n <= 1 - top K p / 2.
Proof. exact (fun K p n H => Limits.win_rate_top_bound K p (to K p H) n). Qed.
Theorem win_rate_limit : forall K p, dist K p -> is_lim_seq (fun n => W K p (S n)) (1 - top K p / 2).
Proof. exact (fun K p H => Limits.win_rate_limit K p (to K p H)). Qed.

(** ** win-rate-gap-renyi *)

Theorem win_rate_gap_renyi : forall K p n, dist K p -> (1 <= n)%nat -> win_gap K p n <= (INR n - 1) / 2 * powers 2 K p.
Proof. exact (fun K p n H => WinRate.win_rate_gap_renyi K p (to K p H) n). Qed.

(** ** win-rate-gap-renyi-sharp *)

Theorem win_rate_gap_renyi_sharp : forall K p n, dist K p -> (1 <= n)%nat ->
  win_gap K p n <= (INR n - 1) / 6 * powers 2 K p.
Proof. exact (fun K p n H => WinRate.win_rate_gap_renyi_sharp K p (to K p H) n). Qed.
Theorem win_rate_gap_renyi_sharp_attained : win_gap 1 (fun _ => 1) 2 = (INR 2 - 1) / 6 * powers 2 1 (fun _ => 1).
Proof. exact WinRate.win_rate_gap_renyi_sharp_attained. Qed.

(** ** win-rate-gap-best-constant *)

Definition win_constant (n : nat) (c : R) : Prop := forall K p, dist K p ->
  win_gap K p n <= c * sum (fun i => F p (S i) ^ (n - 1) * p i ^ 2) K.
Lemma win_constant_is n c : win_constant n c <-> BestConstants.win_constant n c.
Proof. split; intros H K p D; apply H; [exact (from K p D)|exact (to K p D)]. Qed.

Theorem win_rate_gap_best_constant : forall n c, (1 <= n)%nat ->
  win_constant n c <-> forall x, 0 < x <= 1 -> omega n x <= c * x ^ 2.
Proof. intros n c. rewrite win_constant_is. exact (BestConstants.win_rate_gap_best_constant n c). Qed.
Theorem win_rate_best_constant : forall n, (1 <= n)%nat ->
  exists x, 0 < x <= 1 /\ (forall y, 0 < y <= 1 -> omega n y / y ^ 2 <= omega n x / x ^ 2) /\
    forall c, win_constant n c <-> omega n x / x ^ 2 <= c.
Proof.
  intros n Hn. destruct (BestConstants.win_rate_best_constant n Hn) as (x & Hx & Hmax & Hc).
  exists x. split; [exact Hx|]. split; [exact Hmax|]. intros c. rewrite win_constant_is. exact (Hc c).
Qed.

(** ** win-rate-gap-cubic *)

Theorem win_rate_gap_cubic : forall K p n, dist K p -> (1 <= n)%nat ->
  win_gap K p n <= INR n * (INR n - 1) / 12 * powers 3 K p.
Proof. exact (fun K p n H => WinRate.win_rate_gap_cubic K p (to K p H) n). Qed.
Theorem win_rate_gap_two : forall K p, dist K p -> 2 / 3 - W K p 2 = powers 3 K p / 6.
Proof. exact (fun K p H => WinRate.win_rate_gap_two K p (to K p H)). Qed.

(** ** density-ratio *)

Theorem density_ratio : forall K p n i, dist K p -> (1 <= n)%nat -> (i < K)%nat -> q n p i / p i <= INR n.
Proof. exact (fun K p n i H => KlBound.density_ratio K p (to K p H) n i). Qed.
Theorem density_ratio_ties : forall M K r lev n y, dist M r -> levelled M K lev -> (1 <= n)%nat -> (y < M)%nat ->
  pi M r lev n y / r y <= INR n.
Proof. with_ties Outcomes.density_ratio_ties. Qed.

(** ** chi-squared-bound *)

Theorem chi_squared_bound : forall K p n, dist K p -> (1 <= n)%nat ->
  sum (fun i => (q n p i - p i) ^ 2 / p i) K <= (INR n - 1) ^ 2 / (2 * INR n - 1).
Proof. exact (fun K p n H => Divergences.chi_squared_bound K p (to K p H) n). Qed.
Theorem chi_squared_bound_ties : forall M K r lev n, dist M r -> levelled M K lev -> (1 <= n)%nat ->
  sum (fun y => (pi M r lev n y - r y) ^ 2 / r y) M <= (INR n - 1) ^ 2 / (2 * INR n - 1).
Proof. with_ties Outcomes.chi_squared_bound_ties. Qed.

(** ** total-variation-bound *)

Theorem total_variation_bound : forall K p n, dist K p -> (2 <= n)%nat ->
  / 2 * sum (fun i => Rabs (q n p i - p i)) K
  <= Rpower (1 / INR n) (1 / (INR n - 1)) - Rpower (1 / INR n) (INR n / (INR n - 1)).
Proof. exact (fun K p n H => Divergences.total_variation_bound K p (to K p H) n). Qed.
Theorem total_variation_bound_ties : forall M K r lev n, dist M r -> levelled M K lev -> (2 <= n)%nat ->
  / 2 * sum (fun y => Rabs (pi M r lev n y - r y)) M
  <= Rpower (1 / INR n) (1 / (INR n - 1)) - Rpower (1 / INR n) (INR n / (INR n - 1)).
Proof. with_ties Outcomes.total_variation_bound_ties. Qed.

(** ** renyi-divergence-bound *)

Theorem renyi_bound : forall K p alpha n, dist K p -> (2 <= alpha)%nat -> (1 <= n)%nat ->
  / (INR alpha - 1) * ln (sum (fun i => p i * (q n p i / p i) ^ alpha) K)
  <= / (INR alpha - 1) * ln (INR n ^ alpha / (INR alpha * (INR n - 1) + 1)).
Proof. exact (fun K p alpha n H => Divergences.renyi_bound K p (to K p H) alpha n). Qed.
Theorem renyi_bound_ties : forall M K r lev alpha n, dist M r -> levelled M K lev -> (2 <= alpha)%nat -> (1 <= n)%nat ->
  / (INR alpha - 1) * ln (sum (fun y => r y * (pi M r lev n y / r y) ^ alpha) M)
  <= / (INR alpha - 1) * ln (INR n ^ alpha / (INR alpha * (INR n - 1) + 1)).
Proof. with_ties Outcomes.renyi_bound_ties. Qed.

(** ** reverse-kl-bound *)

Theorem reverse_kl_bound : forall K p n, dist K p -> (1 <= n)%nat -> KLdiv K p (q n p) <= INR n - 1 - ln (INR n).
Proof. exact (fun K p n H => Divergences.reverse_kl_bound K p (to K p H) n). Qed.
Theorem reverse_kl_bound_ties : forall M K r lev n, dist M r -> levelled M K lev -> (1 <= n)%nat ->
  KLdiv M r (pi M r lev n) <= INR n - 1 - ln (INR n).
Proof. with_ties Outcomes.reverse_kl_bound_ties. Qed.

(** ** hellinger-bound *)

Theorem hellinger_bound : forall K p n, dist K p -> (1 <= n)%nat ->
  / 2 * sum (fun i => (sqrt (q n p i) - sqrt (p i)) ^ 2) K <= 1 - 2 * sqrt (INR n) / (INR n + 1).
Proof. exact (fun K p n H => Divergences.hellinger_bound K p (to K p H) n). Qed.
Theorem hellinger_bound_ties : forall M K r lev n, dist M r -> levelled M K lev -> (1 <= n)%nat ->
  / 2 * sum (fun y => (sqrt (pi M r lev n y) - sqrt (r y)) ^ 2) M <= 1 - 2 * sqrt (INR n) / (INR n + 1).
Proof. with_ties Outcomes.hellinger_bound_ties. Qed.

(** ** gibbs-frontier *)

Theorem gibbs_frontier : forall K p r beta, dist K p ->
  (forall i, (i < K)%nat -> 0 <= r i) -> sum r K = 1 -> 0 < beta ->
  win K r p < (KLdiv K r p + ln ((exp beta - 1) / beta)) / beta.
Proof. exact (fun K p r beta H => GibbsFrontier.gibbs_frontier K p (to K p H) r beta). Qed.
Theorem gibbs_frontier_bon : forall K p n beta, dist K p -> (1 <= n)%nat -> 0 < beta ->
  W K p n < (KL K p n + ln ((exp beta - 1) / beta)) / beta.
Proof. exact (fun K p n beta H => GibbsFrontier.gibbs_frontier_bon K p (to K p H) n beta). Qed.
Theorem gibbs_frontier_outcomes : forall M K r lev s beta, dist M r -> levelled M K lev ->
  (forall y, (y < M)%nat -> 0 <= s y) -> sum s M = 1 -> 0 < beta ->
  outcome_win M lev s r < (KLdiv M s r + ln ((exp beta - 1) / beta)) / beta.
Proof. with_ties Outcomes.gibbs_frontier_outcomes. Qed.

(** ** rewind-and-repeat *)

(** Levels from t on are accepted. *)
Definition accepted (p : nat -> R) (t : nat) : R := 1 - F p t.
Definition kept (p : nat -> R) (t i : nat) : R := if Nat.ltb i t then 0 else p i / accepted p t.

Theorem rewind_law : forall K p t i, dist K p -> (t < K)%nat ->
  is_series (fun k => (1 - accepted p t) ^ k * (if Nat.ltb i t then 0 else p i)) (kept p t i).
Proof. exact (fun K p t i H Ht => Rewind.rewind_law K p t (to K p H) Ht i). Qed.
Theorem rewind_kl : forall K p t, dist K p -> (t < K)%nat -> KLdiv K (kept p t) p = - ln (accepted p t).
Proof. exact (fun K p t H => Rewind.rewind_kl K p t (to K p H)). Qed.
Theorem rewind_win_rate : forall K p t, dist K p -> (t < K)%nat -> win K (kept p t) p = 1 - accepted p t / 2.
Proof. exact (fun K p t H => Rewind.rewind_win_rate K p t (to K p H)). Qed.
Theorem rewind_win_rate_kl : forall K p t, dist K p -> (t < K)%nat ->
  win K (kept p t) p = 1 - exp (- KLdiv K (kept p t) p) / 2.
Proof. exact (fun K p t H => Rewind.rewind_win_rate_kl K p t (to K p H)). Qed.
Theorem rewind_draws : forall K p t, dist K p -> (t < K)%nat ->
  is_series (fun k => INR (S k) * ((1 - accepted p t) ^ k * accepted p t)) (1 / accepted p t).
Proof. exact (fun K p t H => Rewind.rewind_draws K p t (to K p H)). Qed.

(** The same from the draws: all but the last rejected, the last satisfying f. *)
Fixpoint run (reject f : nat -> bool) (l : list nat) : bool :=
  match l with nil => false | [z] => f z | z :: l => reject z && run reject f l end.
Definition rejected (lev : nat -> nat) (t y : nat) : bool := Nat.ltb (lev y) t.
Definition accepted_outcomes (M : nat) (r : nat -> R) (lev : nat -> nat) (t : nat) : R :=
  mass M r (fun y => negb (rejected lev t y)).
Definition kept_outcome (M : nat) (r : nat -> R) (lev : nat -> nat) (t y : nat) : R :=
  if rejected lev t y then 0 else r y / accepted_outcomes M r lev t.

Theorem run_law : forall M r reject f k,
  mean M r (S k) (fun l => indicator (run reject f l)) = mass M r reject ^ k * mass M r f.
Proof. rewrite <- mean_is. exact RewindDraws.run_law. Qed.
Theorem rewind_outcome_law : forall M K r lev t y, dist M r -> levelled M K lev -> (t < K)%nat -> (y < M)%nat ->
  is_series (fun k => mean M r (S k) (fun l =>
    indicator (run (rejected lev t) (fun z => negb (rejected lev t z) && Nat.eqb z y) l)))
    (kept_outcome M r lev t y).
Proof. with_ties RewindDraws.rewind_outcome_law. Qed.
Theorem rewind_outcome_draws : forall M K r lev t, dist M r -> levelled M K lev -> (t < K)%nat ->
  is_series (fun k => INR (S k) * mean M r (S k) (fun l =>
    indicator (run (rejected lev t) (fun z => negb (rejected lev t z)) l)))
    (1 / accepted_outcomes M r lev t).
Proof. with_ties RewindDraws.rewind_outcome_draws. Qed.
Theorem rewind_outcome_kl : forall M K r lev t, dist M r -> levelled M K lev -> (t < K)%nat ->
  KLdiv M (kept_outcome M r lev t) r = - ln (accepted_outcomes M r lev t).
Proof. with_ties RewindDraws.rewind_outcome_kl. Qed.
Theorem rewind_outcome_win_rate : forall M K r lev t, dist M r -> levelled M K lev -> (t < K)%nat ->
  outcome_win M lev (kept_outcome M r lev t) r = 1 - accepted_outcomes M r lev t / 2.
Proof. with_ties RewindDraws.rewind_outcome_win_rate. Qed.

(** ** pool-unbiased *)

(** The levels of the draws in ascending order, each rank weighted. *)
Definition sorts (lev : nat -> nat) (sort : list nat -> list nat) : Prop :=
  forall t, Permutation (sort t) (map lev t) /\ StronglySorted le (sort t).
Definition pool (n : nat) (v : nat -> R) (s : list nat) : R :=
  sum (fun i => INR (choose i (pred n)) * v (nth i s 0%nat)) (length s) / INR (choose (length s) n).
(** Values of outcomes: the weight of a level is shared by its draws. *)
Definition below (j : nat) (s : list nat) : nat := count (fun l => Nat.ltb l j) s.
Definition pool_outcomes (M : nat) (lev : nat -> nat) (m n : nat) (v : nat -> R) (t : list nat) : R :=
  sum (fun y => v y * INR (count (Nat.eqb y) t) / INR (count (fun z => Nat.eqb (lev z) (lev y)) t)
    * ((INR (choose (below (S (lev y)) (map lev t)) n) - INR (choose (below (lev y) (map lev t)) n))
       / INR (choose m n))) M.

Theorem pool_unbiased : forall M K r lev m n sort v, dist M r -> (forall y, (y < M)%nat -> (lev y < K)%nat) ->
  (1 <= n <= m)%nat -> sorts lev sort ->
  mean M r m (fun t => pool n v (sort t)) = sum (fun j => q n (level M r lev) j * v j) K.
Proof.
  rewrite <- mean_is.
  exact (fun M K r lev m n sort v H HK Hn Hs => Pool.pool_unbiased M K r lev m n (to M r H) HK Hn sort v Hs).
Qed.
Theorem pool_unbiased_outcomes : forall M r lev m n v, dist M r -> (1 <= n <= m)%nat ->
  mean M r m (pool_outcomes M lev m n v) = sum (fun y => pi M r lev n y * v y) M.
Proof.
  rewrite pi_is, <- mean_is.
  exact (fun M r lev m n v H Hn => Pool.pool_unbiased_outcomes M r lev m n (to M r H) Hn v).
Qed.

(** ** pass-at-k-unbiased *)

Theorem pass_at_k_unbiased : forall M r success m k, dist M r -> (k <= m)%nat ->
  mean M r m (fun t => 1 - INR (choose (m - count success t) k) / INR (choose m k)) = 1 - (1 - mass M r success) ^ k.
Proof. rewrite <- mean_is. exact (fun M r s m k H => Pool.pass_at_k_unbiased M r s m k (to M r H)). Qed.

(** ** bon-curve-dominates-uniform *)

Theorem bon_curve_dominates_uniform : forall K n, (1 <= K)%nat -> (3 <= n)%nat -> not_above K (fun _ => / INR K) n.
Proof. exact UniformCurve.bon_curve_dominates_uniform. Qed.

(** * Claims that are false *)

(** ** kl-formula-equality *)

Theorem kl_formula_equality_false : dist 1 (fun _ => 1) /\ KL 1 (fun _ => 1) 2 <> formula 2.
Proof. refuted Refutations.kl_formula_equality_false. Qed.
Theorem kl_formula_never_equal : forall K p n, dist K p -> (2 <= n)%nat -> KL K p n <> formula n.
Proof. exact (fun K p n H => Refutations.kl_formula_never_equal K p n (to K p H)). Qed.

(** ** win-rate-equality *)

Theorem win_rate_equality_false : dist 1 (fun _ => 1) /\ W 1 (fun _ => 1) 2 <> INR 2 / (INR 2 + 1).
Proof. refuted Refutations.win_rate_equality_false. Qed.
Theorem win_rate_never_equal : forall K p n, dist K p -> (2 <= n)%nat -> W K p n <> INR n / (INR n + 1).
Proof. exact (fun K p n H => Refutations.win_rate_never_equal K p n (to K p H)). Qed.

(** ** gap-vanishes *)

Theorem gap_vanishes_false : dist 1 (fun _ => 1) /\ ~ Un_cv (fun n => gap 1 (fun _ => 1) n) 0.
Proof. refuted Refutations.gap_vanishes_false. Qed.
Theorem kl_gap_unbounded : forall K p C, dist K p -> exists N, forall n, (N <= n)%nat -> C <= gap K p n.
Proof. exact (fun K p C H => Refutations.kl_gap_unbounded K p C (to K p H)). Qed.

(** ** estimator-unbiased *)

Theorem estimator_unbiased_false : let p (_ : nat) := 1 / 2 in
  dist 2 p /\ KL 2 p 2 <> sum (fun i => q 2 p i * d 2 (p i)) 2.
Proof. refuted Refutations.estimator_unbiased_false. Qed.
Theorem estimator_always_biased : forall K p n, dist K p -> (2 <= K)%nat -> (2 <= n)%nat ->
  KL K p n < sum (fun i => q n p i * d n (p i)) K.
Proof. exact (fun K p n H => Refutations.estimator_always_biased K p n (to K p H)). Qed.

(** ** bon-curve-dominates *)

Theorem bon_curve_dominates_false : let p := weights [2; 1; 1; 1]%Z in dist 4 p /\ above 4 p 2.
Proof. refuted Curve.bon_curve_dominates_false. Qed.
Theorem bon_curve_dominates_nine_equal_levels_false :
  let p := weights [1; 1; 1; 1; 1; 1; 1; 1; 1]%Z in dist 9 p /\ above 9 p 2.
Proof. refuted Curve.bon_curve_dominates_nine_equal_levels_false. Qed.

(** ** bon-curve-dominates-from-three *)

Theorem bon_curve_dominates_from_three_false : let p := weights [4; 1; 1; 1; 1; 1; 1]%Z in dist 7 p /\ above 7 p 3.
Proof. refuted Curve.bon_curve_dominates_from_three_false. Qed.
Theorem bon_curve_dominates_never : forall n, (2 <= n)%nat -> exists K p, dist K p /\ above K p n.
Proof.
  intros n Hn. destruct (AboveCurve.bon_curve_dominates_never n Hn) as (K & p & D & A).
  exists K, p. split; [exact (from K p D)|exact A].
Qed.

(** ** gap-bounds-ignore-ties *)

Theorem gap_bounds_ignore_ties_false : let r (_ : nat) := 1 / 21 in let lev (_ : nat) := 0%nat in
  dist 21 r /\ 2 * INR 2 * (INR 2 - 1) * powers 2 21 r < formula 2 - KLdiv 21 (pi 21 r lev 2) r
  /\ KLdiv 21 (pi 21 r lev 2) r = 0.
Proof. rewrite pi_is. refuted Ties.gap_bounds_ignore_ties_false. Qed.
Theorem win_rate_gap_bounds_ignore_ties_false : let r (_ : nat) := 1 / 4 in let lev (_ : nat) := 0%nat in
  dist 4 r /\ (INR 2 - 1) / 2 * powers 2 4 r < INR 2 / (INR 2 + 1) - outcome_win 4 lev (pi 4 r lev 2) r.
Proof. rewrite pi_is. refuted Ties.win_rate_gap_bounds_ignore_ties_false. Qed.

(** ** kl-gap-cubic-for-two *)

Theorem kl_gap_cubic_two_false : let p (_ : nat) := 1 in
  dist 1 p /\ INR 2 * (INR 2 - 1) ^ 2 / 24 * powers 3 1 p < gap 1 p 2.
Proof. refuted Refutations.kl_gap_cubic_two_false. Qed.

(** * Samples, more draws, and neighbours *)

(** ** gold-difference *)

(** The mean of any value of the level, for instance of another reward than the one that ranks. *)
Definition value (K : nat) (p : nat -> R) (n : nat) (v : nat -> R) : R := sum (fun i => q n p i * v i) K.

Theorem mean_step : forall K p n v, dist K p -> (1 <= n)%nat ->
  value K p (S n) v - value K p n v = sum (fun i => (v (S i) - v i) * (F p (S i) ^ n * (1 - F p (S i)))) (pred K).
Proof. exact (fun K p n v H => MoreDraws.mean_step K p (to K p H) n v). Qed.

(** c, at the indices that are inside, has v sign changes or more. *)
Definition sign_changes (v : nat) (inside : nat -> Prop) (c : nat -> R) : Prop :=
  exists a : nat -> nat, forall i, (i < v)%nat ->
    inside (a i) /\ inside (a (S i)) /\ (a i < a (S i))%nat /\ c (a i) * c (a (S i)) < 0.

Theorem gold_turning_points : forall K p t v, dist K p ->
  sign_changes v (fun n => 1 <= n)%nat (fun n => value K p (S n) t - value K p n t) ->
  sign_changes v (fun i => S i < K)%nat (fun i => t (S i) - t i).
Proof. exact (fun K p t v H => GoldCurve.gold_turning_points K p t v (to K p H)). Qed.

(** ** gold-one-extremum *)

(** f has one peak or one valley, or is monotone. *)
Definition turns_once (f : nat -> R) : Prop :=
  (exists N, (forall n, (1 <= n < N)%nat -> f n <= f (S n)) /\ (forall n, (1 <= n)%nat -> (N <= n)%nat -> f (S n) <= f n))
  \/ (exists N, (forall n, (1 <= n < N)%nat -> f (S n) <= f n) /\ (forall n, (1 <= n)%nat -> (N <= n)%nat -> f n <= f (S n))).

Theorem gold_turns_twice :
  let p := weights [1; 3; 1; 1]%Z in let f n := value 4 p n (fun i => INR (nth i [0; 1; 0; 1]%nat 0%nat)) in
  dist 4 p /\ f 1%nat = 2 / 3 /\ f 2%nat = 13 / 18 /\ f 3%nat = 77 / 108 /\ f 4%nat = 463 / 648.
Proof. refuted GoldCurve.gold_turns_twice. Qed.
Theorem gold_one_turn_false : ~ forall K p t, dist K p -> turns_once (fun n => value K p n t).
Proof. exact (fun H => GoldCurve.gold_one_turn_false (fun K p t D => H K p t (from K p D))). Qed.

(** ** win-rate-concave *)

Theorem win_rate_concave : forall K p n, dist K p -> (1 <= n)%nat -> W K p n + W K p (S (S n)) <= 2 * W K p (S n).
Proof. exact (fun K p n H => MoreDraws.win_rate_concave K p (to K p H) n). Qed.
Theorem mean_concave : forall K p n v, dist K p -> (1 <= n)%nat -> (forall i, (S i < K)%nat -> v i <= v (S i)) ->
  value K p n v + value K p (S (S n)) v <= 2 * value K p (S n) v.
Proof. exact (fun K p n v H => MoreDraws.mean_concave K p (to K p H) n v). Qed.

(** ** win-rate-against *)

(** The win rate of best-of-n against best-of-m. *)
Definition W2 (K : nat) (p : nat -> R) (n m : nat) : R := win K (q n p) (q m p).

Theorem win_against_total : forall K p n m, dist K p -> (1 <= n)%nat -> (1 <= m)%nat -> W2 K p n m + W2 K p m n = 1.
Proof. exact (fun K p n m H => MoreDraws.win_against_total K p (to K p H) n m). Qed.
Theorem win_against_bounds : forall K p n m, dist K p -> (1 <= m <= n)%nat ->
  1 / 2 <= W2 K p n m <= INR n / (INR n + INR m).
Proof. exact (fun K p n m H => MoreDraws.win_against_bounds K p (to K p H) n m). Qed.

(** ** plug-in-below-unbiased *)

(** y 0 <= ... <= y (m-1) is a sorted pool; the best of n drawn with and without replacement. *)
Definition ascending (m : nat) (y : nat -> R) : Prop := forall i, (S i < m)%nat -> y i <= y (S i).
Definition plug_in (m n : nat) (y : nat -> R) : R :=
  sum (fun i => ((INR (S i) / INR m) ^ n - (INR i / INR m) ^ n) * y i) m.
Definition unbiased (m n : nat) (y : nat -> R) : R :=
  sum (fun i => INR (choose i (pred n)) / INR (choose m n) * y i) m.

Theorem plug_in_le : forall m n y, (1 <= n <= m)%nat -> ascending m y -> plug_in m n y <= unbiased m n y.
Proof. exact PoolOrder.plug_in_le. Qed.
Theorem plug_in_equal : forall m n y, (1 <= n <= m)%nat -> ascending m y ->
  plug_in m n y = unbiased m n y <-> n = 1%nat \/ y 0%nat = y (pred m).
Proof. exact PoolOrder.plug_in_equal. Qed.

(** ** bootstrap-unbiased *)

(** The best of n drawn with replacement from a pool t of m levels; v is the value of a level. *)
Definition bootstrap (m n : nat) (v : nat -> R) (t : list nat) : R :=
  mean m (fun _ => / INR m) n (fun s => v (top_level (fun i => nth i t 0%nat) s)).

Theorem bootstrap_is_plug_in : forall m n v t s, (1 <= n)%nat -> length t = m -> Permutation s t -> StronglySorted le s ->
  bootstrap m n v t = plug_in m n (fun i => v (nth i s 0%nat)).
Proof. unfold bootstrap. rewrite <- mean_is. exact PoolClaims.bootstrap_is_plug_in. Qed.
Theorem bootstrap_unbiased_false : let p (_ : nat) := 1 / 2 in
  dist 2 p /\ mean 2 p 2 (bootstrap 2 2 INR) = 5 / 8 /\ value 2 p 2 INR = 3 / 4.
Proof. unfold bootstrap. rewrite <- mean_is. refuted PoolClaims.bootstrap_unbiased_false. Qed.
Theorem bootstrap_always_below : forall M K r lev m n v, dist M r -> levelled M K lev -> (2 <= n <= m)%nat ->
  ascending K v -> v 0%nat < v (pred K) ->
  mean M r m (fun t => bootstrap m n v (map lev t)) < sum (fun j => q n (level M r lev) j * v j) K.
Proof.
  unfold bootstrap. rewrite <- mean_is.
  exact (fun M K r lev m n v D L => PoolClaims.bootstrap_always_below M K r lev m n v (to M r D) (proj1 L) (proj2 L)).
Qed.

(** ** pool-permutation *)

Theorem pool_estimate_permutation : forall lev sort n v t t', sorts lev sort -> Permutation t t' ->
  pool n v (sort t) = pool n v (sort t').
Proof. exact PoolOrder.pool_estimate_permutation. Qed.
Theorem pool_estimate_outcomes_permutation : forall M lev m n v t t', Permutation t t' ->
  pool_outcomes M lev m n v t = pool_outcomes M lev m n v t'.
Proof. exact PoolOrder.pool_estimate_outcomes_permutation. Qed.

(** ** pass-all-k *)

Theorem pass_all_complement : forall m c k, (c <= m)%nat ->
  INR (choose c k) / INR (choose m k) = 1 - (1 - INR (choose (m - (m - c)) k) / INR (choose m k)).
Proof. exact PoolOrder.pass_all_complement. Qed.
Theorem pass_all_unbiased : forall M r success m k, dist M r -> (k <= m)%nat ->
  mean M r m (fun t => INR (choose (count success t) k) / INR (choose m k)) = mass M r success ^ k.
Proof. rewrite <- mean_is. exact (fun M r s m k H => PoolOrder.pass_all_unbiased M r s m k (to M r H)). Qed.

(** ** pass-all-k-plug-in *)

Theorem pass_all_plug_in_false : INR (choose 1 2) / INR (choose 2 2) = 0 /\ (INR 1 / INR 2) ^ 2 = 1 / 4.
Proof. exact PoolClaims.pass_all_plug_in_false. Qed.
Theorem pass_all_plug_in_less : forall m c k, (1 <= c < m)%nat -> (2 <= k <= m)%nat ->
  INR (choose c k) / INR (choose m k) < (INR c / INR m) ^ k.
Proof. exact PoolClaims.pass_all_plug_in_less. Qed.

(** ** pass-at-k-monotone *)

(** c of m samples are correct. *)
Definition pass_at_k (m c k : nat) : R := 1 - INR (choose (m - c) k) / INR (choose m k).

Theorem pass_at_k_monotone_c : forall m c c' k, (c <= c' <= m)%nat -> (k <= m)%nat -> pass_at_k m c k <= pass_at_k m c' k.
Proof. exact PoolClaims.pass_at_k_monotone_c. Qed.
Theorem pass_at_k_monotone_k : forall m c k k', (c <= m)%nat -> (k <= k' <= m)%nat -> pass_at_k m c k <= pass_at_k m c k'.
Proof. exact PoolClaims.pass_at_k_monotone_k. Qed.

(** ** mean-g-pass-perfect *)

(** c of m samples are correct; the chance that at least i of k are; mG-Pass@k averages it from ceil(k/2) + 1 to k. *)
Definition at_least (m c k i : nat) : R :=
  sum (fun j => if Nat.leb i j then INR (choose c j) * INR (choose (m - c) (k - j)) / INR (choose m k) else 0) (S k).
Definition mean_g_pass (m c k : nat) : R :=
  2 / INR k * sum (fun i => at_least m c k (i + ((k + 1) / 2 + 1))) (k - (k + 1) / 2).

Theorem mean_g_pass_perfect_false : mean_g_pass 1 1 1 = 0.
Proof. exact PoolClaims.mean_g_pass_perfect_false. Qed.
Theorem mean_g_pass_all_correct : forall m k, (1 <= k <= m)%nat ->
  mean_g_pass m m k = 2 * INR (k - (k + 1) / 2) / INR k
  /\ mean_g_pass m m k = if Nat.even k then 1 else (INR k - 1) / INR k.
Proof. exact PoolClaims.mean_g_pass_all_correct. Qed.

(** ** gradient-weights-sum *)

(** The weight of rank i, counted from 0, in the gradient of max@k; y is the sorted pool. *)
Definition later (k j : nat) : nat := match k with S (S l) => choose (pred j) l | _ => 0 end.
Definition gradient_weight (m k : nat) (y : nat -> R) (i : nat) : R :=
  (INR (choose i (pred k)) * y i + sum (fun j => if Nat.ltb i j then INR (later k j) * y j else 0) m) / INR (choose m k).
(** A sorted pool s of outcomes, v the value of a level: the weights of those that are outcome y. *)
Definition outcome_weight (lev : nat -> nat) (v : nat -> R) (k m y : nat) (s : list nat) : R :=
  sum (fun i => if Nat.eqb (nth i s 0%nat) y then gradient_weight m k (fun i => v (lev (nth i s 0%nat))) i else 0) m.

Theorem gradient_weights_sum : forall m k y, (1 <= k <= m)%nat -> sum (gradient_weight m k y) m = INR k * unbiased m k y.
Proof. exact MaxAtK.gradient_weights_sum. Qed.
(** ** gradient-unbiased *)

Theorem gradient_unbiased : forall M r lev v k m y sort, dist M r -> (1 <= k <= m)%nat -> (y < M)%nat ->
  (forall t, Permutation (sort t) t /\ StronglySorted (fun y z => lev y <= lev z)%nat (sort t)) ->
  mean M r m (fun t => outcome_weight lev v k m y (sort t))
  = INR k * (r y * mean M r (pred k) (fun t => v (top_level lev (y :: t)))).
Proof.
  rewrite <- mean_is.
  exact (fun M r lev v k m y sort D => MaxAtK.gradient_unbiased M r lev v k m y sort (to M r D)).
Qed.
Theorem gradient_is_derivative : forall M r lev v k y, (y < M)%nat ->
  derivable_pt_lim (fun x => mean M (fun z => if Nat.eqb z y then x else r z) k (fun t => v (top_level lev t))) (r y)
    (INR k * mean M r (pred k) (fun t => v (top_level lev (y :: t)))).
Proof. rewrite <- mean_is. exact MaxAtK.gradient_is_derivative. Qed.

(** ** rejection-dominates *)

Theorem rewind_dominates : forall K p n t v, dist K p -> (1 <= n)%nat -> (t < K)%nat -> INR n * accepted p t <= 1 ->
  ascending K v -> value K p n v <= sum (fun i => kept p t i * v i) K.
Proof. exact (fun K p n t v H => Neighbours.rewind_dominates K p (to K p H) n t v). Qed.
Theorem rewind_win_rate_dominates : forall K p n t, dist K p -> (1 <= n)%nat -> (t < K)%nat ->
  INR n * accepted p t <= 1 -> W K p n <= win K (kept p t) p.
Proof. exact (fun K p n t H => Neighbours.rewind_win_rate_dominates K p (to K p H) n t). Qed.

(** The top mass A: a level where it ends is accepted in part. *)
Definition top_share (A x : R) : R := Rmax 0 (x - (1 - A)) / A.
Definition top_mass (p : nat -> R) (A : R) (i : nat) : R := top_share A (F p (S i)) - top_share A (F p i).

Theorem top_mass_dominates : forall K p n A v, dist K p -> (1 <= n)%nat -> 0 < A -> INR n * A <= 1 ->
  ascending K v -> value K p n v <= sum (fun i => top_mass p A i * v i) K.
Proof. exact (fun K p n A v H => Neighbours.top_mass_dominates K p (to K p H) n A v). Qed.
Theorem top_mass_win_rate_dominates : forall K p n A, dist K p -> (1 <= n)%nat -> 0 < A -> INR n * A <= 1 ->
  W K p n <= win K (top_mass p A) p.
Proof. exact (fun K p n A H => Neighbours.top_mass_win_rate_dominates K p (to K p H) n A). Qed.

(** ** mixture-kl *)

(** J numbers of draws n_j with chances c_j. *)
Theorem mixture_kl : forall K p J c n, dist K p -> (forall j, (j < J)%nat -> 0 <= c j) -> sum c J = 1 ->
  (forall j, (j < J)%nat -> (1 <= n j)%nat) ->
  KLdiv K (fun i => sum (fun j => c j * q (n j) p i) J) p <= sum (fun j => c j * KL K p (n j)) J.
Proof. exact (fun K p J c n H => Neighbours.mixture_kl K p (to K p H) J c n). Qed.

(** ** mixture-win-rate *)

Theorem mixture_win_rate : forall K p J c n, dist K p -> (forall j, (j < J)%nat -> 0 <= c j) -> sum c J = 1 ->
  (forall j, (j < J)%nat -> (1 <= n j)%nat) -> let m := sum (fun j => c j * INR (n j)) J in
  win K (fun i => sum (fun j => c j * q (n j) p i) J) p <= m / (m + 1).
Proof. exact (fun K p J c n H => Neighbours.mixture_win_rate K p (to K p H) J c n). Qed.

(** ** geometric-law *)

(** n draws with the chance s (1-s)^(n-1); term k of a series is that of n = k + 1. *)
Definition geometric (s x : R) : R := s * x / (1 - (1 - s) * x).

Theorem geometric_series : forall s x, 0 < s <= 1 -> 0 <= x <= 1 ->
  is_series (fun k => s * (1 - s) ^ k * x ^ S k) (geometric s x).
Proof. exact GeometricDraws.geometric_series. Qed.
Theorem geometric_law : forall K p s i, dist K p -> 0 < s <= 1 -> (i < K)%nat ->
  is_series (fun k => s * (1 - s) ^ k * q (S k) p i) (geometric s (F p (S i)) - geometric s (F p i)).
Proof. exact (fun K p s i H => GeometricDraws.geometric_law K p s i (to K p H)). Qed.

(** ** kl-doubling *)

Theorem kl_doubling_false : let p := weights [7; 1]%Z in dist 2 p /\ ln 2 < KL 2 p 14 - KL 2 p 7.
Proof. refuted Refutations.kl_doubling_false. Qed.

(** ** kl-chi-squared *)

(** A policy may have masses of 0. *)
Definition policy (K : nat) (s : nat -> R) : Prop := (forall i, (i < K)%nat -> 0 <= s i) /\ sum s K = 1.
Definition chi_squared (K : nat) (s p : nat -> R) : R := sum (fun i => (s i - p i) ^ 2 / p i) K.

Theorem kl_chi_squared : forall K p s, dist K p -> policy K s -> KLdiv K s p <= ln (1 + chi_squared K s p).
Proof. exact (fun K p s H => AnyPolicy.kl_chi_squared K p s (to K p H)). Qed.

(** ** chi-squared-exp-kl *)

Theorem chi_squared_exp_kl_false : let p (_ : nat) := 1 / 2 in
  dist 2 p /\ exp (KL 2 p 2) - 1 < chi_squared 2 (q 2 p) p.
Proof. refuted AnyPolicy.chi_squared_exp_kl_false. Qed.

(** ** tilt-optimal *)

Theorem tilt_optimal : forall K p s v beta, dist K p -> policy K s -> 0 < beta ->
  sum (fun i => s i * v i) K - KLdiv K s p / beta <= ln (sum (fun i => p i * exp (beta * v i)) K) / beta.
Proof. exact (fun K p s v beta H Hs => AnyPolicy.tilt_optimal K p s (to K p H) Hs v beta). Qed.
Theorem tilt_attains : forall K p v beta, dist K p -> 0 < beta ->
  let Z := sum (fun i => p i * exp (beta * v i)) K in let s i := p i * exp (beta * v i) / Z in
  dist K s /\ sum (fun i => s i * v i) K - KLdiv K s p / beta = ln Z / beta.
Proof.
  intros K p v beta H Hb Z s. split; [exact (from _ _ (AnyPolicy.tilt_is_dist K p (to K p H) v beta))|].
  exact (AnyPolicy.tilt_attains K p (to K p H) v beta Hb).
Qed.

(** ** policy-frontier *)

Theorem policy_frontier : forall K p s beta, dist K p -> policy K s -> 0 < beta ->
  win K s p <= (KLdiv K s p + ln (sum (fun i => p i * exp (beta * ((F p i + F p (S i)) / 2))) K)) / beta.
Proof. exact (fun K p s beta H => TradeOff.policy_frontier K p s beta (to K p H)). Qed.

(** ** win-rate-loss-uniform *)

(** The policy that always returns the top level has the largest win rate, 1 - top/2. *)
Theorem win_rate_loss_uniform : forall n K, (1 <= n)%nat -> (1 <= K)%nat -> let p (_ : nat) := / INR K in
  1 - top K p / 2 - W K p n <= / (INR n + 1).
Proof. exact TradeOff.win_rate_loss_uniform. Qed.

(** ** win-rate-loss *)

Theorem win_rate_loss_false : let p := weights [4; 1]%Z in
  dist 2 p /\ / (INR 3 + 1) < 1 - top 2 p / 2 - W 2 p 3.
Proof. refuted TradeOff.win_rate_loss_false. Qed.

(** ** chi-squared-tilt-optimal *)

Definition chi_squared_tilt (p v : nat -> R) (beta lambda : R) (i : nat) : R := p i * Rmax 0 ((v i - lambda) / beta).

Theorem chi_squared_tilt_optimal : forall K p s v beta lambda, dist K p -> policy K s -> 0 < beta ->
  let t := chi_squared_tilt p v beta lambda in sum t K = 1 ->
  sum (fun i => s i * v i) K - beta / 2 * chi_squared K s p <= sum (fun i => t i * v i) K - beta / 2 * chi_squared K t p.
Proof. exact (fun K p s v beta l H Hs Hb => AnyPolicy.chi_squared_tilt_optimal K p s (to K p H) Hs v beta Hb l). Qed.
Theorem chi_squared_tilt_exists : forall K p v beta, dist K p -> 0 < beta ->
  exists lambda, policy K (chi_squared_tilt p v beta lambda).
Proof. exact (fun K p v beta H => AnyPolicy.chi_squared_tilt_exists K p (to K p H) v beta). Qed.

(** ** k3-mean *)

(** The mean of k3 = p/s - 1 + ln (s/p) over a draw from s; the mass of p where s has none. *)
Definition mean_k3 (K : nat) (s p : nat -> R) : R := sum (fun i => s i * (p i / s i - 1 + ln (s i / p i))) K.
Definition outside (K : nat) (s p : nat -> R) : R := sum (fun i => if Req_EM_T (s i) 0 then p i else 0) K.

Theorem k3_mean : forall K s p, policy K s -> policy K p -> (forall i, (i < K)%nat -> 0 < s i -> 0 < p i) ->
  mean_k3 K s p = KLdiv K s p - outside K s p.
Proof. exact KlEstimators.k3_mean. Qed.

(** ** k3-unbiased *)

Theorem k3_unbiased_false : let s (i : nat) := match i with O => 1 | _ => 0 end in let p (_ : nat) := 1 / 2 in
  policy 2 s /\ policy 2 p /\ mean_k3 2 s p = ln 2 - 1 / 2 /\ KLdiv 2 s p = ln 2.
Proof. exact KlEstimators.k3_unbiased_false. Qed.

(** ** k2-unbiased *)

Theorem k2_unbiased_false : let p (_ : nat) := 1 / 2 in
  dist 2 p /\ sum (fun i => q 2 p i * (ln (q 2 p i / p i) ^ 2 / 2)) 2 < KL 2 p 2.
Proof. refuted KlEstimators.k2_unbiased_false. Qed.

(** ** soft-density-ratio *)

(** Soft best-of-n keeps one of n draws with a chance in proportion to the weight w of its outcome. *)
Definition total_weight (w : nat -> R) (t : list nat) : R := fold_right (fun z x => w z + x) 0 t.
Definition soft (M : nat) (r w : nat -> R) (n y : nat) : R :=
  mean M r n (fun t => INR (count (Nat.eqb y) t) * w y / total_weight w t).
Lemma soft_is : soft = SoftBestOfN.soft.
Proof. unfold soft. rewrite <- mean_is. reflexivity. Qed.

Theorem soft_law : forall M r w n y, (1 <= n)%nat -> (y < M)%nat ->
  soft M r w n y = INR n * (r y * mean M r (pred n) (fun t => w y / (w y + total_weight w t))).
Proof. rewrite soft_is, <- mean_is. exact SoftBestOfN.soft_law. Qed.
Theorem soft_is_dist : forall M r w n, dist M r -> (forall y, (y < M)%nat -> 0 < w y) -> (1 <= n)%nat ->
  dist M (soft M r w n).
Proof. rewrite soft_is. exact (fun M r w n H Hw Hn => from _ _ (SoftBestOfN.soft_is_dist M r w (to M r H) Hw n Hn)). Qed.
Theorem soft_density_ratio : forall M r w n y, dist M r -> (forall y, (y < M)%nat -> 0 < w y) -> (1 <= n)%nat ->
  (y < M)%nat -> soft M r w n y <= INR n * r y.
Proof. rewrite soft_is. exact (fun M r w n y H Hw => SoftBestOfN.soft_density_ratio M r w (to M r H) Hw n y). Qed.
Theorem soft_kl : forall M r w n, dist M r -> (forall y, (y < M)%nat -> 0 < w y) -> (1 <= n)%nat ->
  KLdiv M (soft M r w n) r <= ln (INR n).
Proof. rewrite soft_is. exact (fun M r w n H Hw => SoftBestOfN.soft_kl M r w (to M r H) Hw n). Qed.

(** ** soft-kl-upper-bound *)

Theorem soft_kl_upper_bound : forall M r w n, dist M r -> (forall y, (y < M)%nat -> 0 < w y) -> (1 <= n)%nat ->
  KLdiv M (soft M r w n) r <= ln (INR n) - (INR n - 1) / INR n.
Proof. rewrite soft_is. exact (fun M r w n H Hw => SoftRace.soft_kl_upper_bound M r w (to M r H) Hw n). Qed.

(** ** soft-tilt-limit *)

(** The mean and the variance of w, and the policy r w / E w. *)
Definition mean_weight (M : nat) (r w : nat -> R) : R := sum (fun y => r y * w y) M.
Definition weight_variance (M : nat) (r w : nat -> R) : R := sum (fun y => r y * (w y - mean_weight M r w) ^ 2) M.
Definition tilted (M : nat) (r w : nat -> R) (y : nat) : R := r y * w y / mean_weight M r w.

Theorem soft_tilt_bound : forall M r w n, dist M r -> (forall y, (y < M)%nat -> 0 < w y) -> (1 <= n)%nat ->
  KLdiv M (tilted M r w) (soft M r w n) <= ln (1 + weight_variance M r w / (INR n * mean_weight M r w ^ 2)).
Proof. rewrite soft_is. exact (fun M r w n H Hw => SoftBestOfN.soft_tilt_bound M r w (to M r H) Hw n). Qed.
Theorem soft_tilt_limit : forall M r w, dist M r -> (forall y, (y < M)%nat -> 0 < w y) ->
  is_lim_seq (fun n => KLdiv M (tilted M r w) (soft M r w (S n))) 0.
Proof. rewrite soft_is. exact (fun M r w H => SoftBestOfN.soft_tilt_limit M r w (to M r H)). Qed.

(** ** soft-kl-monotone *)

Theorem soft_kl_monotone : forall M r w n, dist M r -> (forall y, (y < M)%nat -> 0 < w y) -> (1 <= n)%nat ->
  KLdiv M (soft M r w n) r <= KLdiv M (soft M r w (S n)) r.
Proof. rewrite soft_is. exact (fun M r w n H Hw => SoftSpread.soft_kl_monotone M r w (to M r H) Hw n). Qed.
Theorem soft_kl_tilted : forall M r w n, dist M r -> (forall y, (y < M)%nat -> 0 < w y) -> (1 <= n)%nat ->
  KLdiv M (soft M r w n) r <= KLdiv M (tilted M r w) r.
Proof. rewrite soft_is. exact (fun M r w n H Hw => SoftSpread.soft_kl_tilted M r w (to M r H) Hw n). Qed.

(** ** best-worst-log-ratio *)

Definition worst (n : nat) (p : nat -> R) (i : nat) : R := (1 - F p i) ^ n - (1 - F p (S i)) ^ n.

Theorem best_worst_bound : forall K p n, dist K p -> (1 <= n)%nat ->
  sum (fun i => q n p i * ln (q n p i / p i)) K - sum (fun i => worst n p i * ln (q n p i / p i)) K
  <= (INR n - 1) * sum (fun j => / INR (S j)) (pred n).
Proof. exact (fun K p n H => WorstOfN.best_worst_bound K p n (to K p H)). Qed.

(** ** best-worst-equality *)

Theorem best_worst_equality_false : let p (_ : nat) := 1 in
  dist 1 p /\ sum (fun i => q 2 p i * ln (q 2 p i / p i)) 1 - sum (fun i => worst 2 p i * ln (q 2 p i / p i)) 1 = 0
  /\ (INR 2 - 1) * sum (fun j => / INR (S j)) 1 = 1.
Proof. refuted WorstOfN.best_worst_equality_false. Qed.
Theorem best_worst_strict : forall K p n, dist K p -> (2 <= n)%nat ->
  sum (fun i => q n p i * ln (q n p i / p i)) K - sum (fun i => worst n p i * ln (q n p i / p i)) K
  < (INR n - 1) * sum (fun j => / INR (S j)) (pred n).
Proof. exact (fun K p n H => WorstOfN.best_worst_strict K p n (to K p H)). Qed.

(** ** worst-kl-upper-bound *)

Theorem worst_law : forall M r lev n select j, dist M r -> (1 <= n)%nat ->
  (forall t, length t = n -> In (select t) t /\ forall y, In y t -> (lev (select t) <= lev y)%nat) ->
  mean M r n (fun t => indicator (Nat.eqb (lev (select t)) j)) = worst n (level M r lev) j.
Proof. rewrite <- mean_is. exact (fun M r lev n select j H _ => WorstPolicy.worst_law M r lev n select j (proj2 H)). Qed.
Theorem worst_kl_upper_bound : forall K p n, dist K p -> (1 <= n)%nat ->
  KLdiv K (worst n p) p <= ln (INR n) - (INR n - 1) / INR n.
Proof. exact (fun K p n H => WorstPolicy.worst_kl_upper_bound K p (to K p H) n). Qed.
Theorem worst_win_rate_lower_bound : forall K p n, dist K p -> (1 <= n)%nat -> 1 / (INR n + 1) <= win K (worst n p) p.
Proof. exact (fun K p n H => WorstPolicy.worst_win_rate_lower_bound K p (to K p H) n). Qed.

(** * Lemmas of FloatingPoint.md *)

(** ** floating-point *)

(** Numbers of 53 bits, the exponent unbounded; rounding to nearest with any rule for ties; one rounding of a b + c. *)
Definition u : R := / 2 ^ 53.
Definition format (x : R) : Prop := Generic_fmt.generic_format Zaux.radix2 (FLX.FLX_exp 53) x.
Definition RN (ties : Z -> bool) (x : R) : R :=
  Generic_fmt.round Zaux.radix2 (FLX.FLX_exp 53) (Generic_fmt.Znearest ties) x.
Definition fma (ties : Z -> bool) (a b c : R) : R := RN ties (a * b + c).
Definition pair (h l : R) : Prop := format h /\ format l /\ Rabs l <= u * Rabs h.

Theorem RN_error : forall ties x, Rabs (RN ties x - x) <= u * Rabs x.
Proof. exact DoubleDouble.RN_error. Qed.
Theorem product_rest : forall ties a b, format a -> format b -> fma ties a b (- RN ties (a * b)) = a * b - RN ties (a * b).
Proof. exact DoubleDouble.product_rest. Qed.
Theorem sum_rest : forall ties a b, format a -> format b -> format (a + b - RN ties (a + b)).
Proof. exact DoubleDouble.sum_rest. Qed.
(** FastTwoSum, where a is 0, at least as large as b, or a multiple of the last bit of b; TwoSum, and the rule for ties of IEEE 754. *)
Theorem fast_two_sum_exact : forall ties a b, format a -> format b ->
  a = 0 \/ Rabs b <= Rabs a \/ (exists k, a = IZR k * Ulp.ulp Zaux.radix2 (FLX.FLX_exp 53) b) ->
  RN ties (b - RN ties (RN ties (a + b) - a)) = a + b - RN ties (a + b).
Proof. exact ExactSums.fast_two_sum_exact. Qed.
Theorem two_sum_exact : forall ties a b, (forall z, ties z = negb (ties (- (z + 1))%Z)) -> format a -> format b ->
  let sum := RN ties (a + b) in
  let from_b := RN ties (sum - a) in
  RN ties (RN ties (a - RN ties (sum - from_b)) + RN ties (b - from_b)) = a + b - sum.
Proof. exact ExactSums.two_sum_exact. Qed.
Theorem ties_to_even : forall z, let ties z := negb (Z.even z) in ties z = negb (ties (- (z + 1))%Z).
Proof. exact ExactSums.ties_to_even. Qed.
Theorem divide_error : forall ties a b, b <> 0 ->
  let reciprocal := RN ties (1 / b) in
  let high := RN ties (a * reciprocal) in
  let low := RN ties (fma ties (- high) b a * reciprocal) in
  Rabs (high + low - a / b) <= 6 * u ^ 2 * (1 + 4 * u) * Rabs (a / b).
Proof. exact DoubleDouble.divide_error. Qed.
Theorem multiply_error : forall ties ah al bh bl, pair ah al -> pair bh bl ->
  let high := RN ties (ah * bh) in
  let low := fma ties al bh (fma ties ah bl (fma ties ah bh (- high))) in
  Rabs (high + low - (ah + al) * (bh + bl)) <= 6 * u ^ 2 * (1 + 4 * u) * Rabs ((ah + al) * (bh + bl)).
Proof. exact DoubleDouble.multiply_error. Qed.
Theorem square_error : forall ties ah al, pair ah al ->
  let high := RN ties (ah * ah) in
  let low := fma ties (2 * ah) al (fma ties ah ah (- high)) in
  Rabs (high + low - (ah + al) * (ah + al)) <= 4 * u ^ 2 * (1 + 4 * u) * Rabs ((ah + al) * (ah + al)).
Proof. exact DoubleDouble.square_error. Qed.
Theorem multiply_double_error : forall ties ah al b, pair ah al -> format b ->
  let high := RN ties (ah * b) in
  let low := fma ties al b (fma ties ah b (- high)) in
  Rabs (high + low - (ah + al) * b) <= 2 * u ^ 2 * (1 + 4 * u) * Rabs ((ah + al) * b).
Proof. exact DoubleDouble.multiply_double_error. Qed.
Theorem add_error : forall ties ah al bh bl, pair ah al -> pair bh bl ->
  let high := RN ties (ah + bh) in
  let low := RN ties (ah + bh - high + RN ties (al + bl)) in
  Rabs (high + low - (ah + al + (bh + bl))) <= 3 * u ^ 2 * (1 + 4 * u) * (Rabs (ah + al) + Rabs (bh + bl)).
Proof. exact DoubleDouble.add_error. Qed.
Theorem minus_one_error : forall ties th tl, pair th tl -> 0 <= th < Raux.bpow Zaux.radix2 53 ->
  let high := RN ties (th - 1) in
  let low := RN ties (th - 1 - high + tl) in
  Rabs (high + low - (th + tl - 1)) <= 1 * u ^ 2 * (1 + 4 * u) * Rabs (th + tl - 1).
Proof. exact DoubleDouble.minus_one_error. Qed.

(** The logarithm, on pairs (high, low): a sum with its exact rest, square, product, z/(2 + z), and 2 atanh of that by its series. *)
Definition sum2 (ties : Z -> bool) (a b : R) : R * R := (RN ties (a + b), a + b - RN ties (a + b)).
Definition square2 (ties : Z -> bool) (a : R * R) : R * R :=
  let high := RN ties (fst a * fst a) in
  sum2 ties high (fma ties (2 * fst a) (snd a) (fma ties (fst a) (fst a) (- high))).
Definition multiply2 (ties : Z -> bool) (a b : R * R) : R * R :=
  let high := RN ties (fst a * fst b) in
  sum2 ties high (fma ties (snd a) (fst b) (fma ties (fst a) (snd b) (fma ties (fst a) (fst b) (- high)))).
Definition quotient2 (ties : Z -> bool) (z : R * R) : R * R :=
  let sum := sum2 ties 2 (fst z) in
  let reciprocal := RN ties (1 / fst sum) in
  let quotient := RN ties (fst z * reciprocal) in
  let remainder := RN ties (fma ties (- quotient) (fst sum) (fst z) + fma ties (- quotient) (RN ties (snd sum + snd z)) (snd z)) in
  sum2 ties quotient (RN ties (remainder * reciprocal)).
Definition tail (ties : Z -> bool) (y : R) : R :=
  fma ties y (fma ties y (fma ties y (fma ties y (fma ties y (RN ties (1 / 17)) (RN ties (1 / 15))) (RN ties (1 / 13)))
    (RN ties (1 / 11))) (RN ties (1 / 9))) (RN ties (1 / 7)).
Definition fifth_high : R := 3602879701896397 / 2 ^ 54.
Definition fifth_low : R := - 3602879701896397 / 2 ^ 108.
Definition third_high : R := 6004799503160661 / 2 ^ 54.
Definition third_low : R := 6004799503160661 / 2 ^ 108.
Definition twice_atanh (ties : Z -> bool) (z : R * R) : R * R :=
  let s := quotient2 ties z in
  let y := square2 ties s in
  let fifth := sum2 ties fifth_high (RN ties (fst y * tail ties (fst y))) in
  let fifth := (fst fifth, RN ties (snd fifth + fifth_low)) in
  let inner := multiply2 ties y fifth in
  let third := sum2 ties third_high (fst inner) in
  let third := (fst third, RN ties (snd third + RN ties (snd inner + third_low))) in
  let twice := (2 * fst s, 2 * snd s) in
  let correction := multiply2 ties twice (multiply2 ties y third) in
  let result := sum2 ties (fst twice) (fst correction) in
  sum2 ties (fst result) (RN ties (snd result + RN ties (snd twice + snd correction))).
(** Interval i is from edge i to edge (i+1); r near the reciprocal of its centre, and - ln r in two parts. *)
Definition edge (i : nat) : R := if Nat.leb i 8 then (47 + 2 * INR i) / 64 else (15 + 2 * INR i) / 32.
Definition entry (l : list Z) (i : nat) : R := IZR (nth i l 0%Z).
Definition reciprocal (i : nat) : R := entry
  [12009599006321322; 11529215046068470; 11085783698142760; 10675199116730064; 10293942005418276; 9938978487990060; 9607679205057058;
   9297754069410056; 9007199254740992; 8477364004462110; 8006399337547548; 7585009898729256; 7205759403792794; 6862628003612184;
   6550690367084358; 6265877742428516]%Z i / 2 ^ 53.
Definition minus_ln_high (i : nat) : R := entry
  [-1265239135054; -1085702104478; -913207583831; -747223866018; -587277275455; -432944018789; -283843417721; -139632251855; 0;
   266629906467; 518015269036; 755805422909; 981395717333; 1195977128634; 1400574321094; 1596075240381]%Z i / 2 ^ 42.
Definition minus_ln_low (i : nat) : R := entry
  [1277367599271126272; 1804682093788673024; 879646308381537408; 333276245920188160; -645066322589513984; -686708909362375936;
   430787951428111104; 2152658999332640256; 0; -1057166418233477248; -942965453444095488; -1753148304829182464; -846861122819725824;
   1746286643122652160; -358049167267934976; 8008332422933328]%Z i / 2 ^ 104.
Definition ln2_high : R := 3048493539143 / 2 ^ 42.
Definition ln2_low : R := 17423613536685664 / 2 ^ 98.
(** ln of 2^k (mh + ml). *)
Definition logarithm (ties : Z -> bool) (k : R) (i : nat) (mh ml : R) : R * R :=
  let r := reciprocal i in
  let product := RN ties (mh * r) in
  let z := sum2 ties (RN ties (product - 1)) (fma ties ml r (fma ties mh r (- product))) in
  let l := twice_atanh ties z in
  let table := (fma ties k ln2_high (minus_ln_high i), fma ties k ln2_low (minus_ln_low i)) in
  let sum := sum2 ties (fst table) (fst l) in
  sum2 ties (fst sum) (RN ties (snd sum + RN ties (snd table + snd l))).
Definition series (y : R) : R :=
  1 + y * (1 / 3 + y * (1 / 5 + y * (1 / 7 + y * (1 / 9 + y * (1 / 11 + y * (1 / 13 + y * (1 / 15 + y * (1 / 17)))))))).

Theorem atanh_series : forall s, Rabs s <= 1 / 50 ->
  Rabs (2 * s * series (s ^ 2) - ln ((1 + s) / (1 - s))) <= Rabs (2 * s) * ((s ^ 2) ^ 9 / 18)
  /\ Rabs (2 * s) <= Rabs (ln ((1 + s) / (1 - s))).
Proof. exact DoubleLogarithm.atanh_series. Qed.
Theorem table_within : forall i, (i < 16)%nat -> Rabs (minus_ln_high i + minus_ln_low i + ln (reciprocal i)) <= 434 * u ^ 2.
Proof. exact LogarithmError.table_within. Qed.
(** These are the definitions of the other files, one by one. *)
Lemma logarithm_is : logarithm = LogarithmError.logarithm.
Proof.
  assert (R : RN = DoubleDouble.RN) by reflexivity.
  assert (M : fma = DoubleDouble.fma) by reflexivity.
  assert (S : sum2 = DoubleLogarithm.sum2) by reflexivity.
  assert (Q : square2 = DoubleLogarithm.square2) by (unfold square2, DoubleLogarithm.square2; rewrite R, M, S; reflexivity).
  assert (P : multiply2 = DoubleLogarithm.multiply2) by (unfold multiply2, DoubleLogarithm.multiply2; rewrite R, M, S; reflexivity).
  assert (D : quotient2 = DoubleLogarithm.quotient2) by (unfold quotient2, DoubleLogarithm.quotient2; rewrite R, M, S; reflexivity).
  assert (T : tail = DoubleLogarithm.tail) by (unfold tail, DoubleLogarithm.tail; rewrite R, M; reflexivity).
  assert (A : twice_atanh = DoubleLogarithm.twice_atanh).
  { unfold twice_atanh, DoubleLogarithm.twice_atanh. rewrite R, S, Q, P, D, T. reflexivity. }
  assert (E : reciprocal = LogarithmError.reciprocal) by reflexivity.
  assert (H : minus_ln_high = LogarithmError.minus_ln_high) by reflexivity.
  assert (L : minus_ln_low = LogarithmError.minus_ln_low) by reflexivity.
  unfold logarithm, LogarithmError.logarithm. rewrite R, M, S, A, E, H, L. reflexivity.
Qed.

Theorem logarithm_error : forall ties k i mh ml, pair mh ml -> (i < 16)%nat -> edge i <= mh <= edge (S i) -> (Z.abs k <= 1100)%Z ->
  let result := logarithm ties (IZR k) i mh ml in
  let exact := ln (Raux.bpow Zaux.radix2 k * (mh + ml)) in
  Rabs (fst result + snd result - exact) <= 95_000 * u ^ 2 * Rabs exact.
Proof. rewrite logarithm_is. exact LogarithmError.logarithm_error. Qed.

(** The ladder builds ratio a b n, the sum of a^k b^(n-1-k), from the bits of n down; number 1 bits is n. *)
Fixpoint loop {T : Type} (add mul : T -> T -> T) (sq : T -> T) (a b powerA powerB quotient : T) (bits : list bool) : T :=
  match bits with
  | nil => quotient
  | bit :: rest =>
      let quotient := if bit then add (sq powerA) (mul b quotient) else quotient in
      match rest with
      | nil => quotient
      | _ :: _ =>
          let powerA := if bit then mul (sq powerA) a else sq powerA in
          let powerB := if bit then mul (sq powerB) b else sq powerB in
          loop add mul sq a b powerA powerB (mul quotient (add powerA powerB)) rest
      end
  end.
Fixpoint number (m : nat) (bits : list bool) : nat :=
  match bits with nil => m | bit :: rest => number (2 * m + (if bit then 1 else 0)) rest end.
Fixpoint ratio (a b : R) (n : nat) : R := match n with O => 0 | S k => a ^ k + b * ratio a b k end.
(** y is x up to c counts; the same program on counts. *)
Definition within (eps : R) (c : nat) (x y : R) : Prop :=
  0 < x /\ x * exp (- (INR c * eps)) <= y <= x * exp (INR c * eps).
Definition ladder_count (a b : nat) (bits : list bool) : nat :=
  loop (fun c d => Nat.max c d + 3)%nat (fun c d => c + d + 6)%nat (fun c => 2 * c + 4)%nat
    a b a b (Nat.max a b + 3)%nat bits.

Theorem h_slope : forall a b n, (a - b) * ratio a b n = a ^ n - b ^ n.
Proof. exact Ladder.h_slope. Qed.
Theorem ladder_error : forall eps, 0 <= eps -> forall T (val : T -> R) add mul sq,
  (forall s t, 0 < val s -> 0 < val t -> within eps 3 (val s + val t) (val (add s t))) ->
  (forall s t, 0 < val s -> 0 < val t -> within eps 6 (val s * val t) (val (mul s t))) ->
  (forall s, 0 < val s -> within eps 4 (val s * val s) (val (sq s))) ->
  forall ca cb a b sa sb bits, bits <> nil -> within eps ca a (val sa) -> within eps cb b (val sb) ->
  within eps (ladder_count ca cb bits) (ratio a b (number 1 bits)) (val (loop add mul sq sa sb sa sb (add sa sb) bits)).
Proof. exact Ladder.ladder_error. Qed.
Theorem error_to_count : forall c x y, (c <= 10)%nat -> 0 < x -> Rabs (y - x) <= INR c * u ^ 2 * (1 + 4 * u) * x ->
  within (u ^ 2 * (1 + 5 * u)) c x y.
Proof. exact Ladder.error_to_count. Qed.
Theorem ladder_count_1000 : let bits := [true; true; true; true; false; true; false; false; false] in
  number 1 bits = 1000%nat /\ Z.of_nat (ladder_count 6 6 bits) = 11020%Z.
Proof. exact Ladder.ladder_count_1000. Qed.

Theorem deviation_per_kl : forall K p n, dist K p -> (2 <= n)%nat -> sum (fun i => Rabs (q n p i - p i)) K <= 9.25 * KL K p n.
Proof. exact (fun K p n H => Deviation.deviation_per_kl K p n (to K p H)). Qed.
