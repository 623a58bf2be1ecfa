(** * Best-of-n on a finite policy can lie above the continuous curve

    The continuous best-of-t policy, t >= 1 real, has KL = ln t - (t-1)/t and
    win rate t/(t+1): [curve_kl], [curve_win].  One might expect that coarsening
    only moves a policy below that curve.  It does not: the weights (2,1,1,1)
    with n = 2 give KL = 0.1592... and win rate 163/250 = 0.652, while the curve
    at that KL has win rate 0.65084...  Nor does it for n >= 3: the weights
    (4,1,1,1,1,1,1) with n = 3 lie above it as well.

    [curve_strictly_increasing] and [curve_reaches] make the curve a graph over
    the KL axis; [bon_curve_dominates_false] and [bon_curve_dominates_from_three_false] are
    the refutations, for the one real t whose KL coincides and for every t with
    no larger KL. *)

Require Import Reals Ranalysis5 Lra Lia ZArith List.
From Coquelicot Require Import Coquelicot.
From BonVerify Require Import Sums Logarithms BestOfN Numbers CertifiedInterval.
Import ListNotations.
Open Scope R_scope.

Definition curve_kl (t : R) : R := ln t - (t - 1) / t.
Definition curve_win (t : R) : R := t / (t + 1).

Lemma curve_strictly_increasing s t : 1 <= s < t -> curve_kl s < curve_kl t.
Proof.
  intros H. unfold curve_kl.
  assert (Hne : s / t <> 1).
  { intros Q. apply (Rmult_eq_compat_r t) in Q. unfold Rdiv in Q.
    rewrite Rmult_assoc, Rinv_l in Q by lra. lra. }
  assert (L := ln_lt_sub1 (s / t) ltac:(apply Rdiv_lt_0_compat; lra) Hne).
  rewrite ln_div_eq in L by lra.
  replace ((t - 1) / t) with (1 - / t) by (field; lra).
  replace ((s - 1) / s) with (1 - / s) by (field; lra).
  (* s/t - 1 <= 1/t - 1/s, because s >= 1 *)
  enough (s / t - 1 <= / t - / s) by lra.
  apply Rmult_le_reg_r with (s * t); [nra|].
  replace ((s / t - 1) * (s * t)) with (s * (s - t)) by (field; lra).
  replace ((/ t - / s) * (s * t)) with (s - t) by (field; lra). nra.
Qed.

Lemma curve_increasing s t : 1 <= s <= t -> curve_kl s <= curve_kl t.
Proof.
  intros [Hs [H| <- ]]; [|lra]. left. now apply curve_strictly_increasing.
Qed.

Lemma curve_win_increasing s t : 0 < s <= t -> curve_win s <= curve_win t.
Proof.
  intros H. unfold curve_win. apply Rmult_le_reg_r with (t + 1); [lra|].
  replace (t / (t + 1) * (t + 1)) with t by (field; lra).
  apply Rmult_le_reg_r with (s + 1); [lra|].
  replace (s / (s + 1) * (t + 1) * (s + 1)) with (s * (t + 1)) by (field; lra). lra.
Qed.

(** The curve has a point over every KL. *)
Lemma curve_reaches v : 0 <= v -> exists t, 1 <= t /\ curve_kl t = v.
Proof.
  intros Hv. assert (E1 : curve_kl 1 = 0) by (unfold curve_kl; rewrite ln_1; field).
  destruct (Req_dec v 0) as [->|N]; [exists 1; split; [lra|exact E1]|].
  set (s := exp (v + 1)). assert (S0 : 0 < s) by apply exp_pos.
  assert (S1 : 1 < s) by (unfold s; rewrite <- exp_0 at 1; apply exp_increasing; lra).
  assert (Es : curve_kl s = v + / s) by (unfold curve_kl; replace (ln s) with (v + 1) by (unfold s; now rewrite ln_exp); field; lra).
  assert (I := Rinv_0_lt_compat s S0).
  destruct (IVT_interv (fun t => curve_kl t - v) 1 s) as [t [Ht E]].
  - intros t Ht. apply derivable_continuous_pt. exists (/ t - / t ^ 2). apply is_derive_Reals.
    unfold curve_kl. auto_derive; [repeat split; lra|]. field. lra.
  - exact S1.
  - lra.
  - lra.
  - exists t. split; lra.
Qed.

(** A policy lies above the curve when the curve reaches its win rate only with
    a larger KL. *)
Section Above.

Variables (K : nat) (p : nat -> R) (n : nat) (s : R).
Hypothesis s_above : 1 <= s.
Hypothesis win : win_rate K p n = curve_win s.
Hypothesis kl_nonneg : 0 <= KL K p n.
Hypothesis kl_below : KL K p n < curve_kl s.

Lemma below_curve t : 1 <= t -> curve_kl t <= KL K p n -> curve_win t < win_rate K p n.
Proof.
  intros Ht Hkl. rewrite win.
  assert (t < s).
  { apply Rnot_le_lt. intros H. assert (B := curve_increasing s t ltac:(lra)). lra. }
  unfold curve_win. apply Rmult_lt_reg_r with (t + 1); [lra|].
  replace (t / (t + 1) * (t + 1)) with t by (field; lra).
  apply Rmult_lt_reg_r with (s + 1); [lra|].
  replace (s / (s + 1) * (t + 1) * (s + 1)) with (s * (t + 1)) by (field; lra). lra.
