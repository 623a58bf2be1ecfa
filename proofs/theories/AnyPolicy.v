(** * What holds for every policy

    [s] is any policy on K outcomes ([is_policy]: masses of 0 are allowed), [p] a
    reference of positive masses.

    - [ln_jensen]: the mean of a logarithm is at most the logarithm of the mean;
    - [kl_chi_squared]: KL <= ln (1 + chi^2), by Jensen's inequality for r/p;
      [chi_squared_exp_kl_false]: chi^2 <= e^KL - 1 fails for best of 2 of two equal
      masses;
    - [tilt_optimal]: for a real reward v, no policy has a mean reward minus KL / beta
      above ln (sum of p e^(beta v)) / beta, and [tilt_attains] it is that of p e^(beta v) / Z;
    - [chi_squared_tilt_optimal]: the policy p max(0, (v - lambda) / beta) maximises the
      mean reward minus beta/2 chi^2; [chi_squared_tilt_exists]: some lambda makes its
      total 1. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From BonVerify Require Import Sums Logarithms BestOfN Refutations CertifiedInterval.
Open Scope R_scope.

Definition is_policy (K : nat) (s : nat -> R) : Prop := (forall i, (i < K)%nat -> 0 <= s i) /\ rsum s K = 1.

Lemma dist_is_policy K p : is_dist K p -> is_policy K p.
Proof. intros Hp. split; [intros i Hi; left; now apply (dist_pos _ _ Hp)|exact (dist_total _ _ Hp)]. Qed.

(** The values x matter only where s has mass. *)
Lemma ln_jensen K s x : is_policy K s -> (forall i, (i < K)%nat -> 0 < s i -> 0 < x i) ->
  rsum (fun i => s i * ln (x i)) K <= ln (rsum (fun i => s i * x i) K).
Proof.
  intros [Hs H1] Hx. set (m := rsum (fun i => s i * x i) K).
  assert (N : forall i, (i < K)%nat -> 0 <= s i * x i).
  { intros i Hi. destruct (Hs i Hi) as [P|P]; [|rewrite <- P; lra].
    left. apply Rmult_lt_0_compat; [exact P|now apply Hx]. }
  assert (M : 0 < m).
  { apply Rnot_le_lt. intros M0. rewrite (rsum_ext s (fun _ => 0)), rsum_zero in H1; [lra|]. intros i Hi.
    assert (T := rsum_term_le (fun i => s i * x i) i K N Hi). cbv beta in T. fold m in T.
    destruct (Hs i Hi) as [P|P]; [|auto]. assert (Q := Rmult_lt_0_compat _ _ P (Hx i Hi P)). lra. }
  apply Rle_trans with (rsum (fun i => s i * (ln m - 1) + s i * x i * / m) K).
  - apply rsum_le. intros i Hi. destruct (Hs i Hi) as [P|P]; [|rewrite <- P; lra].
    assert (X := Hx i Hi P). assert (L := ln_le_sub1 (x i / m) (Rdiv_lt_0_compat _ _ X M)).
    rewrite ln_div_eq in L by assumption. apply (Rmult_le_compat_l (s i)) in L; [|lra].
    unfold Rdiv in L. lra.
  - rewrite rsum_plus, !rsum_scal_r, H1. fold m. right. field. lra.
Qed.

Definition chi_squared_of (K : nat) (s p : nat -> R) : R := rsum (fun i => (s i - p i) ^ 2 / p i) K.

Theorem chi_squared_exp_kl_false :
  is_dist 2 coin /\ exp (KL 2 coin 2) - 1 < chi_squared_of 2 (bon 2 coin) coin.
Proof.
  split; [exact coin_is_dist|]. unfold KL, kl, chi_squared_of, bon, cum, coin. simpl.
  interval with (i_prec 60).
Qed.

Section AnyPolicy.
Variables (K : nat) (p s : nat -> R).
Hypothesis Hp : is_dist K p.
Hypothesis Hs : is_policy K s.

Theorem kl_chi_squared : kl K s p <= ln (1 + chi_squared_of K s p).
Proof.
  replace (1 + chi_squared_of K s p) with (rsum (fun i => s i * (s i / p i)) K).
  - apply ln_jensen; [exact Hs|]. intros i Hi P. apply Rdiv_lt_0_compat; [exact P|now apply (dist_pos _ _ Hp)].
  - unfold chi_squared_of. destruct Hs as [_ H1]. rewrite <- (dist_total _ _ Hp) at 1.
    rewrite <- rsum_plus.
    rewrite (rsum_ext (fun i => p i + (s i - p i) ^ 2 / p i) (fun i => s i * (s i / p i) + 2 * (p i - s i))).
    + rewrite (rsum_plus (fun i => s i * (s i / p i))), rsum_scal, rsum_minus, H1, (dist_total _ _ Hp). ring.
    + intros i Hi. assert (P := dist_pos _ _ Hp i Hi). field. lra.
Qed.

Variable v : nat -> R.
Variable beta : R.
Hypothesis Hbeta : 0 < beta.

(** ** Mean reward against KL *)

Definition tilt_total : R := rsum (fun i => p i * exp (beta * v i)) K.
Definition tilt (i : nat) : R := p i * exp (beta * v i) / tilt_total.

Lemma tilt_total_pos : 0 < tilt_total.
Proof.
  apply rsum_pos; [exact (dist_nonempty K p Hp)|]. intros i Hi.
  apply Rmult_lt_0_compat; [now apply (dist_pos _ _ Hp)|apply exp_pos].
Qed.

Lemma tilt_is_dist : is_dist K tilt.
Proof.
  assert (Z := tilt_total_pos). split.
  - intros i Hi. apply Rdiv_lt_0_compat; [|exact Z].
    apply Rmult_lt_0_compat; [now apply (dist_pos _ _ Hp)|apply exp_pos].
  - unfold tilt, Rdiv. rewrite rsum_scal_r. fold tilt_total. field. lra.
Qed.

(** The mean of the log-ratio of the tilt. *)
Lemma tilt_log_ratio r : rsum r K = 1 ->
  rsum (fun i => r i * ln (tilt i / p i)) K = beta * rsum (fun i => r i * v i) K - ln tilt_total.
Proof.
  intros H1. assert (Z := tilt_total_pos). rewrite <- rsum_scal.
  replace (ln tilt_total) with (rsum r K * ln tilt_total) by (rewrite H1; ring).
  rewrite <- rsum_scal_r, <- rsum_minus. apply rsum_ext. intros i Hi. assert (P := dist_pos _ _ Hp i Hi).
  unfold tilt. replace (p i * exp (beta * v i) / tilt_total / p i) with (exp (beta * v i) / tilt_total) by (field; lra).
  rewrite ln_div_eq, ln_exp by (assumption || apply exp_pos). ring.
Qed.

Theorem tilt_optimal : rsum (fun i => s i * v i) K - kl K s p / beta <= ln tilt_total / beta.
Proof.
  assert (D := tilt_is_dist).
  assert (G := gibbs K p Hp s tilt (proj1 Hs) (dist_pos _ _ D)).
  rewrite (dist_total _ _ D), tilt_log_ratio in G by exact (proj2 Hs). specialize (G (proj2 Hs)).
  apply Rmult_le_reg_r with beta; [exact Hbeta|].
  unfold Rdiv. rewrite Rmult_minus_distr_r, !Rmult_assoc, Rinv_l by lra. lra.
Qed.

Theorem tilt_attains : rsum (fun i => tilt i * v i) K - kl K tilt p / beta = ln tilt_total / beta.
Proof. unfold kl. rewrite (tilt_log_ratio tilt (dist_total _ _ tilt_is_dist)). field. lra. Qed.

(** ** Mean reward against chi^2 *)

Definition chi_squared_tilt (lambda : R) (i : nat) : R := p i * Rmax 0 ((v i - lambda) / beta).

(** The concave objective of one outcome, x and y ratios to p, lies below its tangent at y. *)
Lemma chi_squared_term a lambda x : 0 <= x -> let y := Rmax 0 ((a - lambda) / beta) in
  x * a - beta / 2 * (x - 1) ^ 2 + (lambda + beta) * y <= y * a - beta / 2 * (y - 1) ^ 2 + (lambda + beta) * x.
Proof.
  intros Hx y. assert (S := pow2_ge_0 (x - y)). assert (B := Rmult_le_pos _ _ (Rlt_le _ _ Hbeta) S).
  unfold y, Rmax in *. destruct (Rle_dec 0 ((a - lambda) / beta)) as [H|H].
  - set (z := (a - lambda) / beta) in *. replace a with (lambda + beta * z) by (unfold z; field; lra). lra.
  - assert (a < lambda).
    { apply Rnot_le_lt. intros G. apply H. apply Rmult_le_pos; [lra|]. left. now apply Rinv_0_lt_compat. }
    assert (0 <= x * (lambda - a)) by (apply Rmult_le_pos; lra). lra.
Qed.

Theorem chi_squared_tilt_optimal lambda : let q := chi_squared_tilt lambda in rsum q K = 1 ->
  rsum (fun i => s i * v i) K - beta / 2 * chi_squared_of K s p
  <= rsum (fun i => q i * v i) K - beta / 2 * chi_squared_of K q p.
Proof.
  intros q Hq. unfold chi_squared_of. rewrite <- !rsum_scal, <- !rsum_minus.
  enough (X : rsum (fun i => s i * v i - beta / 2 * ((s i - p i) ^ 2 / p i) + (lambda + beta) * q i) K
    <= rsum (fun i => q i * v i - beta / 2 * ((q i - p i) ^ 2 / p i) + (lambda + beta) * s i) K).
  { rewrite !rsum_plus, !(rsum_scal (lambda + beta)), Hq, (proj2 Hs) in X. lra. }
  apply rsum_le. intros i Hi. assert (P := dist_pos _ _ Hp i Hi).
  assert (X : 0 <= s i / p i).
  { apply Rmult_le_pos; [now apply (proj1 Hs)|]. left. now apply Rinv_0_lt_compat. }
  assert (T := chi_squared_term (v i) lambda (s i / p i) X). cbv zeta in T.
  unfold q, chi_squared_tilt. set (y := Rmax 0 ((v i - lambda) / beta)) in *.
  apply (Rmult_le_compat_l (p i)) in T; [|lra].
  replace (p i * (s i / p i * v i - beta / 2 * (s i / p i - 1) ^ 2 + (lambda + beta) * y))
    with (s i * v i - beta / 2 * ((s i - p i) ^ 2 / p i) + (lambda + beta) * (p i * y)) in T by (field; lra).
  replace (p i * (y * v i - beta / 2 * (y - 1) ^ 2 + (lambda + beta) * (s i / p i)))
    with (p i * y * v i - beta / 2 * ((p i * y - p i) ^ 2 / p i) + (lambda + beta) * s i) in T by (field; lra).
  exact T.
Qed.

Lemma chi_squared_tilt_continuous : continuity (fun lambda => rsum (chi_squared_tilt lambda) K).
Proof.
  clear Hp Hs. induction K as [|k IH].
  - apply continuity_const. intros x y. reflexivity.
  - apply (continuity_plus (fun lambda => rsum (chi_squared_tilt lambda) k) (fun lambda => chi_squared_tilt lambda k));
      [exact IH|].
    intros x. unfold chi_squared_tilt.
    apply (continuity_pt_ext (fun l => p k * (((v k - l) / beta + Rabs ((v k - l) / beta)) / 2))).
    { intros l. f_equal. unfold Rmax, Rabs. destruct (Rcase_abs _), (Rle_dec _ _); lra. }
    assert (C : continuity_pt (fun l => (v k - l) / beta) x).
    { apply continuity_pt_filterlim, (ex_derive_continuous (fun l => (v k - l) / beta)). auto_derive. exact I. }
    apply (continuity_pt_scal (fun l => ((v k - l) / beta + Rabs ((v k - l) / beta)) / 2)).
    apply (continuity_pt_mult (fun l => (v k - l) / beta + Rabs ((v k - l) / beta)) (fun _ => / 2));
      [|apply continuity_pt_const; intros y z; reflexivity].
    apply (continuity_pt_plus (fun l => (v k - l) / beta)); [exact C|].
    apply (continuity_pt_comp (fun l => (v k - l) / beta) Rabs); [exact C|apply Rcontinuity_abs].
Qed.

(** The total decreases from 1 or more, below all values by beta, to 0, above all values. *)
Theorem chi_squared_tilt_exists : exists lambda, is_policy K (chi_squared_tilt lambda).
Proof.
  assert (N : forall l i, (i < K)%nat -> 0 <= chi_squared_tilt l i).
  { intros l i Hi. assert (P := dist_pos _ _ Hp i Hi). apply Rmult_le_pos; [lra|apply Rmax_l]. }
  set (b := rsum (fun i => Rabs (v i)) K).
  assert (B : forall i, (i < K)%nat -> - b <= v i <= b).
  { intros i Hi. apply Rabs_le_between. apply (rsum_term_le (fun i => Rabs (v i))); [|exact Hi].
    intros j _. apply Rabs_pos. }
  assert (B0 : 0 <= b) by (apply rsum_nonneg; intros; apply Rabs_pos).
  assert (Low : 1 <= rsum (chi_squared_tilt (- b - beta)) K).
  { rewrite <- (dist_total _ _ Hp). apply rsum_le. intros i Hi. assert (P := dist_pos _ _ Hp i Hi). assert (X := B i Hi).
    rewrite <- (Rmult_1_r (p i)) at 1. apply Rmult_le_compat_l; [lra|].
    apply Rle_trans with (2 := Rmax_r _ _). apply Rmult_le_reg_r with beta; [exact Hbeta|].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  assert (High : rsum (chi_squared_tilt b) K = 0).
  { rewrite (rsum_ext _ (fun _ => 0)); [apply rsum_zero|]. intros i Hi. assert (X := B i Hi).
    unfold chi_squared_tilt. rewrite Rmax_left; [ring|]. unfold Rdiv.
    assert (0 <= (b - v i) * / beta) by (apply Rmult_le_pos; [lra|left; now apply Rinv_0_lt_compat]). lra. }
  destruct (IVT_cor (fun l => 1 - rsum (chi_squared_tilt l) K) (- b - beta) b) as [l [_ E]].
  - apply (continuity_minus (fun _ => 1)); [|exact chi_squared_tilt_continuous].
    apply continuity_const. intros x y. reflexivity.
  - lra.
  - rewrite High. enough (0 <= (rsum (chi_squared_tilt (- b - beta)) K - 1) * 1) by lra.
    apply Rmult_le_pos; lra.
  - exists l. split; [exact (N l)|lra].
Qed.

End AnyPolicy.
