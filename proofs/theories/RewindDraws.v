(** * Rewind and repeat, from the draws

    [Rewind] computes with the law p_i / P of the accepted level.  Here that law,
    and the number of draws, come from the product measure on the draws, for
    outcomes with ties: M outcomes of masses [r], levels [lev], accepted from
    level t on.

    - [run reject f l]: of the draws l all but the last are rejected, and the last
      satisfies f;
    - [run_law]: k rejected draws and then one in f have probability
      (mass rejected)^k (mass of f);
    - [rewind_outcome_law]: summed over k, outcome y is accepted with probability
      r_y / A if its level is accepted, A the mass accepted, and 0 if not;
    - [rewind_outcome_draws]: 1/A draws on average;
    - [rewind_outcome_kl], [rewind_outcome_win_rate]: KL = - ln A and W = 1 - A/2
      over outcomes. *)

Require Import Reals Lra Lia List Arith Bool.
From Coquelicot Require Import Coquelicot.
From BonVerify Require Import Sums BestOfN Draws Ties Rewind.
Import ListNotations.
Open Scope R_scope.

Fixpoint run (reject f : nat -> bool) (l : list nat) : bool :=
  match l with
  | nil => false
  | [z] => f z
  | z :: l => reject z && run reject f l
  end.

Theorem run_law M r reject f k :
  expect M r (S k) (fun l => indicator (run reject f l)) = mass M r reject ^ k * mass M r f.
Proof.
  induction k as [|k IH].
  - simpl. rewrite Rmult_1_l. unfold mass, indicator. apply rsum_ext. intros y _. destruct (f y); ring.
  - change (expect M r (S (S k)) (fun l => indicator (run reject f l)))
      with (rsum (fun y => r y * expect M r (S k) (fun l => indicator (run reject f (y :: l)))) M).
    rewrite (rsum_ext _ (fun y => r y * (if reject y then mass M r reject ^ k * mass M r f else 0))).
    + rewrite rsum_mass. simpl. ring.
    + intros y _. f_equal.
      rewrite (expect_ext_in M r (S k) _ (fun l => (if reject y then 1 else 0) * indicator (run reject f l))).
      * rewrite expect_scal, IH. destruct (reject y); ring.
      * intros l Hl _. destruct l as [|z l]; [discriminate|].
        change (run reject f (y :: z :: l)) with (reject y && run reject f (z :: l)).
        unfold indicator. destruct (reject y), (run reject f (z :: l)); simpl; ring.
Qed.

Section RewindDraws.
Variables (M K : nat) (r : nat -> R) (lev : nat -> nat).
Let P := level_mass M r lev.
Hypothesis Hr : is_dist M r.
Hypothesis Hlev : forall y, (y < M)%nat -> (lev y < K)%nat.
Hypothesis Hinhabited : forall j, (j < K)%nat -> exists y, (y < M)%nat /\ lev y = j.
Variable t : nat.
Hypothesis Ht : (t < K)%nat.

Let HP : is_dist K P := levels_are_dist M K r lev Hr Hlev Hinhabited.

Definition rejected (y : nat) : bool := Nat.ltb (lev y) t.

(** The mass accepted. *)
Definition accepted_mass : R := mass M r (fun y => negb (rejected y)).

Lemma accepted_mass_levels : accepted_mass = accept P t.
Proof.
  unfold accept, P. rewrite cum_level_mass. fold rejected. unfold accepted_mass.
  rewrite <- (dist_total _ _ Hr). unfold mass. rewrite <- rsum_minus. apply rsum_ext. intros y _.
  unfold rejected. destruct (Nat.ltb (lev y) t); simpl; ring.
Qed.

Lemma rejected_mass : mass M r rejected = 1 - accepted_mass.
Proof. rewrite accepted_mass_levels. unfold accept, P. rewrite cum_level_mass. fold rejected. ring. Qed.

Lemma accepted_mass_bounds : 0 < accepted_mass <= 1.
Proof. rewrite accepted_mass_levels. exact (accept_bounds K P t HP Ht). Qed.

(** The law of the accepted outcome. *)
Definition rewind_outcome (y : nat) : R := if rejected y then 0 else r y / accepted_mass.

Theorem rewind_outcome_law y : (y < M)%nat ->
  is_series (fun k => expect M r (S k) (fun l =>
    indicator (run rejected (fun z => negb (rejected z) && Nat.eqb z y) l))) (rewind_outcome y).
