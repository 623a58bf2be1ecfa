(** * Neighbours of best-of-n

    - [rewind_dominates]: rejection down to a mass P with at least as many draws on
      average, 1/P >= n, gives every value that does not decrease in the reward at
      least the mean that best-of-n gives it, by Bernoulli's inequality;
      [rewind_win_rate_dominates] for the win rate; [top_mass_dominates],
      [top_mass_win_rate_dominates] where the mass P ends within a level;
    - [mixture_kl]: KL is convex, so a random number of draws costs at most the mean
      of the single KLs;
    - [mixture_win_rate]: it wins at most m/(m+1), m the mean number, as n/(n+1) is
      concave. *)

Require Import Reals Lra Lia Arith.
From BonVerify Require Import Sums Logarithms BestOfN WinRate Rewind.
Open Scope R_scope.

Section Neighbours.
Variables (K : nat) (p : nat -> R).
Hypothesis Hp : is_dist K p.

Lemma rewind_cum t j : rsum (rewind p t) j = if Nat.leb j t then 0 else (cum p j - cum p t) / accept p t.
Proof.
  induction j as [|j IH]; [reflexivity|]. rewrite rsum_S, IH, cum_S. unfold rewind.
  destruct (Nat.leb_spec j t), (Nat.leb_spec (S j) t), (Nat.ltb_spec j t); try lia; try ring.
  - assert (j = t) as -> by lia. unfold Rdiv. ring.
  - unfold Rdiv. ring.
Qed.

Theorem rewind_dominates n t (v : nat -> R) :
  (1 <= n)%nat -> (t < K)%nat -> INR n * accept p t <= 1 -> (forall i, (S i < K)%nat -> v i <= v (S i)) ->
  rsum (fun i => bon n p i * v i) K <= rsum (fun i => rewind p t i * v i) K.
Proof.
  intros Hn Ht HA Hv. assert (A := accept_bounds K p t Hp Ht).
  enough (0 <= rsum (fun i => (rewind p t i - bon n p i) * v i) K) as H.
  { rewrite (rsum_ext _ (fun i => rewind p t i * v i - bon n p i * v i)) in H by (intros; ring).
    rewrite rsum_minus in H. lra. }
  apply rsum_dominance; [| |exact Hv].
  - rewrite rsum_minus, (bon_total K p Hp) by exact Hn. rewrite (rewind_total K p t Hp Ht). ring.
  - intros j Hj. rewrite rsum_minus, bon_cum, rewind_cum by exact Hn.
    assert (C := cum_cell K p Hp j Hj).
    assert (P := pow_le (cum p (S j)) n ltac:(lra)).
    destruct (Nat.leb (S j) t); [lra|].
    assert (B := one_minus_pow_upper (1 - cum p (S j)) n ltac:(lra)).
    replace (1 - (1 - cum p (S j))) with (cum p (S j)) in B by ring.
    enough ((cum p (S j) - cum p t) / accept p t <= 1 - INR n * (1 - cum p (S j))) by lra.
    apply Rmult_le_reg_r with (accept p t); [lra|].
    unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra.
    replace (cum p t) with (1 - accept p t) by (unfold accept; ring).
    assert (0 <= (1 - INR n * accept p t) * (1 - cum p (S j))) by (apply Rmult_le_pos; lra). lra.
Qed.

Theorem rewind_win_rate_dominates n t :
  (1 <= n)%nat -> (t < K)%nat -> INR n * accept p t <= 1 ->
  win_rate K p n <= win_rate_of K (rewind p t) p.
Proof.
  intros Hn Ht HA. rewrite (win_rate_midpoints K p), (win_rate_of_midpoints K p).
  apply (rewind_dominates n t (fun i => (cum p i + cum p (S i)) / 2) Hn Ht HA). intros i Hi.
  assert (X := cum_cell K p Hp i ltac:(lia)). assert (Y := cum_cell K p Hp (S i) Hi). lra.
Qed.

(** The top mass A: a level where it ends is accepted in part. *)
Definition top_share (A x : R) : R := Rmax 0 (x - (1 - A)) / A.
Definition top_mass (A : R) (i : nat) : R := top_share A (cum p (S i)) - top_share A (cum p i).

