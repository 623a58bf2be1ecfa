(** * Outcomes, levels and ties: the law of best-of-n

    There are M outcomes with masses [r]; the reward orders them into levels
    [lev y] = 0, ..., K - 1, and outcomes of one level are tied.  Best-of-n
    draws n outcomes, keeps the draws of the highest level among them and
    returns one of these draws, chosen uniformly.

    - [pmf]: the law of the returned outcome y is
      r_y / P_j (F_(j+1)^n - F_j^n), j the level of y, P the masses of the
      levels and F their cumulative masses; derived from the product measure;
    - [pmf_levels]: whatever the rule among the top draws, the returned level
      has mass F_(j+1)^n - F_j^n; [pmf_no_ties] is the case of distinct rewards;
    - [kl_ties], [win_rate_ties]: KL and win rate equal those of the levels;
    - [estimator_expectation_upper_bound_ties]: reporting d_n at the mass of
      the single outcome still overestimates KL on average (as a mean over the
      draws: [estimator_expectation_draws]);
    - [gap_bounds_ignore_ties_false]: in the bounds by the collision
      probability the masses must be those of the levels. *)

Require Import Reals Lra Lia List Arith Bool.
From BonVerify Require Import Sums Logarithms BestOfN Cell KlBound Estimator WinRate Draws
  CertifiedInterval.
Import ListNotations.
Open Scope R_scope.

Fixpoint top_level (lev : nat -> nat) (t : list nat) : nat :=
  match t with
  | nil => 0
  | y :: t => Nat.max (lev y) (top_level lev t)
  end.

(** The chance that outcome y is returned from the draws t. *)
Definition chosen (lev : nat -> nat) (y : nat) (t : list nat) : R :=
  if Nat.eqb (lev y) (top_level lev t)
  then INR (count (Nat.eqb y) t)
       / INR (count (fun z => Nat.eqb (lev z) (top_level lev t)) t)
  else 0.

(** The law of best-of-n on outcomes. *)
Definition best_of_n (M : nat) (r : nat -> R) (lev : nat -> nat) (n y : nat) : R :=
  expect M r n (chosen lev y).

(** ** The highest level of a tuple *)

Lemma top_level_below lev t j :
  t <> nil -> Nat.ltb (top_level lev t) j = forallb (fun y => Nat.ltb (lev y) j) t.
Proof.
  induction t as [|y t IH]; [congruence|]. intros _.
  destruct t as [|z t]; [simpl; now rewrite Nat.max_0_r, andb_true_r|].
  change (forallb (fun y => Nat.ltb (lev y) j) (y :: z :: t))
    with (Nat.ltb (lev y) j && forallb (fun y => Nat.ltb (lev y) j) (z :: t)).
  rewrite <- IH by congruence. simpl top_level.
  set (m := Nat.max (lev z) (top_level lev t)).
  destruct (Nat.ltb_spec (lev y) j), (Nat.ltb_spec m j),
    (Nat.ltb_spec (Nat.max (lev y) m) j); simpl; auto; lia.
Qed.

Lemma top_level_attained lev t :
  t <> nil -> (1 <= count (fun z => Nat.eqb (lev z) (top_level lev t)) t)%nat.
Proof.
  assert (H : forall j t, (exists z, In z t /\ lev z = j) ->
                          (1 <= count (fun z => Nat.eqb (lev z) j) t)%nat).
  { intros j l [z [Hin Hz]]. induction l as [|y l IH]; [contradiction|]. simpl.
    destruct Hin as [->|Hin]; [rewrite Hz, Nat.eqb_refl; lia|].
    specialize (IH Hin). lia. }
  intros Hne. apply H. clear H. induction t as [|y t IH]; [congruence|].
  destruct t as [|z t].
  - exists y. simpl. rewrite Nat.max_0_r. auto.
  - destruct (IH ltac:(congruence)) as [x [Hin Hx]]. clear IH Hne.
    remember (z :: t) as l eqn:El. clear El. simpl.
    destruct (Nat.max_spec (lev y) (top_level lev l)) as [[_ ->]|[_ ->]].
    + exists x. auto.
    + exists y. auto.