Proof.
  intros Hy. assert (A := accepted_mass_bounds).
  assert (F : mass M r (fun z => negb (rejected z) && Nat.eqb z y) = if rejected y then 0 else r y).
  { unfold mass. rewrite (rsum_ext _ (fun z => if Nat.eqb z y then (if rejected z then 0 else r z) else 0)).
    - exact (rsum_pick (fun z => if rejected z then 0 else r z) y M Hy).
    - intros z _. destruct (rejected z), (Nat.eqb z y); reflexivity. }
  apply (is_series_ext (fun k => (if rejected y then 0 else r y) * (1 - accepted_mass) ^ k)).
  - intros k. rewrite run_law, F, rejected_mass. apply Rmult_comm.
  - replace (rewind_outcome y) with ((if rejected y then 0 else r y) * / accepted_mass)
      by (unfold rewind_outcome, Rdiv; destruct (rejected y); ring).
    now apply is_series_times, geometric.
Qed.

(** The number of draws until the first accepted one. *)
Theorem rewind_outcome_draws :
  is_series (fun k => INR (S k) * expect M r (S k) (fun l =>
    indicator (run rejected (fun z => negb (rejected z)) l))) (1 / accepted_mass).
Proof.
  assert (A := accepted_mass_bounds).
  apply (is_series_ext (fun k => accepted_mass * (INR (S k) * (1 - accepted_mass) ^ k))).
  - intros k. rewrite run_law, rejected_mass. fold accepted_mass.
    change (accepted_mass * (INR (S k) * (1 - accepted_mass) ^ k)
            = INR (S k) * ((1 - accepted_mass) ^ k * accepted_mass)). ring.
  - replace (1 / accepted_mass) with (accepted_mass * (/ accepted_mass * / accepted_mass)) by (field; lra).
    now apply is_series_times, geometric_square.
Qed.

(** The density depends on the level only. *)
Let density (j : nat) : R := if Nat.ltb j t then 0 else / accepted_mass.

Lemma rewind_outcome_density y : rewind_outcome y = r y * density (lev y).
Proof. unfold rewind_outcome, density, rejected, Rdiv. destruct (Nat.ltb (lev y) t); ring. Qed.

Lemma rewind_level_density j : rewind P t j = P j * density j.
Proof.
  unfold rewind, density, Rdiv. rewrite accepted_mass_levels. destruct (Nat.ltb j t); ring.
Qed.

Theorem rewind_outcome_kl : kl M rewind_outcome r = - ln accepted_mass.
Proof.
  rewrite accepted_mass_levels, <- (rewind_kl K P t HP Ht). unfold kl.
  assert (E := regroup M K r lev Hlev (fun j => density j * ln (density j))). cbv beta in E. fold P in E.
  rewrite (rsum_ext _ (fun y => r y * (density (lev y) * ln (density (lev y))))).
  - rewrite E. apply rsum_ext. intros j Hj.
    assert (Q := dist_pos _ _ HP j Hj). rewrite rewind_level_density.
    replace (P j * density j / P j) with (density j) by (field; lra). ring.
  - intros y Hy. assert (Q := dist_pos _ _ Hr y Hy). rewrite rewind_outcome_density.
    replace (r y * density (lev y) / r y) with (density (lev y)) by (field; lra). ring.
Qed.

Theorem rewind_outcome_win_rate :
  rsum (fun y => rewind_outcome y * rsum (fun z => r z * (if Nat.ltb (lev z) (lev y) then 1
       else if Nat.eqb (lev z) (lev y) then 1 / 2 else 0)) M) M = 1 - accepted_mass / 2.
Proof.
  rewrite accepted_mass_levels, <- (rewind_win_rate K P t HP Ht). unfold win_rate_of.
  set (wins := fun j => rsum (fun i => P i * (if Nat.ltb i j then 1 else if Nat.eqb i j then 1 / 2 else 0)) K).
  assert (E := regroup M K r lev Hlev (fun j => density j * wins j)). cbv beta in E. fold P in E.
  rewrite (rsum_ext _ (fun y => r y * (density (lev y) * wins (lev y)))).
  - rewrite E. apply rsum_ext. intros j _.
    rewrite rewind_level_density. fold (wins j). ring.
  - intros y _. rewrite rewind_outcome_density.
    assert (W := regroup M K r lev Hlev (fun i => if Nat.ltb i (lev y) then 1 else if Nat.eqb i (lev y) then 1 / 2 else 0)).
    cbv beta in W. fold P in W. fold (wins (lev y)) in W. rewrite W. ring.
Qed.

End RewindDraws.