Lemma top_share_pow n A x : 0 < A -> INR n * A <= 1 -> 0 <= x <= 1 -> top_share A x <= x ^ n.
Proof.
  intros HA Hn Hx. assert (P := pow_le x n ltac:(lra)). unfold top_share.
  apply Rmult_le_reg_r with A; [exact HA|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  apply Rmax_lub; [apply Rmult_le_pos; lra|].
  assert (B := one_minus_pow_upper (1 - x) n ltac:(lra)). replace (1 - (1 - x)) with x in B by ring.
  assert (0 <= (1 - INR n * A) * (1 - x)) by (apply Rmult_le_pos; lra).
  apply (Rmult_le_compat_r A) in B; [|lra]. lra.
Qed.

Lemma top_mass_cum A j : 0 < A <= 1 -> rsum (top_mass A) j = top_share A (cum p j).
Proof.
  intros HA. unfold top_mass. rewrite (rsum_telescope (fun i => top_share A (cum p i))), cum_0.
  unfold top_share at 2. rewrite Rmax_left by lra. unfold Rdiv. ring.
Qed.

Theorem top_mass_dominates n A (v : nat -> R) :
  (1 <= n)%nat -> 0 < A -> INR n * A <= 1 -> (forall i, (S i < K)%nat -> v i <= v (S i)) ->
  rsum (fun i => bon n p i * v i) K <= rsum (fun i => top_mass A i * v i) K.
Proof.
  intros Hn HA HnA Hv. assert (N := INR_ge_1 n Hn).
  assert (A1 : A <= 1) by (assert (0 <= (INR n - 1) * A) by (apply Rmult_le_pos; lra); lra).
  enough (0 <= rsum (fun i => (top_mass A i - bon n p i) * v i) K) as H.
  { rewrite (rsum_ext _ (fun i => top_mass A i * v i - bon n p i * v i)) in H by (intros; ring).
    rewrite rsum_minus in H. lra. }
  apply rsum_dominance; [| |exact Hv].
  - rewrite rsum_minus, (bon_total K p Hp), top_mass_cum, (cum_K K p Hp) by (exact Hn || lra).
    unfold top_share. rewrite Rmax_right by lra. field. lra.
  - intros j Hj. rewrite rsum_minus, bon_cum, top_mass_cum by (exact Hn || lra).
    assert (C := cum_cell K p Hp j Hj). assert (T := top_share_pow n A (cum p (S j)) HA HnA ltac:(lra)). lra.
Qed.

Theorem top_mass_win_rate_dominates n A :
  (1 <= n)%nat -> 0 < A -> INR n * A <= 1 -> win_rate K p n <= win_rate_of K (top_mass A) p.
Proof.
  intros Hn HA HnA. rewrite (win_rate_midpoints K p), (win_rate_of_midpoints K p).
  apply (top_mass_dominates n A (fun i => (cum p i + cum p (S i)) / 2) Hn HA HnA). intros i Hi.
  assert (X := cum_cell K p Hp i ltac:(lia)). assert (Y := cum_cell K p Hp (S i) Hi). lra.
Qed.

(** ** A random number of draws *)

(** J numbers of draws n_j with chances c_j. *)
Definition mixture (J : nat) (c : nat -> R) (n : nat -> nat) (i : nat) : R := rsum (fun j => c j * bon (n j) p i) J.

Theorem mixture_kl J c n :
  (forall j, (j < J)%nat -> 0 <= c j) -> rsum c J = 1 -> (forall j, (j < J)%nat -> (1 <= n j)%nat) ->
  kl K (mixture J c n) p <= rsum (fun j => c j * KL K p (n j)) J.
Proof.
  intros Hc H1 Hn. unfold KL, kl.
  rewrite (rsum_ext (fun j => c j * rsum (fun i => bon (n j) p i * ln (bon (n j) p i / p i)) K)
    (fun j => rsum (fun i => c j * (bon (n j) p i * ln (bon (n j) p i / p i))) K))
    by (intros; now rewrite rsum_scal).
  rewrite rsum_swap. apply rsum_le. intros i Hi. assert (P := dist_pos _ _ Hp i Hi).
  set (X := mixture J c n i).
  assert (X0 : 0 < X).
  { assert (N : 0 <= X).
    { apply rsum_nonneg. intros j Hj. apply Rmult_le_pos; [now apply Hc|].
      left. apply (bon_pos K p Hp); [now apply Hn|exact Hi]. }
    destruct N as [N|N]; [exact N|]. exfalso.
    assert (Z : forall j, (j < J)%nat -> c j = 0).
    { intros j Hj. assert (B := bon_pos K p Hp (n j) i (Hn j Hj) Hi). assert (C := Hc j Hj).
      assert (T := rsum_term_le (fun j => c j * bon (n j) p i) j J).
      cbv beta in T. unfold X, mixture in N. rewrite <- N in T.
      assert (c j * bon (n j) p i <= 0).
      { apply T; [|exact Hj]. intros k Hk. apply Rmult_le_pos; [now apply Hc|].
        left. apply (bon_pos K p Hp); [now apply Hn|exact Hi]. }
      nra. }
    rewrite (rsum_ext c (fun _ => 0)), rsum_zero in H1 by exact Z. lra. }
  (* Gibbs' inequality for each number of draws, against X *)
  enough (0 <= rsum (fun j => c j * (bon (n j) p i * ln (bon (n j) p i / p i) - bon (n j) p i * ln (X / p i)
                                     - (bon (n j) p i - X))) J) as H.
  { rewrite (rsum_ext _ (fun j => c j * (bon (n j) p i * ln (bon (n j) p i / p i))
      - (c j * bon (n j) p i * (ln (X / p i) + 1) - c j * X))) in H by (intros; ring).
    rewrite !rsum_minus, !rsum_scal_r, H1 in H. fold (mixture J c n i) in H. fold X in H. lra. }
  apply rsum_nonneg. intros j Hj. apply Rmult_le_pos; [now apply Hc|].
  assert (B := bon_pos K p Hp (n j) i (Hn j Hj) Hi).
  assert (G := gibbs1 (bon (n j) p i) X ltac:(lra) X0).
  rewrite !ln_div_eq in * by assumption. lra.
Qed.

Theorem mixture_win_rate J c n :
  (forall j, (j < J)%nat -> 0 <= c j) -> rsum c J = 1 -> (forall j, (j < J)%nat -> (1 <= n j)%nat) ->
  let m := rsum (fun j => c j * INR (n j)) J in win_rate_of K (mixture J c n) p <= m / (m + 1).
Proof.
  intros Hc H1 Hn m.
  assert (M : 1 <= m).
  { rewrite <- H1. apply rsum_le. intros j Hj. rewrite <- (Rmult_1_r (c j)) at 1.
    apply Rmult_le_compat_l; [now apply Hc|now apply INR_ge_1, Hn]. }
  apply Rle_trans with (rsum (fun j => c j * win_rate K p (n j)) J).
  - right. rewrite win_rate_of_midpoints. unfold mixture.
    rewrite (rsum_ext _ (fun i => rsum (fun j => c j * (bon (n j) p i * ((cum p i + cum p (S i)) / 2))) J)).
    + rewrite rsum_swap. apply rsum_ext. intros j _. rewrite rsum_scal, (win_rate_midpoints K p). reflexivity.
    + intros i _. rewrite <- rsum_scal_r. apply rsum_ext. intros; ring.
  - (* the tangent of x/(x+1) at m *)
    apply Rle_trans with (rsum (fun j => c j * (m / (m + 1) - m / (m + 1) ^ 2) + c j * INR (n j) * / (m + 1) ^ 2) J).
    + apply rsum_le. intros j Hj. assert (W := win_rate_upper_bound K p Hp (n j) (Hn j Hj)).
      set (x := INR (n j)) in *. assert (X : 1 <= x) by now apply INR_ge_1, Hn.
      apply Rle_trans with (c j * (x / (x + 1))); [apply Rmult_le_compat_l; [now apply Hc|exact W]|].
      rewrite Rmult_assoc, <- Rmult_plus_distr_l. apply Rmult_le_compat_l; [now apply Hc|].
      apply Rminus_le. replace (x / (x + 1) - (m / (m + 1) - m / (m + 1) ^ 2 + x * / (m + 1) ^ 2))
        with (- ((x - m) ^ 2 * / ((m + 1) ^ 2 * (x + 1)))) by (field; lra).
      enough (0 <= (x - m) ^ 2 * / ((m + 1) ^ 2 * (x + 1))) by lra.
      apply Rmult_le_pos; [apply pow2_ge_0|]. left. apply Rinv_0_lt_compat, Rmult_lt_0_compat; [apply pow_lt; lra|lra].
    + right. rewrite rsum_plus, !rsum_scal_r, H1. fold m. field. lra.
Qed.

End Neighbours.