Qed.

Lemma top_level_map lev t : top_level lev t = top_level (fun l => l) (map lev t).
Proof. induction t as [|y t IH]; simpl; congruence. Qed.

Lemma count_map lev f t : count (fun z => f (lev z)) t = count f (map lev t).
Proof. induction t as [|y t IH]; simpl; [reflexivity|]. now rewrite IH. Qed.

Section Ties.
Variables (M K : nat) (r : nat -> R) (lev : nat -> nat).
Let P := level_mass M r lev.

Lemma cum_level_mass j : cum P j = mass M r (fun y => Nat.ltb (lev y) j).
Proof.
  unfold cum, P, level_mass, mass. rewrite rsum_swap. apply rsum_ext. intros y _.
  induction j as [|j IH]; [reflexivity|]. simpl rsum. rewrite IH.
  destruct (Nat.ltb_spec (lev y) j), (Nat.eqb_spec (lev y) j), (Nat.ltb_spec (lev y) (S j));
    ring || lia.
Qed.

(** The highest level of n draws has the best-of-n law of the levels. *)
Lemma top_level_law n j :
  (1 <= n)%nat ->
  expect M r n (fun t => indicator (Nat.eqb (top_level lev t) j)) = bon n P j.
Proof.
  intros Hn. unfold bon. rewrite !cum_level_mass, <- !expect_all, <- expect_minus.
  apply expect_ext_in. intros t Ht _.
  assert (t <> nil) by (destruct t; simpl in *; [lia|congruence]).
  rewrite <- !top_level_below by assumption. unfold indicator.
  destruct (Nat.eqb_spec (top_level lev t) j), (Nat.ltb_spec (top_level lev t) j),
    (Nat.ltb_spec (top_level lev t) (S j)); lra || lia.
Qed.

(** Any rule that returns a draw of the highest level induces this law on levels. *)
Theorem pmf_levels n (select : list nat -> nat) j :
  (1 <= n)%nat ->
  (forall t, length t = n -> lev (select t) = top_level lev t) ->
  expect M r n (fun t => indicator (Nat.eqb (lev (select t)) j)) = bon n P j.
Proof.
  intros Hn Hs. rewrite <- top_level_law by exact Hn. apply expect_ext_in.
  intros t Ht _. now rewrite Hs.
Qed.

Theorem pmf n y :
  (1 <= n)%nat -> (y < M)%nat -> 0 < P (lev y) ->
  best_of_n M r lev n y = r y / P (lev y) * bon n P (lev y).
Proof.
  intros Hn Hy HP.
  set (g := fun ls => if Nat.eqb (lev y) (top_level (fun l => l) ls)
                      then / INR (count (fun l => Nat.eqb l (top_level (fun l => l) ls)) ls) else 0).
  assert (X := exchange M r lev n y g Hy). fold P in X.
  apply Rmult_eq_reg_l with (P (lev y)); [|lra].
  replace (P (lev y) * (r y / P (lev y) * bon n P (lev y))) with (r y * bon n P (lev y))
    by (field; lra).
  rewrite <- top_level_law by exact Hn.
  assert (G : forall t, g (map lev t)
              = if Nat.eqb (lev y) (top_level lev t)
                then / INR (count (fun z => Nat.eqb (lev z) (top_level lev t)) t) else 0).
  { intros t. unfold g. rewrite <- top_level_map.
    rewrite <- (count_map lev (fun l => Nat.eqb l (top_level lev t))). reflexivity. }
  rewrite (expect_ext M r n _ (chosen lev y)) in X.
  2: { intros t. rewrite G. unfold chosen.
       destruct (Nat.eqb (lev y) (top_level lev t)); [reflexivity|ring]. }
  unfold best_of_n. rewrite X. f_equal. apply expect_ext_in. intros t Ht _.
  rewrite G. unfold indicator. rewrite Nat.eqb_sym.
  destruct (Nat.eqb_spec (top_level lev t) (lev y)) as [E|E]; [|ring].
  rewrite <- E. assert (t <> nil) by (destruct t; simpl in *; [lia|congruence]).
  assert (C := top_level_attained lev t ltac:(assumption)). apply (le_INR 1) in C. simpl in C.
  apply Rinv_r. lra.
