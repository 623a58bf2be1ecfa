(** * What holds for levels holds for outcomes with ties

    There are M outcomes of masses [r], and [lev y] is the level of outcome y, as
    in [Ties]; [best_of_n M r lev n] is the law of the returned outcome, derived
    there from the draws.  P are the masses of the levels.

    - [f_divergence_ties]: within a level best-of-n keeps the proportions of [r],
      so every sum of r f(q/r) equals that over the levels.  Hence the bounds of
      [Divergences] hold for outcomes: [density_ratio_ties], [chi_squared_bound_ties],
      [total_variation_bound_ties], [renyi_bound_ties], [reverse_kl_bound_ties],
      [hellinger_bound_ties];
    - [composition_ties]: best-of-m of best-of-n is best-of-(nm), as policies on
      outcomes;
    - [gibbs_frontier_outcomes]: the frontier for every policy on the outcomes,
      also one that prefers some of the tied outcomes to others. *)

Require Import Reals Lra Lia List Arith Bool.
From BonVerify Require Import Sums Logarithms BestOfN Cell KlBound Divergences GibbsFrontier Draws Ties Extras.
Open Scope R_scope.

Section Outcomes.
Variables (M K : nat) (r : nat -> R) (lev : nat -> nat).
Let P := level_mass M r lev.
Hypothesis Hr : is_dist M r.
Hypothesis Hlev : forall y, (y < M)%nat -> (lev y < K)%nat.
Hypothesis Hinhabited : forall j, (j < K)%nat -> exists y, (y < M)%nat /\ lev y = j.

Let HP : is_dist K P := levels_are_dist M K r lev Hr Hlev Hinhabited.

Lemma ratio_ties n y : (1 <= n)%nat -> (y < M)%nat ->
  best_of_n M r lev n y / r y = bon n P (lev y) / P (lev y).
Proof.
  intros Hn Hy. assert (A := dist_pos _ _ Hr y Hy).
  assert (B := level_mass_pos M r lev Hr y Hy). fold P in B.
  rewrite pmf by (assumption || lia). fold P. field. lra.
Qed.

(** Any sum of p f(q/p), that is any f-divergence, is that of the levels. *)
Theorem f_divergence_ties (f : R -> R) n : (1 <= n)%nat ->
  rsum (fun y => r y * f (best_of_n M r lev n y / r y)) M
  = rsum (fun j => P j * f (bon n P j / P j)) K.
Proof.
  intros Hn. assert (E := regroup M K r lev Hlev (fun j => f (bon n P j / P j))). fold P in E. rewrite <- E.
  apply rsum_ext. intros y Hy. now rewrite ratio_ties.
Qed.

Ltac fdiv f n H :=
  let E := fresh in assert (E := f_divergence_ties f n H); cbv beta in E; cbv beta; rewrite E; clear E.

Theorem density_ratio_ties n y : (1 <= n)%nat -> (y < M)%nat ->
  best_of_n M r lev n y / r y <= INR n.
Proof. intros Hn Hy. rewrite ratio_ties by assumption. apply (density_ratio K P HP); auto. Qed.

Theorem chi_squared_bound_ties n : (1 <= n)%nat ->
  rsum (fun y => (best_of_n M r lev n y - r y) ^ 2 / r y) M <= (INR n - 1) ^ 2 / (2 * INR n - 1).
Proof.
  intros Hn. apply Rle_trans with (2 := chi_squared_bound K P HP n Hn). right.
  unfold chi_squared.
  rewrite (rsum_ext _ (fun y => r y * (fun u => (u - 1) ^ 2) (best_of_n M r lev n y / r y))).
  2: { intros y Hy. assert (A := dist_pos _ _ Hr y Hy). cbv beta. field. lra. }
  fdiv (fun u : R => (u - 1) ^ 2) n Hn. apply rsum_ext. intros j Hj.
  assert (A := dist_pos _ _ HP j Hj). cbv beta. field. lra.
Qed.

Theorem total_variation_bound_ties n : (2 <= n)%nat ->
  / 2 * rsum (fun y => Rabs (best_of_n M r lev n y - r y)) M
  <= Rpower (1 / INR n) (1 / (INR n - 1)) - Rpower (1 / INR n) (INR n / (INR n - 1)).
