(** * Rewind and repeat

    Draw until the level is at least t.  A draw is accepted with probability
    P = p_t + ... + p_(K-1); a run that rejects k draws and then accepts
    outcome i has probability (1 - P)^k p_i.

    - [rewind_law]: summing over k, the accepted outcome is i with
      probability p_i / P;
    - [rewind_kl]: the KL divergence of that policy from p is - ln P;
    - [rewind_win_rate]: its win rate is 1 - P/2, that is 1 - e^(-KL)/2
      ([rewind_win_rate_kl]);
    - [rewind_draws]: the expected number of draws is 1/P. *)

Require Import Reals Lra Lia Arith.
From Coquelicot Require Import Coquelicot.
From BonVerify Require Import Sums Logarithms BestOfN.
Open Scope R_scope.

Lemma is_series_times c (a : nat -> R) l : is_series a l -> is_series (fun k => c * a k) (c * l).
Proof. intros H. apply (is_series_scal (K := R_AbsRing) (V := R_NormedModule) c a l H). Qed.

(** The case 0 < x <= 1 of the geometric series, and its derivative. *)
Lemma geometric P : 0 < P <= 1 -> is_series (fun k => (1 - P) ^ k) (/ P).
Proof.
  intros H. replace (/ P) with (/ (1 - (1 - P))) by (f_equal; ring).
  apply is_series_geom. rewrite Rabs_right; lra.
Qed.

Lemma geometric_square P : 0 < P <= 1 -> is_series (fun k => INR (S k) * (1 - P) ^ k) (/ P * / P).
Proof.
  intros H.
  apply (is_series_ext (fun n => sum_f_R0 (fun k => (1 - P) ^ k * (1 - P) ^ (n - k)) n)).
  - intros n. rewrite (sum_eq _ (fun _ => (1 - P) ^ n)).
    + rewrite sum_cte. apply Rmult_comm.
    + intros i Hi. rewrite <- pow_add. f_equal. lia.
  - apply is_series_mult_pos; try (now apply geometric); intros k; apply pow_le; lra.
Qed.

Section Rewind.
Variables (K : nat) (p : nat -> R) (t : nat).
Hypothesis Hp : is_dist K p.
Hypothesis Ht : (t < K)%nat.

(** The acceptance probability. *)
Definition accept : R := 1 - cum p t.

Definition rewind (i : nat) : R := if Nat.ltb i t then 0 else p i / accept.

Lemma accept_bounds : 0 < accept <= 1.
Proof. unfold accept. assert (C := cum_cell K p Hp t Ht). lra. Qed.

Lemma accept_mass : accept = rsum (fun i => p (t + i)%nat) (K - t).
Proof.
  unfold accept. rewrite <- (cum_K K p Hp). unfold cum.
  replace K with (t + (K - t))%nat at 1 by lia. rewrite rsum_split. ring.
Qed.

Theorem rewind_law i :
  is_series (fun k => (1 - accept) ^ k * (if Nat.ltb i t then 0 else p i)) (rewind i).
Proof.
  set (c := if Nat.ltb i t then 0 else p i).
  replace (rewind i) with (c * / accept)
    by (unfold c, rewind; destruct (Nat.ltb i t); unfold Rdiv; ring).
  apply (is_series_ext (fun k => c * (1 - accept) ^ k)); [intros; apply Rmult_comm|].
  apply is_series_times, geometric, accept_bounds.
Qed.

(** Sums against the policy run over the accepted levels. *)
Lemma rewind_sum (f : nat -> R) :
  rsum (fun i => rewind i * f i) K = rsum (fun i => p (t + i)%nat / accept * f (t + i)%nat) (K - t).
Proof.
  replace K with (t + (K - t))%nat at 1 by lia. rewrite rsum_split.
  rewrite (rsum_ext _ (fun _ => 0) t), rsum_zero, Rplus_0_l.
  - apply rsum_ext. intros i _. unfold rewind. destruct (Nat.ltb_spec (t + i) t); [lia|reflexivity].
  - intros i Hi. unfold rewind. destruct (Nat.ltb_spec i t); [ring|lia].
Qed.

Theorem rewind_total : rsum rewind K = 1.
Proof.
  assert (A := accept_bounds).
  rewrite (rsum_ext _ (fun i => rewind i * 1)), rewind_sum by (intros; ring).
  rewrite (rsum_ext _ (fun i => p (t + i)%nat * / accept)) by (intros; unfold Rdiv; ring).
  rewrite rsum_scal_r, <- accept_mass. field. lra.
Qed.

Theorem rewind_kl : kl K rewind p = - ln accept.
Proof.
  assert (A := accept_bounds). unfold kl. rewrite rewind_sum.
  rewrite (rsum_ext _ (fun i => p (t + i)%nat * (/ accept * - ln accept))).
  - rewrite rsum_scal_r, <- accept_mass. field. lra.
  - intros i Hi. assert (P := dist_pos _ _ Hp (t + i)%nat ltac:(lia)).
    unfold rewind. destruct (Nat.ltb_spec (t + i) t); [lia|].
    replace (p (t + i)%nat / accept / p (t + i)%nat) with (/ accept) by (field; lra).
    rewrite ln_Rinv by lra. unfold Rdiv; ring.
Qed.

Theorem rewind_win_rate : win_rate_of K rewind p = 1 - accept / 2.
Proof.
  assert (A := accept_bounds). rewrite (win_rate_of_midpoints K p), rewind_sum.
  (* p_i m_i is half the increment of F^2 *)
  rewrite (rsum_ext _ (fun i => / (2 * accept)
      * (cum p (t + S i) ^ 2 - cum p (t + i) ^ 2))).
  - rewrite rsum_scal, (rsum_telescope (fun i => cum p (t + i) ^ 2)).
    replace (t + (K - t))%nat with K by lia. rewrite (cum_K K p Hp), Nat.add_0_r.
    replace (cum p t) with (1 - accept) by (unfold accept; ring). field. lra.
  - intros i _. rewrite Nat.add_succ_r, cum_S. field. lra.
Qed.

Theorem rewind_win_rate_kl : win_rate_of K rewind p = 1 - exp (- kl K rewind p) / 2.
Proof.
  rewrite rewind_kl, Ropp_involutive, exp_ln by apply accept_bounds. apply rewind_win_rate.
Qed.

(** A run of k + 1 draws has probability (1 - P)^k P. *)
Theorem rewind_draws : is_series (fun k => INR (S k) * ((1 - accept) ^ k * accept)) (1 / accept).
Proof.
  assert (A := accept_bounds).
  replace (1 / accept) with (accept * (/ accept * / accept)) by (field; lra).
  apply (is_series_ext (fun k => accept * (INR (S k) * (1 - accept) ^ k))).
  { intros k. change (accept * (INR (S k) * (1 - accept) ^ k)
                      = INR (S k) * ((1 - accept) ^ k * accept)). ring. }
  apply is_series_times, geometric_square, A.
Qed.

End Rewind.