Qed.

(** From here on r is a distribution and every level is inhabited. *)
Hypothesis Hr : is_dist M r.
Hypothesis Hlev : forall y, (y < M)%nat -> (lev y < K)%nat.
Hypothesis Hinhabited : forall j, (j < K)%nat -> exists y, (y < M)%nat /\ lev y = j.

Lemma mass_in_level y : (y < M)%nat -> r y <= P (lev y).
Proof.
  intros Hy. unfold P, level_mass, mass.
  assert (H := rsum_term_le (fun z => if Nat.eqb (lev z) (lev y) then r z else 0) y M).
  cbv beta in H. rewrite Nat.eqb_refl in H. apply H; [|exact Hy].
  intros z Hz. destruct (Nat.eqb (lev z) (lev y)); [|lra]. left. now apply (dist_pos _ _ Hr).
Qed.

Lemma level_mass_pos y : (y < M)%nat -> 0 < P (lev y).
Proof.
  intros Hy. assert (A := mass_in_level y Hy). assert (B := dist_pos _ _ Hr y Hy). lra.
Qed.

(** Sums over outcomes, grouped by level. *)
Lemma regroup f : rsum (fun y => r y * f (lev y)) M = rsum (fun j => P j * f j) K.
Proof.
  unfold P, level_mass, mass.
  rewrite (rsum_ext (fun j => rsum (fun y => if Nat.eqb (lev y) j then r y else 0) M * f j)
    (fun j => rsum (fun y => (if Nat.eqb (lev y) j then r y else 0) * f j) M))
    by (intros; now rewrite rsum_scal_r).
  rewrite rsum_swap. apply rsum_ext. intros y Hy.
  rewrite (rsum_ext _ (fun j => if Nat.eqb j (lev y) then r y * f j else 0)).
  - now rewrite (rsum_pick (fun j => r y * f j)) by auto.
  - intros j _. rewrite Nat.eqb_sym. destruct (Nat.eqb j (lev y)); ring.
Qed.

Theorem levels_are_dist : is_dist K P.
Proof.
  split.
  - intros j Hj. destruct (Hinhabited j Hj) as [y [Hy <-]]. now apply level_mass_pos.
  - assert (E := regroup (fun _ => 1)).
    rewrite (rsum_ext _ r), (dist_total _ _ Hr) in E by (intros; ring).
    rewrite E. apply rsum_ext. intros; ring.
Qed.

Lemma best_of_n_total n : (1 <= n)%nat -> rsum (best_of_n M r lev n) M = 1.
Proof.
  intros Hn.
  rewrite (rsum_ext _ (fun y => r y * (/ P (lev y) * bon n P (lev y)))).
  2: { intros y Hy. rewrite pmf by (auto using level_mass_pos). unfold Rdiv; ring. }
  rewrite (regroup (fun j => / P j * bon n P j)).
  rewrite (rsum_ext _ (bon n P)).
  - apply bon_total; [exact levels_are_dist|exact Hn].
  - intros j Hj. assert (Q := dist_pos _ _ levels_are_dist j Hj). field. lra.
Qed.

(** An average over best-of-n of a value that depends on the level only. *)
Lemma best_of_n_mean n f :
  (1 <= n)%nat ->
  rsum (fun y => best_of_n M r lev n y * f (lev y)) M = rsum (fun j => bon n P j * f j) K.
Proof.
  intros Hn.
  rewrite (rsum_ext _ (fun y => r y * (/ P (lev y) * bon n P (lev y) * f (lev y)))).
  2: { intros y Hy. rewrite pmf by (auto using level_mass_pos). unfold Rdiv; ring. }
  rewrite (regroup (fun j => / P j * bon n P j * f j)).
  apply rsum_ext. intros j Hj. assert (Q := dist_pos _ _ levels_are_dist j Hj). field. lra.