Proof.
  intros Hn. apply Rle_trans with (2 := total_variation_bound K P HP n Hn). right.
  unfold total_variation. f_equal.
  assert (X : forall p q, 0 < p -> Rabs (q - p) = p * Rabs (q / p - 1)).
  { intros p q Hp. rewrite <- (Rabs_right p) at 2 by lra. rewrite <- Rabs_mult. f_equal. field. lra. }
  rewrite (rsum_ext _ (fun y => r y * (fun u => Rabs (u - 1)) (best_of_n M r lev n y / r y))).
  2: { intros y Hy. apply X. now apply (dist_pos _ _ Hr). }
  assert (Hn1 : (1 <= n)%nat) by lia. fdiv (fun u => Rabs (u - 1)) n Hn1. apply rsum_ext. intros j Hj. cbv beta. symmetry.
  apply X. now apply (dist_pos _ _ HP).
Qed.

Theorem renyi_bound_ties alpha n : (2 <= alpha)%nat -> (1 <= n)%nat ->
  / (INR alpha - 1) * ln (rsum (fun y => r y * (best_of_n M r lev n y / r y) ^ alpha) M)
  <= / (INR alpha - 1) * ln (INR n ^ alpha / (INR alpha * (INR n - 1) + 1)).
Proof.
  intros Ha Hn. rewrite (f_divergence_ties (fun u => u ^ alpha)) by exact Hn.
  exact (renyi_bound K P HP alpha n Ha Hn).
Qed.

Theorem reverse_kl_bound_ties n : (1 <= n)%nat ->
  kl M r (best_of_n M r lev n) <= INR n - 1 - ln (INR n).
Proof.
  intros Hn. apply Rle_trans with (2 := reverse_kl_bound K P HP n Hn). right. unfold kl.
  assert (X : forall p q, 0 < p -> 0 < q -> ln (p / q) = - ln (q / p)).
  { intros p q Hp Hq. rewrite !ln_div_eq by assumption. ring. }
  rewrite (rsum_ext _ (fun y => r y * (fun u => - ln u) (best_of_n M r lev n y / r y))).
  2: { intros y Hy. assert (A := dist_pos _ _ Hr y Hy). cbv beta. rewrite <- X; [reflexivity|exact A|].
       rewrite pmf by (auto using level_mass_pos).
       assert (B := level_mass_pos M r lev Hr y Hy).
       assert (C := bon_pos K P HP n (lev y) Hn (Hlev y Hy)). unfold P in C.
       apply Rmult_lt_0_compat; [now apply Rdiv_lt_0_compat|exact C]. }
  fdiv (fun u => - ln u) n Hn. apply rsum_ext. intros j Hj. cbv beta.
  rewrite <- X; [reflexivity| now apply (dist_pos _ _ HP) | now apply (bon_pos K P HP)].
Qed.

Theorem hellinger_bound_ties n : (1 <= n)%nat ->
  / 2 * rsum (fun y => (sqrt (best_of_n M r lev n y) - sqrt (r y)) ^ 2) M
  <= 1 - 2 * sqrt (INR n) / (INR n + 1).
Proof.
  intros Hn. apply Rle_trans with (2 := hellinger_bound K P HP n Hn). right.
  unfold hellinger. f_equal.
  assert (X : forall p q, 0 < p -> 0 < q -> (sqrt q - sqrt p) ^ 2 = p * (sqrt (q / p) - 1) ^ 2).
  { intros p q Hp Hq. rewrite sqrt_div by lra. assert (S := sqrt_lt_R0 p Hp).
    assert (E := sqrt_sqrt p ltac:(lra)). set (u := sqrt p) in *. rewrite <- E. field. lra. }
  rewrite (rsum_ext _ (fun y => r y * (fun u => (sqrt u - 1) ^ 2) (best_of_n M r lev n y / r y))).
  2: { intros y Hy. assert (A := dist_pos _ _ Hr y Hy). apply X; [exact A|].
       rewrite pmf by (auto using level_mass_pos).
       assert (B := level_mass_pos M r lev Hr y Hy).
       assert (C := bon_pos K P HP n (lev y) Hn (Hlev y Hy)). unfold P in C.
       apply Rmult_lt_0_compat; [now apply Rdiv_lt_0_compat|exact C]. }
  fdiv (fun u => (sqrt u - 1) ^ 2) n Hn. apply rsum_ext. intros j Hj. cbv beta. symmetry.
  apply X; [now apply (dist_pos _ _ HP)|now apply (bon_pos K P HP)].
Qed.

(** Level masses of best-of-n, and best-of-m of it. *)
Lemma level_mass_ties n j : (1 <= n)%nat -> (j < K)%nat ->
  level_mass M (best_of_n M r lev n) lev j = bon n P j.
Proof.
  intros Hn Hj. unfold level_mass, mass.
  rewrite (rsum_ext _ (fun y => best_of_n M r lev n y * (fun l => if Nat.eqb l j then 1 else 0) (lev y)))
    by (intros y _; cbv beta; destruct (Nat.eqb (lev y) j); ring).
  rewrite (best_of_n_mean M K r lev Hr Hlev Hinhabited n (fun l => if Nat.eqb l j then 1 else 0) Hn).
  fold P.
  rewrite (rsum_ext _ (fun i => if Nat.eqb i j then bon n P i else 0))
    by (intros i _; destruct (Nat.eqb i j); ring).
  now apply rsum_pick.
