(** * What is claimed, on one page

    The claims of the catalogue, restated from the definitions written out here and from nothing
    else but the real numbers of Coq.  Every statement is followed by its proof, a reference to the
    theorem: if a definition or a theorem of the other files changes its meaning, this file no longer
    compiles.  Read this page to know what has been proved; the gate pins its text. *)

Require Import Reals List Arith Lia Lra Permutation Sorted.
From Coquelicot Require Import Coquelicot.
From BonVerify Require Sums BestOfN Cell KlBound Estimator WinRate Monotonicity Limits RenyiBounds CubicBound
  Refutations Curve Draws Ties Pool Divergences GibbsFrontier Rewind Extras.
From BonVerify Require BestConstants Outcomes UniformCurve.
Import ListNotations.
Open Scope R_scope.

(** Finite sums: sum f 0 .. f (K-1). *)
Fixpoint sum (f : nat -> R) (K : nat) : R := match K with O => 0 | S k => sum f k + f k end.
(** A distribution on levels 0 .. K-1 in ascending reward. *)
Definition dist (K : nat) (p : nat -> R) : Prop := (forall i, (i < K)%nat -> 0 < p i) /\ sum p K = 1.
(** F p i is the mass strictly below level i; q n p i that of level i under best-of-n. *)
Definition F (p : nat -> R) (i : nat) : R := sum p i.
Definition q (n : nat) (p : nat -> R) (i : nat) : R := F p (S i) ^ n - F p i ^ n.
Definition KLdiv (K : nat) (r p : nat -> R) : R := sum (fun i => r i * ln (r i / p i)) K.
Definition kl (K : nat) (p : nat -> R) (n : nat) : R := KLdiv K (q n p) p.
Definition beats (i j : nat) : R := if Nat.ltb j i then 1 else if Nat.eqb j i then 1 / 2 else 0.
Definition win (K : nat) (r p : nat -> R) : R := sum (fun i => r i * sum (fun j => p j * beats i j) K) K.
Definition w (K : nat) (p : nat -> R) (n : nat) : R := win K (q n p) p.
Definition formula (n : nat) : R := ln (INR n) - (INR n - 1) / INR n.
Definition d (n : nat) (e : R) : R :=
  (1 - e) ^ n * (ln (INR n) + (INR n - 1) * ln (1 - e) - (INR n - 1) / INR n)
  + (1 - (1 - e) ^ n) * ln ((1 - (1 - e) ^ n) / e).

Lemma to_dist K p : dist K p -> BestOfN.is_dist K p.
Proof. intros [A B]. now split. Qed.

(** kl-upper-bound *)
Definition kl_upper_bound : forall K p n, dist K p -> (1 <= n)%nat -> kl K p n <= ln (INR n) - (INR n - 1) / INR n :=
  fun K p n H => KlBound.kl_upper_bound K p (to_dist K p H) n.
Definition kl_upper_bound_strict : forall K p n, dist K p -> (2 <= n)%nat -> kl K p n < ln (INR n) - (INR n - 1) / INR n :=
  fun K p n H => KlBound.kl_upper_bound_strict K p (to_dist K p H) n.
(** kl-log-inverse-top *)
Definition kl_log_inverse_top : forall K p n, dist K p -> (1 <= n)%nat -> kl K p n <= ln (1 / p (pred K)) :=
  fun K p n H => KlBound.kl_log_inverse_top K p (to_dist K p H) n.
Definition kl_ln_n : forall K p n, dist K p -> (1 <= n)%nat -> kl K p n <= ln (INR n) :=
  fun K p n H => KlBound.kl_ln_n K p (to_dist K p H) n.
Definition kl_limit : forall K p, dist K p -> is_lim_seq (fun n => kl K p (S n)) (ln (1 / p (pred K))) :=
  fun K p H => Limits.kl_limit K p (to_dist K p H).
(** kl-top-atom-bound *)
Definition kl_top_atom_bound : forall K p n, dist K p -> (1 <= n)%nat -> kl K p n <= d n (p (pred K)) :=
  fun K p n H => Estimator.kl_top_atom_bound K p (to_dist K p H) n.
(** kl-monotone *)
Definition kl_monotone : forall K p n, dist K p -> (1 <= n)%nat -> kl K p n <= kl K p (S n) :=
  fun K p n H => Monotonicity.kl_monotone K p (to_dist K p H) n.