Qed.

Theorem kl_ties n : (1 <= n)%nat -> kl M (best_of_n M r lev n) r = KL K P n.
Proof.
  intros Hn. unfold KL, kl.
  rewrite <- (best_of_n_mean n (fun j => ln (bon n P j / P j)) Hn).
  apply rsum_ext. intros y Hy. do 2 f_equal.
  rewrite pmf by (auto using level_mass_pos).
  assert (A := dist_pos _ _ Hr y Hy). assert (B := level_mass_pos y Hy). field. lra.
Qed.

(** The probability that best-of-n beats a fresh draw, a tie counting one half. *)
Definition outcome_win_rate (n : nat) : R :=
  rsum (fun y => best_of_n M r lev n y
    * rsum (fun z => r z * (if Nat.ltb (lev z) (lev y) then 1
                            else if Nat.eqb (lev z) (lev y) then 1 / 2 else 0)) M) M.

Theorem win_rate_ties n : (1 <= n)%nat -> outcome_win_rate n = win_rate K P n.
Proof.
  intros Hn. unfold outcome_win_rate, win_rate, win_rate_of.
  rewrite <- (best_of_n_mean n (fun j =>
    rsum (fun i => P i * (if Nat.ltb i j then 1 else if Nat.eqb i j then 1 / 2 else 0)) K) Hn).
  apply rsum_ext. intros y _. f_equal.
  apply (regroup (fun i => if Nat.ltb i (lev y) then 1 else if Nat.eqb i (lev y) then 1 / 2 else 0)).
Qed.

Theorem estimator_expectation_upper_bound_ties n :
  (1 <= n)%nat ->
  kl M (best_of_n M r lev n) r <= rsum (fun y => best_of_n M r lev n y * estimator n (r y)) M.
Proof.
  intros Hn. rewrite kl_ties by exact Hn.
  apply Rle_trans with (1 := estimator_expectation_upper_bound K P levels_are_dist n Hn).
  rewrite <- (best_of_n_mean n (fun j => estimator n (P j)) Hn).
  apply rsum_le. intros y Hy.
  assert (A := dist_pos _ _ Hr y Hy). assert (B := mass_in_level y Hy).
  assert (C := mass_le_1 K P levels_are_dist (lev y) (Hlev y Hy)).
  assert (D := bon_pos K P levels_are_dist n (lev y) Hn (Hlev y Hy)).
  rewrite pmf by (auto using level_mass_pos).
  apply Rmult_le_compat_l.
  - apply Rmult_le_pos; [|lra]. apply Rmult_le_pos; [lra|]. left. apply Rinv_0_lt_compat. lra.
  - apply estimator_decreasing; [exact Hn|lra|lra].
Qed.

(** The same, said of the draws themselves: the mean over n-tuples, and over
    the uniform choice among the best of them, of the reported value. *)
Theorem estimator_expectation_draws n :
  (1 <= n)%nat ->
  KL K P n <= expect M r n (fun t => rsum (fun y => chosen lev y t * estimator n (r y)) M).
Proof.
  intros Hn. rewrite <- kl_ties by exact Hn.
  apply Rle_trans with (1 := estimator_expectation_upper_bound_ties n Hn). right.
  rewrite expect_rsum. apply rsum_ext. intros y _.
  rewrite (expect_ext M r n _ (fun t => estimator n (r y) * chosen lev y t)) by (intros; ring).
  rewrite expect_scal. apply Rmult_comm.
Qed.

Theorem estimator_expectation_le_formula_ties n :
  (1 <= n)%nat ->
  rsum (fun y => best_of_n M r lev n y * estimator n (r y)) M <= kl_formula n.
