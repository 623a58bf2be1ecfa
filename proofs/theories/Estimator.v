(** * The estimator d_n

    After seeing one draw Y of best-of-n with reference mass e = p(Y), the
    estimator d_n(e) is reported in place of KL.  Its defining expression is
    [estimator n e]; it equals ln n - (n-1)/n - phi(e) ([estimator_phi]).

    - [estimator_range]: 0 <= d_n <= ln n - (n-1)/n;
      [estimator_decreasing]; [estimator_at_1]: d_n(1) = 0;
    - [kl_top_atom_bound]: KL <= d_n (top), and so the gap is at least
      phi (top);
    - [estimator_expectation_upper_bound]: the expectation of d_n(p(Y)) under
      best-of-n is at least KL, and [estimator_expectation_le_formula]: it is
      at most ln n - (n-1)/n.  The first holds term by term in the gap
      identity, because p_i <= p_i/F_i and q_i <= F_i^n;
      [estimator_expectation_slack] keeps what the argument gives away. *)

Require Import Reals Lra Lia.
From BonVerify Require Import Sums Logarithms BestOfN Cell KlBound.
Open Scope R_scope.

Definition estimator (n : nat) (e : R) : R :=
  (1 - e) ^ n * (ln (INR n) + (INR n - 1) * ln (1 - e) - (INR n - 1) / INR n)
  + (1 - (1 - e) ^ n) * ln ((1 - (1 - e) ^ n) / e).

Lemma estimator_phi n e : estimator n e = kl_formula n - phi n e.
Proof.
  unfold estimator, phi, cell. rewrite G_1, pow1. unfold G.
  replace (1 - (1 - e)) with e by ring. ring.
Qed.

Theorem estimator_range n e :
  (1 <= n)%nat -> 0 < e <= 1 -> 0 <= estimator n e <= kl_formula n.
Proof.
  intros Hn He. rewrite estimator_phi.
  assert (A := phi_nonneg n e Hn He). assert (B := phi_mono n e 1 Hn He ltac:(lra)).
  rewrite phi_1 in B by exact Hn. lra.
Qed.

Theorem estimator_decreasing n e e' :
  (1 <= n)%nat -> 0 < e <= e' -> e' <= 1 -> estimator n e' <= estimator n e.
Proof.
  intros Hn He He'. rewrite !estimator_phi. assert (B := phi_mono n e e' Hn He He'). lra.
Qed.

Theorem estimator_strictly_decreasing n e e' :
  (2 <= n)%nat -> 0 < e < e' -> e' <= 1 -> estimator n e' < estimator n e.
Proof.
  intros Hn He He'. rewrite !estimator_phi. assert (B := phi_strict_mono n e e' Hn He He'). lra.
Qed.

Theorem estimator_at_1 n : (1 <= n)%nat -> estimator n 1 = 0.
Proof. intros Hn. rewrite estimator_phi, phi_1 by exact Hn. ring. Qed.

Section Expectation.
Variables (K : nat) (p : nat -> R).
Hypothesis Hp : is_dist K p.

Theorem kl_top_atom_bound n : (1 <= n)%nat -> KL K p n <= estimator n (top K p).
Proof. intros Hn. rewrite estimator_phi. assert (H := kl_gap_top_atom K p Hp n Hn). lra. Qed.

(** The expectation of d_n(p(Y)), Y drawn from best-of-n. *)
Definition expected_estimator (n : nat) : R := rsum (fun i => bon n p i * estimator n (p i)) K.

Lemma expected_estimator_phi n :
  (1 <= n)%nat ->
  kl_formula n - expected_estimator n = rsum (fun i => bon n p i * phi n (p i)) K.
Proof.
  intros Hn. unfold expected_estimator.
  rewrite (rsum_ext _ (fun i => bon n p i * kl_formula n - bon n p i * phi n (p i))).
  2: { intros; rewrite estimator_phi; ring. }
  rewrite rsum_minus, rsum_scal_r, (bon_total K p Hp) by exact Hn. ring.
Qed.

Theorem estimator_expectation_slack n :
  (1 <= n)%nat ->
  rsum (fun i => cum p i ^ n * phi n (p i)) K <= expected_estimator n - KL K p n.
Proof.
  intros Hn.
  assert (A := kl_gap_identity K p Hp n Hn). assert (B := expected_estimator_phi n Hn).
  assert (C : rsum (fun i => bon n p i * phi n (p i)) K + rsum (fun i => cum p i ^ n * phi n (p i)) K
              <= rsum (fun i => cum p (S i) ^ n * phi n (p i / cum p (S i))) K); [|lra].
  rewrite <- rsum_plus. apply rsum_le. intros i Hi.
  replace (bon n p i * phi n (p i) + cum p i ^ n * phi n (p i)) with (cum p (S i) ^ n * phi n (p i))
    by (unfold bon; ring).
  assert (Q := cum_cell K p Hp i Hi). assert (M := relative_mass K p Hp i Hi).
  assert (P := dist_pos _ _ Hp i Hi).
  apply Rmult_le_compat_l; [apply pow_le; lra|]. apply phi_mono; [exact Hn|lra|lra].
Qed.

Theorem estimator_expectation_upper_bound n :
  (1 <= n)%nat -> KL K p n <= rsum (fun i => bon n p i * estimator n (p i)) K.
Proof.
  intros Hn. fold (expected_estimator n). assert (A := estimator_expectation_slack n Hn).
  assert (0 <= rsum (fun i => cum p i ^ n * phi n (p i)) K); [|lra].
  apply rsum_nonneg. intros i Hi. apply Rmult_le_pos.
  - apply pow_le. assert (Q := cum_cell K p Hp i Hi). lra.
  - apply phi_nonneg; [exact Hn|]. now apply (mass_le_1 K p Hp).
Qed.

Theorem estimator_expectation_le_formula n :
  (1 <= n)%nat -> rsum (fun i => bon n p i * estimator n (p i)) K <= kl_formula n.
Proof.
  intros Hn. fold (expected_estimator n). assert (A := expected_estimator_phi n Hn).
  assert (0 <= rsum (fun i => bon n p i * phi n (p i)) K); [|lra].
  apply rsum_nonneg. intros i Hi. apply Rmult_le_pos.
  - left. now apply (bon_pos K p Hp).
  - apply phi_nonneg; [exact Hn|]. now apply (mass_le_1 K p Hp).
Qed.

End Expectation.