(** kl-gap-renyi *)
Definition kl_gap_renyi : forall K p n, dist K p -> (1 <= n)%nat ->
  formula n - kl K p n <= 2 * INR n * (INR n - 1) * sum (fun i => p i ^ 2) K :=
  fun K p n H => RenyiBounds.kl_gap_renyi K p (to_dist K p H) n.
Definition kl_gap_delta_bound : forall K p n delta, dist K p -> (1 <= n)%nat -> (forall i, (i < K)%nat -> p i <= delta) ->
  formula n - kl K p n <= 2 * INR n * (INR n - 1) * delta :=
  fun K p n delta H => RenyiBounds.kl_gap_delta_bound K p (to_dist K p H) n delta.
(** kl-gap-renyi-sharp *)
Definition kl_gap_renyi_weighted : forall K p n, dist K p -> (1 <= n)%nat ->
  formula n - kl K p n <= (ln 2 - 1 / 2) / 2 * (INR n * (INR n - 1)) * sum (fun i => F p (S i) ^ (n - 2) * p i ^ 2) K :=
  fun K p n H => RenyiBounds.kl_gap_renyi_weighted K p (to_dist K p H) n.
Definition kl_gap_renyi_sharp : forall K p n, dist K p -> (1 <= n)%nat ->
  formula n - kl K p n <= (ln 2 - 1 / 2) / 2 * (INR n * (INR n - 1)) * sum (fun i => p i ^ 2) K :=
  fun K p n H => RenyiBounds.kl_gap_renyi_sharp K p (to_dist K p H) n.
(** kl-gap-cubic *)
Definition kl_gap_cubic_weighted : forall K p n, dist K p -> (3 <= n)%nat ->
  formula n - kl K p n <= INR n * (INR n - 1) ^ 2 / 24 * sum (fun i => F p (S i) ^ (n - 3) * p i ^ 3) K :=
  fun K p n H => CubicBound.kl_gap_cubic_weighted K p (to_dist K p H) n.
Definition kl_gap_cubic : forall K p n, dist K p -> (3 <= n)%nat ->
  formula n - kl K p n <= INR n * (INR n - 1) ^ 2 / 24 * sum (fun i => p i ^ 3) K :=
  fun K p n H => CubicBound.kl_gap_cubic K p (to_dist K p H) n.
(** kl-gap-linear *)
Definition kl_gap_linear : forall K p n, dist K p -> (1 <= n)%nat ->
  formula n - kl K p n <= INR n / 2 * sum (fun i => q n p i * (p i / F p (S i))) K :=
  fun K p n H => Extras.kl_gap_linear K p n (to_dist K p H).
(** estimator-range *)
Definition estimator_range : forall n e, (1 <= n)%nat -> 0 < e <= 1 -> 0 <= d n e <= formula n := Estimator.estimator_range.
Definition estimator_decreasing : forall n e e', (1 <= n)%nat -> 0 < e <= e' -> e' <= 1 -> d n e' <= d n e :=
  Estimator.estimator_decreasing.
(** win-rate-upper-bound, win-rate-monotone *)
Definition win_rate_upper_bound : forall K p n, dist K p -> (1 <= n)%nat -> w K p n <= INR n / (INR n + 1) :=
  fun K p n H => WinRate.win_rate_upper_bound K p (to_dist K p H) n.
Definition win_rate_upper_bound_strict : forall K p n, dist K p -> (2 <= n)%nat -> w K p n < INR n / (INR n + 1) :=
  fun K p n H => WinRate.win_rate_upper_bound_strict K p (to_dist K p H) n.
Definition win_rate_one : forall K p, dist K p -> w K p 1 = 1 / 2 := fun K p H => WinRate.win_rate_one K p (to_dist K p H).
Definition win_rate_monotone : forall K p n, dist K p -> (1 <= n)%nat -> w K p n <= w K p (S n) :=
  fun K p n H => Monotonicity.win_rate_monotone K p (to_dist K p H) n.
Definition win_rate_top_bound : forall K p n, dist K p -> (1 <= n)%nat -> w K p n <= 1 - p (pred K) / 2 :=
  fun K p n H => Limits.win_rate_top_bound K p (to_dist K p H) n.
Definition win_rate_limit : forall K p, dist K p -> is_lim_seq (fun n => w K p (S n)) (1 - p (pred K) / 2) :=
  fun K p H => Limits.win_rate_limit K p (to_dist K p H).