Proof.
  intros Hn.
  replace (kl_formula n) with (rsum (fun y => best_of_n M r lev n y * kl_formula n) M)
    by (rewrite rsum_scal_r, best_of_n_total by exact Hn; ring).
  apply rsum_le. intros y Hy.
  assert (D := bon_pos K P levels_are_dist n (lev y) Hn (Hlev y Hy)).
  assert (A := dist_pos _ _ Hr y Hy). assert (L := level_mass_pos y Hy).
  rewrite pmf by auto. apply Rmult_le_compat_l.
  - apply Rmult_le_pos; [|lra]. apply Rmult_le_pos; [lra|]. left. now apply Rinv_0_lt_compat.
  - apply estimator_range; [exact Hn|]. now apply (mass_le_1 M r Hr).
Qed.

End Ties.

(** ** Distinct rewards *)

Theorem pmf_no_ties M r n y :
  is_dist M r -> (1 <= n)%nat -> (y < M)%nat ->
  best_of_n M r (fun y => y) n y = cum r (S y) ^ n - cum r y ^ n.
Proof.
  intros Hr Hn Hy.
  assert (E : forall j, (j < M)%nat -> level_mass M r (fun y => y) j = r j)
    by (intros j Hj; apply (rsum_pick r); exact Hj).
  assert (Q := dist_pos _ _ Hr y Hy).
  rewrite pmf by (try rewrite E; auto). rewrite E by exact Hy.
  unfold bon, cum. rewrite !(rsum_ext (level_mass M r (fun y => y)) r) by (intros; apply E; lia).
  field. lra.
Qed.

(** ** Ties matter: 21 equal outcomes, all tied, n = 2 *)

Definition tied_masses : nat -> R := fun _ => 1 / 21.

Theorem gap_bounds_ignore_ties_false :
  is_dist 21 tied_masses /\
  2 * INR 2 * (INR 2 - 1) * collision 21 tied_masses
    < kl_formula 2 - kl 21 (best_of_n 21 tied_masses (fun _ => 0%nat) 2) tied_masses /\
  kl 21 (best_of_n 21 tied_masses (fun _ => 0%nat) 2) tied_masses = 0.
Proof.
  assert (D : is_dist 21 tied_masses).
  { split; [intros; unfold tied_masses; lra|unfold tied_masses; simpl; lra]. }
  assert (E : kl 21 (best_of_n 21 tied_masses (fun _ => 0%nat) 2) tied_masses = 0).
  { rewrite (kl_ties 21 1) by (lia || (exact D) ||
      (intros j Hj; exists 0%nat; lia)).
    unfold KL, kl, bon, cum. simpl rsum.
    replace (level_mass 21 tied_masses (fun _ => 0%nat) 0) with 1
      by (unfold level_mass, mass, tied_masses; simpl; field).
    replace (((0 + 1) * ((0 + 1) * 1) - 0 * (0 * 1)) / 1) with 1 by field. rewrite ln_1. ring. }
  split; [exact D|]. rewrite E. split; [|reflexivity].
  unfold kl_formula, collision, tied_masses. rewrite rsum_const. simpl INR.
  replace (1 + 1) with 2 by ring. interval with (i_prec 60).
Qed.

(** The win-rate bound fails in the same way: 4 equal outcomes, all tied. *)
Theorem win_rate_gap_bounds_ignore_ties_false :
  is_dist 4 (fun _ => 1 / 4) /\
  (INR 2 - 1) / 2 * collision 4 (fun _ => 1 / 4)
    < INR 2 / (INR 2 + 1) - outcome_win_rate 4 (fun _ => 1 / 4) (fun _ => 0%nat) 2.
Proof.
  assert (D : is_dist 4 (fun _ => 1 / 4)) by (split; [intros; lra|simpl; lra]).
  split; [exact D|].
  rewrite (win_rate_ties 4 1) by (lia || (exact D) || (intros j Hj; exists 0%nat; lia)).
  rewrite (win_rate_midpoints 1). unfold bon, cum. simpl rsum.
  replace (level_mass 4 (fun _ => 1 / 4) (fun _ => 0%nat) 0) with 1
    by (unfold level_mass, mass; simpl; field).
  unfold collision. simpl. lra.
Qed.
