(** * Claims that are false, each with a distribution that refutes it

    - [kl_formula_equality_false]: KL = ln n - (n-1)/n fails, already for one
      outcome and n = 2; on two equal masses KL stays below ln 2 for every n;
    - [win_rate_equality_false]: W = n/(n+1) fails for one outcome, where W = 1/2;
    - [ties_as_wins_break_the_bound]: why a tie counts one half;
    - [gap_vanishes_false]: the KL gap does not tend to 0; it exceeds every
      bound, on every distribution ([kl_gap_unbounded]);
    - [estimator_unbiased_false]: the expectation of d_n(p(Y)) can exceed KL;
    - [kl_gap_cubic_two_false]: the cubic bound of [CubicBound] fails for n = 2;
    - [kl_doubling_false]: twice as many draws can add more than ln 2 to KL. *)

Require Import Reals Lra Lia ZArith List.
From Coquelicot Require Import Rcomplements.
From BonVerify Require Import Sums Logarithms BestOfN Cell KlBound Estimator WinRate
  CertifiedInterval Numbers.
Import ListNotations.
Open Scope R_scope.

(** The distribution on one outcome, and the fair coin. *)
Definition point : nat -> R := fun _ => 1.
Definition coin : nat -> R := fun _ => 1 / 2.

Lemma point_is_dist : is_dist 1 point.
Proof. split; [intros; unfold point; lra|unfold point; simpl; lra]. Qed.

Lemma coin_is_dist : is_dist 2 coin.
Proof. split; [intros; unfold coin; lra|unfold coin; simpl; lra]. Qed.

Lemma kl_point n : (1 <= n)%nat -> KL 1 point n = 0.
Proof.
  intros Hn. unfold KL, kl, bon, cum, point. simpl rsum.
  replace (0 + 1) with 1 by ring. rewrite pow1, pow_i by lia.
  replace ((1 - 0) / 1) with 1 by field. rewrite ln_1. ring.
Qed.

Lemma win_rate_point n : (1 <= n)%nat -> win_rate 1 point n = 1 / 2.
Proof.
  intros Hn. rewrite (win_rate_midpoints 1 point). unfold bon, cum, point. simpl rsum.
  replace (0 + 1) with 1 by ring. rewrite pow1, pow_i by lia. field.
Qed.

Theorem kl_formula_equality_false : is_dist 1 point /\ KL 1 point 2 <> kl_formula 2.
Proof.
  split; [exact point_is_dist|].
  rewrite kl_point by lia. assert (H := kl_formula_pos 2 ltac:(lia)). lra.
Qed.

(** No n >= 2 and no distribution makes the formula an equality. *)
Theorem kl_formula_never_equal K p n : is_dist K p -> (2 <= n)%nat -> KL K p n <> kl_formula n.
Proof.
  intros Hp Hn. assert (H := kl_upper_bound_strict K p Hp n Hn).
  fold (kl_formula n) in H. lra.
Qed.

Theorem kl_coin_bounded n : (1 <= n)%nat -> KL 2 coin n <= ln 2.
Proof.
  intros Hn. assert (H := kl_log_inverse_top 2 coin coin_is_dist n Hn).
  unfold top, coin in H. simpl in H. replace (1 / (1 / 2)) with 2 in H by field. exact H.
Qed.

Theorem win_rate_equality_false :
  is_dist 1 point /\ win_rate 1 point 2 <> INR 2 / (INR 2 + 1).
Proof.
  split; [exact point_is_dist|]. rewrite win_rate_point by lia. simpl. lra.
Qed.

Theorem win_rate_never_equal K p n :
  is_dist K p -> (2 <= n)%nat -> win_rate K p n <> INR n / (INR n + 1).
Proof. intros Hp Hn. assert (H := win_rate_upper_bound_strict K p Hp n Hn). lra. Qed.

(** The tie rule matters: if a tie counted as a full win, the bound n/(n+1)
    itself would fail, here with masses 1/5, 4/5 and n = 2. *)
Definition tie_heavy : nat -> R := fun i => match i with O => 1 / 5 | _ => 4 / 5 end.

Theorem ties_as_wins_break_the_bound :
  is_dist 2 tie_heavy /\
  INR 2 / (INR 2 + 1) < rsum (fun i => bon 2 tie_heavy i * cum tie_heavy (S i)) 2.
Proof.
  split.
  - split; [intros [|i] _; unfold tie_heavy; lra|unfold tie_heavy; simpl; lra].
  - unfold bon, cum, tie_heavy. simpl. lra.
Qed.

(** ** The gap grows beyond every bound *)

Lemma kl_formula_ge n : (1 <= n)%nat -> ln (INR n) - 1 <= kl_formula n.
Proof.
  intros Hn. assert (N := INR_ge_1 n Hn). unfold kl_formula.
  assert (0 < / INR n) by (apply Rinv_0_lt_compat; lra).
  replace ((INR n - 1) / INR n) with (1 - / INR n) by (field; lra). lra.
Qed.

Lemma kl_gap_lower K p n :
  is_dist K p -> (1 <= n)%nat -> ln (INR n * top K p) - 1 <= kl_formula n - KL K p n.