(** win-rate gaps *)
Definition win_rate_gap_renyi : forall K p n, dist K p -> (1 <= n)%nat ->
  INR n / (INR n + 1) - w K p n <= (INR n - 1) / 2 * sum (fun i => p i ^ 2) K :=
  fun K p n H => WinRate.win_rate_gap_renyi K p (to_dist K p H) n.
Definition win_rate_gap_renyi_sharp : forall K p n, dist K p -> (1 <= n)%nat ->
  INR n / (INR n + 1) - w K p n <= (INR n - 1) / 6 * sum (fun i => p i ^ 2) K :=
  fun K p n H => WinRate.win_rate_gap_renyi_sharp K p (to_dist K p H) n.
Definition win_rate_gap_cubic : forall K p n, dist K p -> (1 <= n)%nat ->
  INR n / (INR n + 1) - w K p n <= INR n * (INR n - 1) / 12 * sum (fun i => p i ^ 3) K :=
  fun K p n H => WinRate.win_rate_gap_cubic K p (to_dist K p H) n.
Definition win_rate_gap_two : forall K p, dist K p -> 2 / 3 - w K p 2 = sum (fun i => p i ^ 3) K / 6 :=
  fun K p H => WinRate.win_rate_gap_two K p (to_dist K p H).
(** divergences, on levels *)
Definition density_ratio : forall K p n i, dist K p -> (1 <= n)%nat -> (i < K)%nat -> q n p i / p i <= INR n :=
  fun K p n i H => KlBound.density_ratio K p (to_dist K p H) n i.
Definition chi_squared : forall K p n, dist K p -> (1 <= n)%nat ->
  sum (fun i => (q n p i - p i) ^ 2 / p i) K <= (INR n - 1) ^ 2 / (2 * INR n - 1) :=
  fun K p n H => Divergences.chi_squared_bound K p (to_dist K p H) n.
Definition total_variation : forall K p n, dist K p -> (2 <= n)%nat ->
  / 2 * sum (fun i => Rabs (q n p i - p i)) K
  <= Rpower (1 / INR n) (1 / (INR n - 1)) - Rpower (1 / INR n) (INR n / (INR n - 1)) :=
  fun K p n H => Divergences.total_variation_bound K p (to_dist K p H) n.
Definition renyi : forall K p alpha n, dist K p -> (2 <= alpha)%nat -> (1 <= n)%nat ->
  / (INR alpha - 1) * ln (sum (fun i => p i * (q n p i / p i) ^ alpha) K)
  <= / (INR alpha - 1) * ln (INR n ^ alpha / (INR alpha * (INR n - 1) + 1)) :=
  fun K p alpha n H => Divergences.renyi_bound K p (to_dist K p H) alpha n.
Definition reverse_kl : forall K p n, dist K p -> (1 <= n)%nat -> KLdiv K p (q n p) <= INR n - 1 - ln (INR n) :=
  fun K p n H => Divergences.reverse_kl_bound K p (to_dist K p H) n.
Definition hellinger : forall K p n, dist K p -> (1 <= n)%nat ->
  / 2 * sum (fun i => (sqrt (q n p i) - sqrt (p i)) ^ 2) K <= 1 - 2 * sqrt (INR n) / (INR n + 1) :=
  fun K p n H => Divergences.hellinger_bound K p (to_dist K p H) n.
(** gibbs-frontier *)
Definition gibbs_frontier : forall K p r beta, dist K p -> (forall i, (i < K)%nat -> 0 <= r i) -> sum r K = 1 -> 0 < beta ->
  win K r p <= (KLdiv K r p + ln ((exp beta - 1) / beta)) / beta :=
  fun K p r beta H => GibbsFrontier.gibbs_frontier K p (to_dist K p H) r beta.
(** sandwich, composition *)
Definition sandwich : forall K p n i, dist K p -> (1 <= n)%nat -> (i < K)%nat ->
  INR n * F p i ^ pred n * p i <= q n p i <= INR n * F p (S i) ^ pred n * p i :=
  fun K p n i H => Extras.sandwich K p n i (to_dist K p H).
Definition composition : forall p m n i, (1 <= n)%nat -> q m (q n p) i = q (n * m) p i := Extras.composition.

(** The draws: expectation under the product measure, over all M^n tuples. *)
Fixpoint tuples (M n : nat) : list (list nat) :=
  match n with O => [nil] | S k => flat_map (fun y => map (cons y) (tuples M k)) (seq 0 M) end.