Qed.

Theorem composition_ties m n y : (1 <= m)%nat -> (1 <= n)%nat -> (y < M)%nat ->
  best_of_n M (best_of_n M r lev n) lev m y = best_of_n M r lev (n * m) y.
Proof.
  intros Hm Hn Hy. assert (B := level_mass_pos M r lev Hr y Hy).
  assert (Q := bon_pos K P HP n (lev y) Hn (Hlev y Hy)).
  assert (E := level_mass_ties n (lev y) Hn (Hlev y Hy)).
  rewrite (pmf M (best_of_n M r lev n) lev m y) by (assumption || (rewrite E; exact Q)).
  rewrite E, !pmf by (assumption || nia). fold P.
  rewrite <- (composition P m n (lev y) Hn).
  replace (bon m (level_mass M (best_of_n M r lev n) lev) (lev y)) with (bon m (bon n P) (lev y)).
  - fold P in B. field. split; lra.
  - unfold bon at 1 3, cum.
    assert (Hl := Hlev y Hy).
    rewrite !(rsum_ext (level_mass M (best_of_n M r lev n) lev) (bon n P))
      by (intros i Hi; apply level_mass_ties; [exact Hn|lia]).
    reflexivity.
Qed.

(** The frontier for every policy on outcomes: within a level, KL only loses. *)
Theorem gibbs_frontier_outcomes (s : nat -> R) beta :
  (forall y, (y < M)%nat -> 0 <= s y) -> rsum s M = 1 -> 0 < beta ->
  rsum (fun y => s y * rsum (fun z => r z * (if Nat.ltb (lev z) (lev y) then 1
       else if Nat.eqb (lev z) (lev y) then 1 / 2 else 0)) M) M
  < (kl M s r + ln ((exp beta - 1) / beta)) / beta.
Proof.
  intros Hs Hs1 Hb.
  (* the win chance depends on the level only: w j = midpoint of its cell *)
  set (mid := fun j => (cum P j + cum P (S j)) / 2).
  assert (Wn : forall y, (y < M)%nat -> rsum (fun z => r z * (if Nat.ltb (lev z) (lev y) then 1
       else if Nat.eqb (lev z) (lev y) then 1 / 2 else 0)) M = mid (lev y)).
  { intros y Hy. unfold mid. rewrite <- (win_chance K P (lev y) (Hlev y Hy)).
    apply (regroup M K r lev Hlev (fun i => if Nat.ltb i (lev y) then 1
      else if Nat.eqb i (lev y) then 1 / 2 else 0)). }
  rewrite (rsum_ext _ (fun y => s y * mid (lev y))) by (intros y Hy; now rewrite Wn).
  destruct (tilt_mass K P HP beta Hb) as [HZ Zlt].
  change (rsum (fun i => P i * exp (beta * ((cum P i + cum P (S i)) / 2))) K)
    with (rsum (fun j => P j * exp (beta * mid j)) K) in *.
  set (Z := rsum (fun j => P j * exp (beta * mid j)) K) in *.
  assert (G : rsum (fun y => s y * ln (r y * exp (beta * mid (lev y)) / Z / r y)) M <= kl M s r).
  { apply (gibbs M r Hr s (fun y => r y * exp (beta * mid (lev y)) / Z) Hs).
    - intros i Hi. assert (A := dist_pos _ _ Hr i Hi).
      apply Rdiv_lt_0_compat; [|exact HZ]. apply Rmult_lt_0_compat; [exact A|apply exp_pos].
    - unfold Rdiv. rewrite rsum_scal_r.
      rewrite (regroup M K r lev Hlev (fun j => exp (beta * mid j))). fold P Z. rewrite Hs1. field. lra. }
  rewrite (rsum_ext _ (fun y => beta * (s y * mid (lev y)) - s y * ln Z)) in G.
  2: { intros i Hi. assert (A := dist_pos _ _ Hr i Hi).
       replace (r i * exp (beta * mid (lev i)) / Z / r i) with (exp (beta * mid (lev i)) / Z) by (field; lra).
       rewrite ln_div_eq, ln_exp by (assumption || apply exp_pos). ring. }
  rewrite rsum_minus, rsum_scal, rsum_scal_r, Hs1 in G.
  assert (L := ln_increasing Z _ HZ Zlt).
  apply Rmult_lt_reg_r with beta; [exact Hb|].
  unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

End Outcomes.
