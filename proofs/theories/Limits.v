(** * What happens as n grows, and as the mass tends to 0

    With A = (1 - top)^n, the mass that best-of-n leaves below the top level:

    - [kl_limit_rate]: ln (1/top) - KL <= s + A (ln (1/top) - ln s), 0 < s <= 1,
      whence KL -> ln (1/top) as n -> infinity, [kl_limit];
    - [win_rate_limit]: W -> 1 - top/2, from (1 - A)(1 - top/2) <= W <= 1 - top/2
      ([win_rate_limit_rate], [win_rate_top_bound]);
    - [estimator_near_0]: d_n(e) is within n(n-1)/2 e^2 of ln n - (n-1)/n, so it
      tends to it as e -> 0, [estimator_limit_0]. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From BonVerify Require Import Sums Logarithms BestOfN Cell KlBound Estimator CellCalculus.
Open Scope R_scope.

Section Limits.
Variables (K : nat) (p : nat -> R).
Hypothesis Hp : is_dist K p.

Lemma top_bounds : 0 < top K p <= 1.
Proof. apply (mass_le_1 K p Hp). assert (H := dist_nonempty K p Hp). lia. Qed.

Lemma cum_below_top : cum p (pred K) = 1 - top K p.
Proof.
  assert (H := dist_nonempty K p Hp). assert (E := cum_K K p Hp).
  replace K with (S (pred K)) in E by lia. rewrite cum_S in E. unfold top. lra.
Qed.

Definition left_below (n : nat) : R := (1 - top K p) ^ n.

Lemma left_below_bounds n : 0 <= left_below n <= 1.
Proof.
  assert (T := top_bounds). unfold left_below.
  split; [apply pow_le; lra|apply pow_le_1; lra].
Qed.

(** Sums over the levels, with the top level set apart. *)
Lemma split_top (f : nat -> R) : rsum f K = rsum f (pred K) + f (pred K).
Proof.
  assert (H := dist_nonempty K p Hp). replace K with (S (pred K)) at 1 by lia. reflexivity.
Qed.

Lemma bon_top n : bon n p (pred K) = 1 - left_below n.
Proof.
  assert (H := dist_nonempty K p Hp). unfold bon. replace (S (pred K)) with K by lia.
  rewrite (cum_K K p Hp), cum_below_top, pow1. reflexivity.
Qed.

Theorem kl_limit_rate n s :
  (1 <= n)%nat -> 0 < s <= 1 ->
  ln (1 / top K p) - KL K p n <= s + left_below n * (ln (1 / top K p) - ln s).
Proof.
  intros Hn Hs. assert (T := top_bounds). assert (A := left_below_bounds n).
  assert (K0 := dist_nonempty K p Hp).
  unfold KL, kl. rewrite split_top.
  (* below the top: q ln (q/p) >= q - s p + q ln s *)
  assert (Low : left_below n - s * (1 - top K p) + left_below n * ln s
                <= rsum (fun i => bon n p i * ln (bon n p i / p i)) (pred K)).
  { unfold left_below. rewrite <- cum_below_top, <- (bon_cum p n (pred K) Hn).
    unfold cum at 1. rewrite <- rsum_scal, <- rsum_scal_r, <- rsum_minus, <- rsum_plus.
    apply rsum_le. intros i Hi.
    assert (Q := bon_pos K p Hp n i Hn ltac:(lia)). assert (P := dist_pos _ _ Hp i ltac:(lia)).
    assert (G := gibbs1 (bon n p i) (s * p i) ltac:(lra) ltac:(nra)).
    rewrite xln_div in G by lra. lra. }
  (* at the top: q ln q >= q - 1 *)
  assert (High : (1 - left_below n) * ln (1 / top K p) - left_below n
                 <= bon n p (pred K) * ln (bon n p (pred K) / p (pred K))).
  { assert (Q := bon_pos K p Hp n (pred K) Hn ltac:(lia)). rewrite bon_top in *.
    fold (top K p). assert (G := gibbs1 (1 - left_below n) 1 ltac:(lra) ltac:(lra)).
    rewrite !ln_div_eq, ln_1 in * by lra. lra. }
  nra.
Qed.

Lemma left_below_limit : is_lim_seq left_below 0.
Proof.
  assert (T := top_bounds). apply is_lim_seq_geom. rewrite Rabs_right; lra.
Qed.

Theorem kl_limit : is_lim_seq (fun n => KL K p (S n)) (ln (1 / top K p)).
Proof.
  assert (T := top_bounds).
  apply is_lim_seq_spec. intros eps. assert (He := cond_pos eps).
  set (s := Rmin 1 (eps / 2)).
  assert (Hs : 0 < s <= 1) by (unfold s; split; [apply Rmin_pos; lra|apply Rmin_l]).
  assert (Hs2 : s <= eps / 2) by apply Rmin_r.
  set (c := ln (1 / top K p) - ln s).
  assert (Hc : 0 <= c).
  { assert (L1 := ln_nonpos s Hs). assert (L2 := ln_nonpos (top K p) T).
    unfold c. rewrite ln_div_eq, ln_1 by lra. lra. }
  assert (L : is_lim_seq (fun n => left_below (S n)) 0)
    by (apply (is_lim_seq_incr_1 left_below), left_below_limit).
  apply is_lim_seq_spec in L.
  assert (Hd : 0 < eps / (2 * (c + 1))) by (apply Rdiv_lt_0_compat; lra).
  destruct (L (mkposreal _ Hd)) as [N HN]. exists N. intros n Hn. specialize (HN n Hn). simpl in HN.
  rewrite Rminus_0_r in HN. assert (A := left_below_bounds (S n)).
  rewrite Rabs_right in HN by lra.
  assert (R := kl_limit_rate (S n) s ltac:(lia) Hs). fold c in R.
  assert (U := kl_log_inverse_top K p Hp (S n) ltac:(lia)).
  apply (Rmult_lt_compat_r (c + 1)) in HN; [|lra].
  replace (eps / (2 * (c + 1)) * (c + 1)) with (eps / 2) in HN by (field; lra).
  rewrite Rabs_left1 by lra. nra.
Qed.

Theorem win_rate_top_bound n : (1 <= n)%nat -> win_rate K p n <= 1 - top K p / 2.
Proof.
  intros Hn. rewrite (win_rate_midpoints K p).
  replace (1 - top K p / 2) with (rsum (fun i => bon n p i * (1 - top K p / 2)) K)
    by (rewrite rsum_scal_r, (bon_total K p Hp) by exact Hn; ring).
  apply rsum_le. intros i Hi. assert (Q := bon_pos K p Hp n i Hn Hi).
  apply Rmult_le_compat_l; [lra|].
  assert (C := cum_cell K p Hp i Hi). assert (B := cum_below_top).
  destruct (Nat.eq_dec i (pred K)) as [->|Hne]; [lra|].
  assert (cum p (S i) <= cum p (pred K)); [|lra].
  unfold cum. apply rsum_mono; [|lia]. intros j Hj. left. apply (dist_pos _ _ Hp). lia.
Qed.

Theorem win_rate_limit_rate n :
  (1 <= n)%nat -> (1 - left_below n) * (1 - top K p / 2) <= win_rate K p n.
Proof.
  intros Hn. assert (K0 := dist_nonempty K p Hp). rewrite (win_rate_midpoints K p), split_top, bon_top.
  replace (S (pred K)) with K by lia. rewrite (cum_K K p Hp), cum_below_top.
  assert (0 <= rsum (fun i => bon n p i * ((cum p i + cum p (S i)) / 2)) (pred K)); [|lra].
  apply rsum_nonneg. intros i Hi. assert (C := cum_cell K p Hp i ltac:(lia)).
  assert (Q := bon_pos K p Hp n i Hn ltac:(lia)). apply Rmult_le_pos; lra.
Qed.

Theorem win_rate_limit : is_lim_seq (fun n => win_rate K p (S n)) (1 - top K p / 2).
Proof.
  apply (is_lim_seq_le_le (fun n => (1 - left_below (S n)) * (1 - top K p / 2)) _
           (fun _ => 1 - top K p / 2)).
  - intros n. split; [apply win_rate_limit_rate|apply win_rate_top_bound]; lia.
  - replace (Finite (1 - top K p / 2)) with (Finite ((1 - 0) * (1 - top K p / 2))) by (f_equal; ring).
    apply (is_lim_seq_mult' (fun n => 1 - left_below (S n)) (fun _ => 1 - top K p / 2) (1 - 0));
      [|apply is_lim_seq_const].
    apply (is_lim_seq_minus' (fun _ => 1) (fun n => left_below (S n)) 1 0); [apply is_lim_seq_const|].
    apply (is_lim_seq_incr_1 left_below), left_below_limit.
  - apply is_lim_seq_const.
Qed.

End Limits.

(** ** The estimator near 0 *)

Theorem estimator_near_0 n e :
  (1 <= n)%nat -> 0 < e <= 1 ->
  kl_formula n - INR n * (INR n - 1) / 2 * e ^ 2 <= estimator n e <= kl_formula n.
Proof.
  intros Hn He. split; [|now apply estimator_range].
  rewrite estimator_phi. destruct n as [|m]; [lia|].
  assert (C := cell_coarse_square m (1 - e) 1 ltac:(lra)). rewrite pow1 in C.
  replace (1 - (1 - e)) with e in C by ring.
  replace (INR (S m) - 1) with (INR m) by (rewrite S_INR; ring). unfold phi. lra.
Qed.

Theorem estimator_limit_0 n :
  (1 <= n)%nat -> filterlim (estimator n) (at_right 0) (locally (kl_formula n)).
Proof.
  intros Hn. assert (N := INR_ge_1 n Hn).
  intros P [eps Heps]. assert (He := cond_pos eps).
  set (c := INR n * (INR n - 1) / 2).
  assert (Hc : 0 <= c) by (unfold c; assert (0 <= INR n * (INR n - 1)) by nra; lra).
  set (d := Rmin 1 (eps / (c + 1))).
  assert (Hd : 0 < d) by (unfold d; apply Rmin_pos; [lra|apply Rdiv_lt_0_compat; lra]).
  exists (mkposreal d Hd). intros e Hball Hpos. apply Heps.
  assert (B : e < d).
  { unfold ball in Hball; simpl in Hball; unfold AbsRing_ball in Hball; simpl in Hball.
    unfold abs, minus, plus, opp in Hball; simpl in Hball.
    rewrite Rabs_right in Hball; lra. }
  assert (B1 : d <= 1) by apply Rmin_l. assert (B2 : d <= eps / (c + 1)) by apply Rmin_r.
  assert (E := estimator_near_0 n e Hn ltac:(lra)). fold c in E.
  change (Rabs (estimator n e - kl_formula n) < eps).
  rewrite Rabs_left1 by lra.
  assert (e * (c + 1) < eps).
  { apply Rlt_le_trans with (eps / (c + 1) * (c + 1)); [apply Rmult_lt_compat_r; lra|].
    right. field. lra. }
  assert (e ^ 2 <= e) by (simpl; nra). nra.
Qed.
