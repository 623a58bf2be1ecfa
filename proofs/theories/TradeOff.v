(** * How far best-of-n stays below the largest win rate

    - [policy_frontier]: the win rate of any policy is at most its KL plus
      ln (sum of p e^(b v)), over b, where v is the chance of a level to beat the
      reference; the tilts of one reference policy are its frontier;
    - [win_rate_loss]: the largest win rate of any policy, 1 - (top mass)/2, minus
      that of best-of-n, is a sum over the levels below the top;
    - [win_rate_loss_uniform]: it is at most 1/(n+1) for equally likely levels,
      whatever their number; [win_rate_loss_false]: not for all levels. *)

Require Import Reals Lra Lia ZArith List.
From Coquelicot Require Import Coquelicot.
From BonVerify Require Import Sums Logarithms BestOfN WinRate PowerSums EqualLevels AnyPolicy CertifiedInterval Refutations Numbers.
Import ListNotations.
Open Scope R_scope.

Section Frontier.
Variables (K : nat) (p s : nat -> R) (beta : R).
Hypothesis Hp : is_dist K p.
Hypothesis Hs : is_policy K s.
Hypothesis Hbeta : 0 < beta.

Theorem policy_frontier :
  win_rate_of K s p <= (kl K s p + ln (rsum (fun i => p i * exp (beta * ((cum p i + cum p (S i)) / 2))) K)) / beta.
Proof.
  assert (T := tilt_optimal K p s Hp Hs (fun i => (cum p i + cum p (S i)) / 2) beta Hbeta).
  unfold tilt_total in T. rewrite (win_rate_of_midpoints K p s).
  set (z := ln _) in T |- *. set (w := rsum _ K) in T |- *.
  replace ((kl K s p + z) / beta) with (kl K s p / beta + z / beta) by (field; lra). lra.
Qed.

End Frontier.

(** ** Equally likely levels *)

Lemma lower_power_sum n K : (1 <= n)%nat -> INR (S n) * rsum (fun i => INR i ^ n) K <= INR K ^ S n.
Proof.
  intros Hn. induction K as [|K IH]; [simpl; lra|].
  rewrite rsum_S, Rmult_plus_distr_l.
  enough (X : INR K ^ S n + INR (S n) * INR K ^ n <= INR (S K) ^ S n) by lra.
  rewrite (S_INR K). assert (P := pos_INR K). set (x := INR K) in *. clearbody x. clear IH K Hn.
  induction n as [|n IH]; [simpl; lra|].
  apply Rle_trans with (x * (x ^ S n + INR (S n) * x ^ n) + x ^ S n).
  - rewrite (S_INR (S n)). simpl pow. lra.
  - apply (Rmult_le_compat_l x) in IH; [|exact P].
    assert (M := pow_mono x (x + 1) (S n) ltac:(lra)). change ((x + 1) ^ S (S n)) with ((x + 1) * (x + 1) ^ S n). lra.
Qed.

Lemma power_sum_shift n K : (1 <= n)%nat -> rsum (fun i => INR i ^ n) K = power_sum n K - INR K ^ n.
Proof.
  intros Hn. unfold power_sum. induction K as [|K IH]; [simpl; rewrite pow_i by lia; ring|].
  rewrite !rsum_S, IH. ring.
Qed.

Theorem win_rate_loss_uniform n K : (1 <= n)%nat -> (1 <= K)%nat ->
  1 - / INR K / 2 - win_rate K (uniform K) n <= / (INR n + 1).
Proof.
  intros Hn HK. assert (N := INR_ge_1 K HK). assert (M := INR_ge_1 n Hn).
  rewrite uniform_win_rate, mid_total_power_sum by assumption.
  assert (L := lower_power_sum n K Hn). rewrite power_sum_shift, S_INR in L by exact Hn.
  assert (Q : 0 < INR K ^ n) by (apply pow_lt; lra). simpl pow in L |- *.
  set (x := INR K) in *. set (y := x ^ n) in *. set (t := power_sum n K) in *. set (m := INR n) in *.
  replace (1 - / x / 2 - (y * (x + / 2) - t) / (x * y)) with ((t - y) / (x * y)) by (field; lra).
  assert (XY : 0 < x * y) by (apply Rmult_lt_0_compat; lra).
  apply Rmult_le_reg_r with ((m + 1) * (x * y)); [apply Rmult_lt_0_compat; lra|].
  replace ((t - y) / (x * y) * ((m + 1) * (x * y))) with ((m + 1) * (t - y)) by (field; lra).
  replace (/ (m + 1) * ((m + 1) * (x * y))) with (x * y) by (field; lra). exact L.
Qed.

Theorem win_rate_loss_false : let p := weights [4; 1]%Z in
  is_dist 2 p /\ / (INR 3 + 1) < 1 - p 1%nat / 2 - win_rate 2 p 3.
Proof.
  intros p. split.
  - apply (weights_is_dist [4; 1]%Z); [discriminate|]. repeat constructor.
  - rewrite (win_rate_midpoints 2 p). unfold p, bon, cum, weights, total. simpl. lra.
Qed.
