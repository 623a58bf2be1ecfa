(** * A frontier that no policy crosses

    [gibbs_frontier]: for every policy r on the levels and every beta > 0,

      win rate of r  <  (KL(r || p) + ln ((e^beta - 1) / beta)) / beta.

    By Gibbs' inequality the best trade-off tilts p by e^(beta m_i), m_i the
    midpoint of the cell of level i; the normalising sum is a midpoint rule for
    the integral of e^(beta u) over the unit interval, hence less than it
    ([tilt_mass]). *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From BonVerify Require Import Sums Logarithms BestOfN.
Open Scope R_scope.

Lemma sinh_ge s : 0 <= s -> 2 * s <= exp s - exp (- s).
Proof.
  intros H.
  assert (M := increasing_from_derivative (fun u => exp u - exp (- u) - 2 * u)
    (fun u => exp u + exp (- u) - 2) 0 s H).
  cbv beta in M. rewrite Ropp_0, exp_0 in M.
  enough (1 - 1 - 2 * 0 <= exp s - exp (- s) - 2 * s) by lra.
  apply M; intros u Hu.
  - auto_derive; [exact I|ring].
  - assert (A := exp_ineq1_le u). assert (B := exp_ineq1_le (- u)). lra.
Qed.

Lemma sinh_gt s : 0 < s -> 2 * s < exp s - exp (- s).
Proof.
  intros H. assert (A := sinh_ge (s / 2) ltac:(lra)).
  assert (B := exp_ineq1 (s / 2) ltac:(lra)). assert (C := exp_ineq1 (- (s / 2)) ltac:(lra)).
  replace s with (s / 2 + s / 2) at 2 by field.
  replace (- s) with (- (s / 2) + - (s / 2)) by field. rewrite !exp_plus.
  set (e := exp (s / 2)) in *. set (f := exp (- (s / 2))) in *. nra.
Qed.

(** The midpoint rule for the exponential is less than the integral. *)
Lemma exp_midpoint beta a b :
  0 < beta -> a < b ->
  (b - a) * exp (beta * ((a + b) / 2)) < (exp (beta * b) - exp (beta * a)) / beta.
Proof.
  intros Hb H. set (s := beta * (b - a) / 2).
  assert (S0 : 0 < s) by (unfold s; assert (0 < beta * (b - a)) by nra; lra).
  assert (S1 := sinh_gt s S0).
  replace (beta * b) with (beta * ((a + b) / 2) + s) by (unfold s; field).
  replace (beta * a) with (beta * ((a + b) / 2) + - s) by (unfold s; field).
  rewrite !exp_plus. set (e := exp (beta * ((a + b) / 2))).
  assert (0 < e) by apply exp_pos.
  apply Rmult_lt_reg_r with beta; [exact Hb|].
  unfold Rdiv at 1. rewrite (Rmult_assoc _ (/ beta) beta), Rinv_l by lra.
  replace ((b - a) * e * beta) with (e * (2 * s)) by (unfold s; field). nra.
Qed.

Section Frontier.
Variables (K : nat) (p : nat -> R).
Hypothesis Hp : is_dist K p.

Lemma tilt_mass beta : 0 < beta ->
  0 < rsum (fun i => p i * exp (beta * ((cum p i + cum p (S i)) / 2))) K < (exp beta - 1) / beta.
Proof.
  intros Hb. split.
  - apply rsum_pos; [exact (dist_nonempty K p Hp)|]. intros i Hi.
    apply Rmult_lt_0_compat; [now apply (dist_pos _ _ Hp)|apply exp_pos].
  - replace ((exp beta - 1) / beta)
      with (rsum (fun i => exp (beta * cum p (S i)) / beta - exp (beta * cum p i) / beta) K).
    2: { rewrite (rsum_telescope (fun i => exp (beta * cum p i) / beta)).
         rewrite (cum_K K p Hp), cum_0, Rmult_1_r, Rmult_0_r, exp_0. field. lra. }
    apply Rminus_gt_0_lt. rewrite <- rsum_minus. apply rsum_pos; [exact (dist_nonempty K p Hp)|].
    intros i Hi. assert (C := cum_cell K p Hp i Hi).
    assert (E := exp_midpoint beta (cum p i) (cum p (S i)) Hb ltac:(lra)).
    replace (cum p (S i) - cum p i) with (p i) in E by (rewrite cum_S; ring). lra.
Qed.

Theorem gibbs_frontier (r : nat -> R) beta :
  (forall i, (i < K)%nat -> 0 <= r i) -> rsum r K = 1 -> 0 < beta ->
  win_rate_of K r p < (kl K r p + ln ((exp beta - 1) / beta)) / beta.
Proof.
  intros Hr Hr1 Hb. rewrite (win_rate_of_midpoints K p).
  destruct (tilt_mass beta Hb) as [HZ Zlt].
  set (mid := fun i => (cum p i + cum p (S i)) / 2).
  change (rsum (fun i => p i * exp (beta * ((cum p i + cum p (S i)) / 2))) K)
    with (rsum (fun i => p i * exp (beta * mid i)) K) in *.
  set (Z := rsum (fun i => p i * exp (beta * mid i)) K) in *.
  (* Gibbs' inequality against the tilted distribution *)
  assert (G : rsum (fun i => r i * ln (p i * exp (beta * mid i) / Z / p i)) K <= kl K r p).
  { apply (gibbs K p Hp r (fun i => p i * exp (beta * mid i) / Z) Hr).
    - intros i Hi. assert (P := dist_pos _ _ Hp i Hi).
      apply Rdiv_lt_0_compat; [|exact HZ]. apply Rmult_lt_0_compat; [exact P|apply exp_pos].
    - unfold Rdiv. rewrite rsum_scal_r. fold Z. rewrite Hr1. field. lra. }
  rewrite (rsum_ext _ (fun i => beta * (r i * mid i) - r i * ln Z)) in G.
  2: { intros i Hi. assert (P := dist_pos _ _ Hp i Hi).
       replace (p i * exp (beta * mid i) / Z / p i) with (exp (beta * mid i) / Z) by (field; lra).
       rewrite ln_div_eq, ln_exp by (assumption || apply exp_pos). ring. }
  rewrite rsum_minus, rsum_scal, rsum_scal_r, Hr1 in G.
  assert (L := ln_increasing Z _ HZ Zlt).
  apply Rmult_lt_reg_r with beta; [exact Hb|].
  unfold Rdiv at 2. rewrite Rmult_assoc, Rinv_l by lra. unfold mid in *. lra.
Qed.

(** Best-of-n in particular. *)
Theorem gibbs_frontier_bon n beta :
  (1 <= n)%nat -> 0 < beta ->
  win_rate K p n < (KL K p n + ln ((exp beta - 1) / beta)) / beta.
Proof.
  intros Hn Hb. apply gibbs_frontier; [| |exact Hb].
  - intros i Hi. left. now apply (bon_pos K p Hp).
  - now apply (bon_total K p Hp).
Qed.

End Frontier.
