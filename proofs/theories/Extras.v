(** * Composition, sandwich, and a gap bound linear in the masses

    - [composition]: best-of-m from best-of-n is best-of-(m n);
    - [sandwich]: n F_(i-1)^(n-1) p_i <= q_i <= n F_i^(n-1) p_i;
    - [kl_gap_linear]: gap <= n/2 times the mean of p(Y)/F(Y) under
      best-of-n, because each cell's logarithm is at most n x / 2, x = p_i/F_i
      ([mean_ratio_exponential]). *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From BonVerify Require Import Sums Logarithms BestOfN Cell KlBound CellCalculus WinRate RenyiBounds.
Open Scope R_scope.

Theorem composition p m n i : (1 <= n)%nat -> bon m (bon n p) i = bon (n * m) p i.
Proof.
  intros Hn. unfold bon at 1.
  assert (E : forall j, cum (bon n p) j = cum p j ^ n) by (intros j; now apply bon_cum).
  rewrite !E, <- !pow_mult. reflexivity.
Qed.

Theorem sandwich K p n i :
  is_dist K p -> (1 <= n)%nat -> (i < K)%nat ->
  INR n * cum p i ^ pred n * p i <= bon n p i <= INR n * cum p (S i) ^ pred n * p i.
Proof.
  intros Hp Hn Hi. assert (C := cum_cell K p Hp i Hi). destruct n as [|m]; [lia|]. simpl pred.
  assert (L := pow_chord_lower (cum p i) (cum p (S i)) m ltac:(lra)).
  assert (U := pow_chord_upper (cum p i) (cum p (S i)) m ltac:(lra)).
  replace (cum p (S i) - cum p i) with (p i) in * by (rewrite cum_S; ring).
  unfold bon. lra.
Qed.

(** The mean ratio t of a cell of relative length x satisfies - ln t <= n x / 2:
    the derivative of ln (t e^(n x / 2)) is nonnegative by the trapezoidal
    inequality, and t >= 1 - (n-1) x / 2 controls the start at x near 0. *)
Lemma mean_ratio_exponential m x :
  0 < x <= 1 -> - ln (mean_ratio m x) <= INR (S m) * x / 2.
Proof.
  intros H. apply Rnot_lt_le. intros Hlt.
  set (d := - ln (mean_ratio m x) - INR (S m) * x / 2) in *.
  assert (Hd : 0 < d) by (unfold d; lra).
  assert (N := INR_ge_1 (S m) ltac:(lia)). assert (Hm := pos_INR m).
  assert (HN : INR (S m) = INR m + 1) by apply S_INR.
  (* a start e with (n - 1) e <= 1 and n e < d *)
  set (e := Rmin x (Rmin (/ INR (S m)) (d / (2 * INR (S m))))).
  assert (He : 0 < e).
  { unfold e. repeat apply Rmin_pos; try lra; [apply Rinv_0_lt_compat|apply Rdiv_lt_0_compat]; lra. }
  assert (E1 : e <= x) by apply Rmin_l.
  assert (E2 : INR (S m) * e <= 1).
  { assert (e <= / INR (S m)) as A by (unfold e; eapply Rle_trans; [apply Rmin_r|apply Rmin_l]).
    apply (Rmult_le_compat_l (INR (S m))) in A; [|lra]. rewrite Rinv_r in A; lra. }
  assert (E3 : INR (S m) * e < d).
  { assert (e <= d / (2 * INR (S m))) as A by (unfold e; eapply Rle_trans; [apply Rmin_r|apply Rmin_r]).
    apply (Rmult_le_compat_l (2 * INR (S m))) in A; [|lra].
    replace (2 * INR (S m) * (d / (2 * INR (S m)))) with d in A by (field; lra).
    assert (0 < INR (S m) * e) by (apply Rmult_lt_0_compat; lra). lra. }
  assert (Pos : forall u, e <= u <= x -> 0 < 1 - (1 - u) ^ S m).
  { intros u Hu. assert (P := pow_strict (1 - u) 1 (S m) ltac:(lia) ltac:(lra)).
    rewrite pow1 in P. lra. }
  assert (M := increasing_from_derivative
    (fun u => ln (1 - (1 - u) ^ S m) + INR (S m) * u / 2 - ln u)
    (fun u => INR (S m) * (1 - u) ^ m / (1 - (1 - u) ^ S m) + INR (S m) / 2 - / u) e x E1).
  cbv beta in M.
  assert (L : forall u, e <= u <= x ->
    ln (1 - (1 - u) ^ S m) - ln u = ln (mean_ratio m u) + ln (INR (S m))).
  { intros u Hu. assert (P := Pos u Hu). unfold mean_ratio.
    rewrite ln_div_eq, ln_mult by (try apply Rmult_lt_0_compat; lra). ring. }
  assert (Inc : ln (1 - (1 - e) ^ S m) + INR (S m) * e / 2 - ln e
                <= ln (1 - (1 - x) ^ S m) + INR (S m) * x / 2 - ln x).
  { apply M; intros u Hu; assert (P := Pos u Hu).
    - auto_derive; [repeat split; [exact P|lra]|].
      change (match m with O => 1 | S _ => INR m + 1 end) with (INR (S m)).
      change (1 + - u) with (1 - u) in *. simpl pred. simpl pow in *. field. split; lra.
    - apply Rmult_le_reg_r with ((1 - (1 - u) ^ S m) * u); [apply Rmult_lt_0_compat; lra|].
      replace ((INR (S m) * (1 - u) ^ m / (1 - (1 - u) ^ S m) + INR (S m) / 2 - / u)
               * ((1 - (1 - u) ^ S m) * u))
        with (INR (S m) * (1 - u) ^ m * u + INR (S m) / 2 * u * (1 - (1 - u) ^ S m)
              - (1 - (1 - u) ^ S m)) by (field; split; lra).
      rewrite Rmult_0_l.
      assert (Q : 0 <= (1 - u) ^ m) by (apply pow_le; lra).
      destruct m as [|k].
      + simpl. nra.
      + assert (T1 := TD_nonneg k (1 - u) 1 ltac:(lra)). unfold TD in T1.
        rewrite !pow1 in T1. rewrite HN.
        change ((1 - u) ^ S (S k)) with ((1 - u) * (1 - u) ^ S k) in *.
        assert (0 <= (INR (S k) + 1) * u * (u * (1 - u) ^ S k))
          by (apply Rmult_le_pos; [nra|apply Rmult_le_pos; [lra|exact Q]]).
        lra. }
  assert (Le := L e ltac:(lra)). assert (Lx := L x ltac:(lra)).
  assert (R1 := mean_ratio_linear m e ltac:(lra)).
  set (z := INR m * e) in *. assert (Z : 0 <= z <= 1) by (unfold z; split; nra).
  assert (R3 := ln_ge_one_sub_inv (mean_ratio m e) ltac:(lra)).
  assert (R4 : / mean_ratio m e <= 1 + z).
  { apply Rmult_le_reg_r with (mean_ratio m e); [lra|]. rewrite Rinv_l by lra.
    apply Rle_trans with ((1 + z) * (1 - z / 2)); [nra|]. apply Rmult_le_compat_l; lra. }
  assert (z <= INR (S m) * e) by (unfold z; nra).
  unfold d in E3. lra.
Qed.

Theorem kl_gap_linear K p n :
  is_dist K p -> (1 <= n)%nat ->
  kl_formula n - KL K p n <= INR n / 2 * rsum (fun i => bon n p i * (p i / cum p (S i))) K.
Proof.
  intros Hp Hn. rewrite (kl_gap_cells K p Hp), <- rsum_scal by exact Hn. apply rsum_le.
  intros i Hi. assert (C := cum_cell K p Hp i Hi). destruct n as [|m]; [lia|].
  assert (Q := bon_pos K p Hp (S m) i Hn Hi).
  assert (N : 0 < INR (S m)) by (apply lt_0_INR; lia).
  assert (B := pow_lt (cum p (S i)) m ltac:(lra)).
  apply Rle_trans with (1 := cell_coarse m (cum p i) (cum p (S i)) ltac:(lra)).
  fold (bon (S m) p i).
  assert (X := relative_length (cum p i) (cum p (S i)) ltac:(lra)).
  assert (E := mean_ratio_exponential m _ X).
  rewrite mean_ratio_cell in E by lra. fold (bon (S m) p i) in E.
  set (g := INR (S m) * cum p (S i) ^ m * (cum p (S i) - cum p i)) in *.
  assert (Hg : 0 < g) by (unfold g; repeat apply Rmult_lt_0_compat; lra).
  rewrite ln_div_eq in E |- * by assumption.
  rewrite cum_diff in E.
  apply (Rmult_le_compat_l (bon (S m) p i)) in E; [|lra]. unfold Rdiv in *. lra.
Qed.