Qed.

Lemma above_curve :
  (exists t, 1 <= t /\ curve_kl t = KL K p n /\ curve_win t < win_rate K p n) /\
  (forall t, 1 <= t -> curve_kl t <= KL K p n -> curve_win t < win_rate K p n).
Proof.
  split; [|exact below_curve].
  destruct (curve_reaches (KL K p n) kl_nonneg) as [t [Ht E]].
  exists t. split; [exact Ht|]. split; [exact E|]. apply below_curve; lra.
Qed.

End Above.

(** For n = 2. *)
Definition policy : nat -> R := weights [2; 1; 1; 1]%Z.

Lemma policy_is_dist : is_dist 4 policy.
Proof.
  apply (weights_is_dist [2; 1; 1; 1]%Z); [discriminate|].
  repeat constructor.
Qed.

Lemma policy_kl : 0.159208908518 <= KL 4 policy 2 <= 0.159208908519.
Proof. unfold policy. certify_kl 80%positive. Qed.

Lemma policy_win_rate : win_rate 4 policy 2 = 163 / 250.
Proof.
  rewrite (win_rate_midpoints 4 policy).
  unfold policy, bon, cum, weights, total. simpl. field.
Qed.

Theorem bon_curve_dominates_false :
  is_dist 4 policy /\
  (exists t, 1 <= t /\ curve_kl t = KL 4 policy 2 /\ curve_win t < win_rate 4 policy 2) /\
  (forall t, 1 <= t -> curve_kl t <= KL 4 policy 2 -> curve_win t < win_rate 4 policy 2).
Proof.
  split; [exact policy_is_dist|].
  assert (A := policy_kl).
  apply (above_curve 4 policy 2 (163 / 87)); [lra| |lra|].
  - rewrite policy_win_rate. unfold curve_win. field.
  - assert (0.1615 <= curve_kl (163 / 87)) by (unfold curve_kl; interval with (i_prec 60)). lra.
Qed.

(** Equally likely levels for n = 2: nine of them. *)
Definition policy_nine : nat -> R := weights [1; 1; 1; 1; 1; 1; 1; 1; 1]%Z.

Lemma policy_nine_is_dist : is_dist 9 policy_nine.
Proof.
  apply (weights_is_dist [1; 1; 1; 1; 1; 1; 1; 1; 1]%Z); [discriminate|].
  repeat constructor.
Qed.

Theorem bon_curve_dominates_nine_equal_levels_false :
  is_dist 9 policy_nine /\
  (exists t, 1 <= t /\ curve_kl t = KL 9 policy_nine 2 /\ curve_win t < win_rate 9 policy_nine 2) /\
  (forall t, 1 <= t -> curve_kl t <= KL 9 policy_nine 2 -> curve_win t < win_rate 9 policy_nine 2).
Proof.
  split; [exact policy_nine_is_dist|].
  assert (A : 0.188528363 <= KL 9 policy_nine 2 <= 0.188528364) by (unfold policy_nine; certify_kl 80%positive).
  apply (above_curve 9 policy_nine 2 (323 / 163)); [lra| |lra|].
  - rewrite (win_rate_midpoints 9 policy_nine). unfold policy_nine, bon, cum, weights, total, curve_win. simpl. field.
  - assert (0.188546085 <= curve_kl (323 / 163)) by (unfold curve_kl; interval with (i_prec 60)). lra.
Qed.

(** For n = 3. *)
Definition policy_three : nat -> R := weights [4; 1; 1; 1; 1; 1; 1]%Z.

Lemma policy_three_is_dist : is_dist 7 policy_three.
Proof.
  apply (weights_is_dist [4; 1; 1; 1; 1; 1; 1]%Z); [discriminate|].
  repeat constructor.
Qed.

Lemma policy_three_kl : 0.401303582021 <= KL 7 policy_three 3 <= 0.401303582022.
Proof. unfold policy_three. certify_kl 80%positive. Qed.

Lemma policy_three_win_rate : win_rate 7 policy_three 3 = 1483 / 2000.
Proof.
  rewrite (win_rate_midpoints 7 policy_three).
  unfold policy_three, bon, cum, weights, total. simpl. field.
Qed.

Theorem bon_curve_dominates_from_three_false :
  is_dist 7 policy_three /\
  (exists t, 1 <= t /\ curve_kl t = KL 7 policy_three 3 /\ curve_win t < win_rate 7 policy_three 3) /\
  (forall t, 1 <= t -> curve_kl t <= KL 7 policy_three 3 -> curve_win t < win_rate 7 policy_three 3).
Proof.
  split; [exact policy_three_is_dist|].
  assert (A := policy_three_kl).
  apply (above_curve 7 policy_three 3 (1483 / 517)); [lra| |lra|].
  - rewrite policy_three_win_rate. unfold curve_win. field.
  - assert (0.4023 <= curve_kl (1483 / 517)) by (unfold curve_kl; interval with (i_prec 60)). lra.
Qed.