Definition mean (M : nat) (r : nat -> R) (n : nat) (X : list nat -> R) : R :=
  fold_right (fun t s => fold_right (fun y v => r y * v) 1 t * X t + s) 0 (tuples M n).
Fixpoint top (lev : nat -> nat) (t : list nat) : nat :=
  match t with nil => 0 | y :: t => Nat.max (lev y) (top lev t) end.
Fixpoint count (f : nat -> bool) (t : list nat) : nat :=
  match t with nil => 0 | y :: t => (if f y then 1 else 0) + count f t end.
(** A tied top is resolved uniformly among the draws that reach it. *)
Definition returned (lev : nat -> nat) (y : nat) (t : list nat) : R :=
  if Nat.eqb (lev y) (top lev t)
  then INR (count (Nat.eqb y) t) / INR (count (fun z => Nat.eqb (lev z) (top lev t)) t) else 0.
Definition level (M : nat) (r : nat -> R) (lev : nat -> nat) (j : nat) : R :=
  sum (fun y => if Nat.eqb (lev y) j then r y else 0) M.
Definition pi (M : nat) (r : nat -> R) (lev : nat -> nat) (n y : nat) : R := mean M r n (returned lev y).

(** pmf *)
Theorem pmf : forall M r lev n y, dist M r -> (1 <= n)%nat -> (y < M)%nat ->
  pi M r lev n y = r y / level M r lev (lev y)
    * (sum (level M r lev) (S (lev y)) ^ n - sum (level M r lev) (lev y) ^ n).
Proof.
  intros M r lev n y H Hn Hy. assert (D := to_dist M r H).
  transitivity (Ties.best_of_n M r lev n y).
  - symmetry. exact (Draws.expect_tuples M r n (returned lev y)).
  - exact (Ties.pmf M r lev n y Hn Hy (Ties.level_mass_pos M r lev D y Hy)).
Qed.

Definition levelled (M K : nat) (lev : nat -> nat) : Prop :=
  (forall y, (y < M)%nat -> (lev y < K)%nat) /\ (forall j, (j < K)%nat -> exists y, (y < M)%nat /\ lev y = j).

(** estimator-expectation-upper-bound, with ties, as a mean over the draws *)
Theorem estimator_expectation : forall M K r lev n, dist M r -> levelled M K lev -> (1 <= n)%nat ->
  KLdiv M (pi M r lev n) r <= sum (fun y => pi M r lev n y * d n (r y)) M <= formula n.
Proof.
  intros M K r lev n H [L1 L2] Hn. assert (D := to_dist M r H).
  assert (E : forall y, pi M r lev n y = Ties.best_of_n M r lev n y)
    by (intros y; symmetry; exact (Draws.expect_tuples M r n (returned lev y))).
  assert (A := Ties.estimator_expectation_upper_bound_ties M K r lev D L1 L2 n Hn).
  assert (B := Ties.estimator_expectation_le_formula_ties M K r lev D L1 L2 n Hn).
  unfold KLdiv. change sum with Sums.rsum.
  rewrite (Sums.rsum_ext _ (fun i => Ties.best_of_n M r lev n i * ln (Ties.best_of_n M r lev n i / r i)))
    by (intros; now rewrite E).
  rewrite (Sums.rsum_ext (fun y => pi M r lev n y * d n (r y)) (fun y => Ties.best_of_n M r lev n y * Estimator.estimator n (r y)))
    by (intros; now rewrite E).
  split; [exact A|exact B].
Qed.

(** rewind-and-repeat: t is the lowest accepted level *)
Definition accepted (p : nat -> R) (t : nat) : R := 1 - F p t.
Definition kept (p : nat -> R) (t i : nat) : R := if Nat.ltb i t then 0 else p i / accepted p t.
Definition rewind_law : forall K p t i, dist K p -> (t < K)%nat ->
  is_series (fun k => (1 - accepted p t) ^ k * (if Nat.ltb i t then 0 else p i)) (kept p t i) :=
  fun K p t i H Ht => Rewind.rewind_law K p t (to_dist K p H) Ht i.
Definition rewind_kl : forall K p t, dist K p -> (t < K)%nat -> KLdiv K (kept p t) p = - ln (accepted p t) :=
  fun K p t H => Rewind.rewind_kl K p t (to_dist K p H).