Proof.
  intros Hp Hn. assert (N := INR_ge_1 n Hn). assert (K0 := dist_nonempty K p Hp).
  assert (T : 0 < top K p) by (apply (dist_pos _ _ Hp); lia).
  assert (A := kl_formula_ge n Hn). assert (B := kl_log_inverse_top K p Hp n Hn).
  rewrite ln_div_eq, ln_1 in B by lra. rewrite ln_mult by lra. lra.
Qed.

Theorem kl_gap_unbounded K p C :
  is_dist K p -> exists N, forall n, (N <= n)%nat -> C <= kl_formula n - KL K p n.
Proof.
  intros Hp. assert (K0 := dist_nonempty K p Hp).
  assert (T : 0 < top K p) by (apply (dist_pos _ _ Hp); lia).
  assert (X : 0 < exp (C + 1) / top K p) by (apply Rdiv_lt_0_compat; [apply exp_pos|exact T]).
  destruct (nfloor_ex (exp (C + 1) / top K p) ltac:(lra)) as [N HN].
  exists (S N). intros n Hn. apply Rle_trans with (2 := kl_gap_lower K p n Hp ltac:(lia)).
  assert (M : INR (S N) <= INR n) by (apply le_INR; lia). rewrite S_INR in M.
  enough (C + 1 <= ln (INR n * top K p)) by lra.
  rewrite <- (ln_exp (C + 1)). apply ln_le_mono; [apply exp_pos|].
  replace (exp (C + 1)) with (exp (C + 1) / top K p * top K p) by (field; lra).
  apply Rmult_le_compat_r; lra.
Qed.

Theorem gap_vanishes_false :
  is_dist 1 point /\ ~ Un_cv (fun n => kl_formula n - KL 1 point n) 0.
Proof.
  split; [exact point_is_dist|]. intros H.
  destruct (H 1 ltac:(lra)) as [N1 H1].
  destruct (kl_gap_unbounded 1 point 1 point_is_dist) as [N2 H2].
  specialize (H1 (max N1 N2) ltac:(lia)). specialize (H2 (max N1 N2) ltac:(lia)).
  unfold R_dist in H1. rewrite Rminus_0_r in H1.
  assert (A := Rle_abs (kl_formula (max N1 N2) - KL 1 point (max N1 N2))). lra.
Qed.

(** ** The estimator is biased upwards *)

(** With two levels or more the bias is strictly positive: every level but the
    lowest contributes F_(i-1)^n phi(p_i) to it. *)
Theorem estimator_always_biased K p n :
  is_dist K p -> (2 <= K)%nat -> (2 <= n)%nat ->
  KL K p n < rsum (fun i => bon n p i * estimator n (p i)) K.
Proof.
  intros Hp HK Hn.
  assert (A := estimator_expectation_slack K p Hp n ltac:(lia)). unfold expected_estimator in A.
  assert (0 < rsum (fun i => cum p i ^ n * phi n (p i)) K); [|lra].
  assert (C := cum_cell K p Hp 0 ltac:(lia)).
  apply Rlt_le_trans with (cum p 1 ^ n * phi n (p 1%nat)).
  - apply Rmult_lt_0_compat; [apply pow_lt; lra|].
    apply phi_pos; [exact Hn|]. apply (mass_le_1 K p Hp). lia.
  - apply (rsum_term_le (fun i => cum p i ^ n * phi n (p i))); [|lia]. intros i Hi.
    assert (D := cum_cell K p Hp i Hi).
    apply Rmult_le_pos; [apply pow_le; lra|]. apply phi_nonneg; [lia|].
    now apply (mass_le_1 K p Hp).
Qed.

Theorem estimator_unbiased_false :
  is_dist 2 coin /\ KL 2 coin 2 <> rsum (fun i => bon 2 coin i * estimator 2 (coin i)) 2.
Proof.
  split; [exact coin_is_dist|].
  assert (A := estimator_always_biased 2 coin 2 coin_is_dist ltac:(lia) ltac:(lia)). lra.
Qed.

(** ** The cubic bound needs n >= 3 *)

Theorem kl_gap_cubic_two_false :
  is_dist 1 point /\
  INR 2 * (INR 2 - 1) ^ 2 / 24 * rsum (fun i => point i ^ 3) 1 < kl_formula 2 - KL 1 point 2.
Proof.
  split; [exact point_is_dist|]. rewrite kl_point by lia.
  unfold kl_formula, point. simpl. replace (1 + 1) with 2 by ring. interval with (i_prec 60).
Qed.

(** ** Twice as many draws *)

Theorem kl_doubling_false : let p := weights [7; 1]%Z in
  is_dist 2 p /\ ln 2 < KL 2 p 14 - KL 2 p 7.
Proof.
  intros p. split.
  - apply (weights_is_dist [7; 1]%Z); [discriminate|]. repeat constructor.
  - unfold p. cbv [KL kl rsum bon cum weights nth total fold_right Z.add Pos.add Pos.succ Pos.add_carry].
    interval with (i_prec 60).
Qed.