Definition rewind_win_rate : forall K p t, dist K p -> (t < K)%nat -> win K (kept p t) p = 1 - accepted p t / 2 :=
  fun K p t H => Rewind.rewind_win_rate K p t (to_dist K p H).
Definition rewind_draws : forall K p t, dist K p -> (t < K)%nat ->
  is_series (fun k => INR (S k) * ((1 - accepted p t) ^ k * accepted p t)) (1 / accepted p t) :=
  fun K p t H => Rewind.rewind_draws K p t (to_dist K p H).

(** pool-unbiased, pass-at-k-unbiased *)
Fixpoint choose (n k : nat) : nat :=
  match n, k with _, O => 1 | O, S _ => 0 | S n, S k => choose n k + choose n (S k) end.
Theorem pool_unbiased : forall M K r lev m n sort v, dist M r -> (forall y, (y < M)%nat -> (lev y < K)%nat) ->
  (1 <= n <= m)%nat -> (forall t, Permutation (sort t) (map lev t) /\ StronglySorted le (sort t)) ->
  mean M r m (fun t => sum (fun i => INR (choose i (pred n)) * v (nth i (sort t) 0%nat)) (length (sort t))
                       / INR (choose (length (sort t)) n))
  = sum (fun j => q n (level M r lev) j * v j) K.
Proof.
  intros M K r lev m n sort v H HK Hn Hs.
  assert (X := Pool.pool_unbiased M K r lev m n (to_dist M r H) HK Hn sort v Hs).
  rewrite Draws.expect_tuples in X. exact X.
Qed.
Theorem pass_at_k : forall M r success m k, dist M r -> (k <= m)%nat ->
  mean M r m (fun t => 1 - INR (choose (m - count success t) k) / INR (choose m k))
  = 1 - (1 - sum (fun y => if success y then r y else 0) M) ^ k.
Proof.
  intros M r success m k H Hk. assert (X := Pool.pass_at_k_unbiased M r success m k (to_dist M r H) Hk).
  rewrite Draws.expect_tuples in X. exact X.
Qed.

(** kl-gap-best-constant, win-rate-gap-best-constant *)
Definition kl_gap_best_constant : forall n, (2 <= n)%nat -> exists c,
  (forall c', c <= c' <-> forall x, 0 < x <= 1 -> formula n - d n x <= c' * x ^ 2) /\
  (forall c', c <= c' <-> forall K p, BestOfN.is_dist K p ->
     formula n - kl K p n <= c' * sum (fun i => F p (S i) ^ (n - 2) * p i ^ 2) K).
Proof.
  intros n Hn. destruct (BestConstants.kl_best_constant_exists n Hn) as [c [A B]]. exists c. split.
  - intros c'. rewrite A. split; intros H x Hx; specialize (H x Hx).
    + change (d n x) with (Estimator.estimator n x). rewrite Estimator.estimator_phi.
      change (BestOfN.kl_formula n) with (formula n). lra.
    + change (d n x) with (Estimator.estimator n x) in H. rewrite Estimator.estimator_phi in H.
      change (BestOfN.kl_formula n) with (formula n) in H. lra.
  - exact B.
Qed.

(** bon-curve-dominates-uniform *)
Definition bon_curve_dominates_uniform : forall K n, (1 <= K)%nat -> (3 <= n)%nat ->
  (exists t, 1 <= t /\ ln t - (t - 1) / t = kl K (fun _ => / INR K) n /\ w K (fun _ => / INR K) n <= t / (t + 1)) /\
  (forall t, 1 <= t -> kl K (fun _ => / INR K) n <= ln t - (t - 1) / t -> w K (fun _ => / INR K) n <= t / (t + 1)) :=
  UniformCurve.bon_curve_dominates_uniform.

(** the refuted claims *)
Definition kl_formula_equality_false : exists K p, BestOfN.is_dist K p /\ kl K p 2 <> formula 2 := Refutations.kl_formula_equality_false.
Definition bon_curve_dominates_false : exists K p, BestOfN.is_dist K p /\
    (exists t, 1 <= t /\ ln t - (t - 1) / t = kl K p 2 /\ t / (t + 1) < w K p 2) /\
    (forall t, 1 <= t -> ln t - (t - 1) / t <= kl K p 2 -> t / (t + 1) < w K p 2) := Curve.bon_curve_dominates_false.
