(** * Win rate: the upper bound, the gap identity, and how far off it is

    Against the continuous value n/(n+1), a level occupying the cell (a, b)
    loses [win_cell n a b].  Twice (n+1) times that loss is the polynomial

      TD_n(a, b) = (n+1) (b-a) (a^n + b^n) - 2 (b^(n+1) - a^(n+1)),

    which obeys TD_(n+1) = (a+b)/2 TD_n + (n+1)/2 (b-a)^2 (b^n - a^n).  All
    bounds below are inductions on this recursion.

    - [win_rate_gap_identity]: n/(n+1) - W is the sum of F_i^(n+1) omega(p_i/F_i);
    - [win_rate_upper_bound]: W <= n/(n+1), strict for n >= 2;
      [win_rate_one]: W = 1/2 at n = 1;
    - [win_rate_gap_renyi_sharp]: n/(n+1) - W <= (n-1)/6 times the collision
      probability, hence the published constant (n-1)/2, [win_rate_gap_renyi];
    the sharp constant cannot be lowered, [win_rate_gap_renyi_sharp_attained];
    - [win_rate_gap_cubic]: n/(n+1) - W <= n(n-1)/12 times the sum of cubes;
      [win_rate_gap_two]: at n = 2 this is an equality. *)

Require Import Reals Lra Lia.
From BonVerify Require Import Sums Logarithms BestOfN.
Open Scope R_scope.

Definition TD (n : nat) (a b : R) : R :=
  (INR n + 1) * (b - a) * (a ^ n + b ^ n) - 2 * (b ^ S n - a ^ S n).

Definition win_cell (n : nat) (a b : R) : R :=
  INR n / (INR n + 1) * (b ^ S n - a ^ S n) - (b ^ n - a ^ n) * ((a + b) / 2).

Definition omega (n : nat) (x : R) : R :=
  INR n / (INR n + 1) * (1 - (1 - x) ^ S n) - (1 - (1 - x) ^ n) * (1 - x / 2).

Lemma win_cell_TD n a b : win_cell n a b = TD n a b / (2 * (INR n + 1)).
Proof.
  assert (H := pos_INR n). unfold win_cell, TD. simpl. field. lra.
Qed.

(** Homogeneity of degree n + 1. *)
Lemma win_cell_omega n b x : win_cell n (b * (1 - x)) b = b ^ S n * omega n x.
Proof.
  assert (H := pos_INR n). unfold win_cell, omega.
  rewrite !Rpow_mult_distr. simpl. field. lra.
Qed.

Lemma TD_step n a b :
  TD (S n) a b = (a + b) / 2 * TD n a b + (INR n + 1) / 2 * (b - a) ^ 2 * (b ^ n - a ^ n).
Proof. unfold TD. rewrite S_INR. simpl. field. Qed.

Lemma TD_1 a b : TD 1 a b = 0.
Proof. unfold TD. simpl. ring. Qed.

Lemma TD_nonneg m a b : 0 <= a <= b -> 0 <= TD (S m) a b.
Proof.
  intros H. induction m as [|m IH]; [rewrite TD_1; lra|].
  rewrite TD_step. assert (P := pow_mono a b (S m) H). assert (N := pos_INR (S m)).
  apply Rplus_le_le_0_compat; repeat apply Rmult_le_pos; lra || apply pow2_ge_0.
Qed.

Lemma TD_pos m a b : 0 <= a < b -> 0 < TD (S (S m)) a b.
Proof.
  intros H. rewrite TD_step. assert (T := TD_nonneg m a b ltac:(lra)).
  assert (P := pow_strict a b (S m) ltac:(lia) H). assert (N := pos_INR (S m)).
  apply Rplus_le_lt_0_compat.
  - apply Rmult_le_pos; lra.
  - repeat apply Rmult_lt_0_compat; try lra; apply pow_lt; lra.
Qed.

Lemma TD_square m a b :
  0 <= a <= b -> b <= 1 -> TD (S m) a b <= (INR (S m) ^ 2 - 1) / 3 * (b - a) ^ 2.
Proof.
  intros H Hb. induction m as [|m IH]; [rewrite TD_1; simpl; lra|].
  rewrite TD_step.
  assert (T := TD_nonneg m a b H).
  assert (P := pow_le_1 b (S m) ltac:(lra)). assert (Q := pow_le a (S m) ltac:(lra)).
  assert (P0 := pow_mono a b (S m) H). assert (N := pos_INR m).
  (* (a+b)/2 <= 1 is too weak at the top: spend 1 - (a+b)/2 on the second term. *)
  assert (L : (INR (S m) + 1) / 2 * (b - a) ^ 2 * (b ^ S m - a ^ S m)
              <= (INR (S m) + 1) / 2 * (b - a) ^ 2 * 1).
  { apply Rmult_le_compat_l; [|lra]. apply Rmult_le_pos; [rewrite S_INR; lra|apply pow2_ge_0]. }
  assert (U : (a + b) / 2 * TD (S m) a b <= 1 * TD (S m) a b) by (apply Rmult_le_compat_r; lra).
  assert (D := pow2_ge_0 (b - a)).
  rewrite (S_INR (S m)), (S_INR m) in *. nra.
Qed.

Lemma TD_cube m a b :
  0 <= a <= b -> b <= 1 ->
  TD (S m) a b <= (INR (S m) - 1) * INR (S m) * (INR (S m) + 1) / 6 * (b - a) ^ 3.
Proof.
  intros H Hb. induction m as [|m IH]; [rewrite TD_1; simpl; lra|].
  rewrite TD_step.
  assert (T := TD_nonneg m a b H). assert (N := pos_INR m).
  assert (B : b ^ S m - a ^ S m <= INR (S m) * (b - a)).
  { assert (C := pow_chord_upper a b m H). assert (P := pow_le_1 b m ltac:(lra)).
    apply Rle_trans with (1 := C). apply Rmult_le_compat_r; [lra|].
    rewrite S_INR. assert (0 <= b ^ m) by (apply pow_le; lra). nra. }
  assert (L : (INR (S m) + 1) / 2 * (b - a) ^ 2 * (b ^ S m - a ^ S m)
              <= (INR (S m) + 1) / 2 * (b - a) ^ 2 * (INR (S m) * (b - a))).
  { apply Rmult_le_compat_l; [|lra]. apply Rmult_le_pos; [rewrite S_INR; lra|apply pow2_ge_0]. }
  assert (U : (a + b) / 2 * TD (S m) a b <= 1 * TD (S m) a b) by (apply Rmult_le_compat_r; lra).
  rewrite (S_INR (S m)), (S_INR m) in *.
  apply Rle_trans with (1 := Rplus_le_compat _ _ _ _ U L).
  apply Rle_trans with (1 := Rplus_le_compat_r _ _ _ (Rle_trans _ _ _ (Req_le _ _ (Rmult_1_l _)) IH)).
  right. field.
Qed.

Section WinRate.
Variables (K : nat) (p : nat -> R).
Hypothesis Hp : is_dist K p.

Lemma win_rate_gap_cells n :
  (1 <= n)%nat ->
  INR n / (INR n + 1) - win_rate K p n = rsum (fun i => win_cell n (cum p i) (cum p (S i))) K.
Proof.
  intros Hn. rewrite (win_rate_midpoints K p). unfold win_cell.
  rewrite rsum_minus, rsum_scal, (rsum_telescope (fun i => cum p i ^ S n)).
  rewrite (cum_K K p Hp), cum_0, pow1, pow_i by lia.
  unfold bon. ring.
Qed.

Theorem win_rate_gap_identity n :
  (1 <= n)%nat ->
  INR n / (INR n + 1) - win_rate K p n
  = rsum (fun i => cum p (S i) ^ S n * omega n (p i / cum p (S i))) K.
Proof.
  intros Hn. rewrite win_rate_gap_cells by exact Hn. apply rsum_ext. intros i Hi.
  assert (A := cum_cell K p Hp i Hi). rewrite <- win_cell_omega. f_equal.
  rewrite cum_S in *. field. lra.
Qed.

Theorem win_rate_upper_bound n : (1 <= n)%nat -> win_rate K p n <= INR n / (INR n + 1).
Proof.
  intros Hn. assert (E := win_rate_gap_cells n Hn).
  assert (0 <= rsum (fun i => win_cell n (cum p i) (cum p (S i))) K); [|lra].
  apply rsum_nonneg. intros i Hi. rewrite win_cell_TD. assert (C := cum_cell K p Hp i Hi).
  destruct n as [|m]; [lia|]. assert (N := pos_INR (S m)).
  apply Rmult_le_pos; [apply TD_nonneg; lra|]. left. apply Rinv_0_lt_compat; lra.
Qed.

Theorem win_rate_upper_bound_strict n :
  (2 <= n)%nat -> win_rate K p n < INR n / (INR n + 1).
Proof.
  intros Hn. assert (E := win_rate_gap_cells n ltac:(lia)).
  assert (0 < rsum (fun i => win_cell n (cum p i) (cum p (S i))) K); [|lra].
  apply rsum_pos; [apply (dist_nonempty K p Hp)|].
  intros i Hi. rewrite win_cell_TD. assert (C := cum_cell K p Hp i Hi).
  destruct n as [|[|m]]; [lia|lia|]. assert (N := pos_INR (S (S m))).
  apply Rdiv_lt_0_compat; [apply TD_pos; lra|lra].
Qed.

Theorem win_rate_one : win_rate K p 1 = 1 / 2.
Proof.
  assert (E := win_rate_gap_cells 1 ltac:(lia)).
  rewrite (rsum_ext _ (fun _ => 0)), rsum_zero in E.
  - simpl INR in E. lra.
  - intros i Hi. rewrite win_cell_TD, TD_1. unfold Rdiv; ring.
Qed.

Theorem win_rate_gap_renyi_sharp n :
  (1 <= n)%nat ->
  INR n / (INR n + 1) - win_rate K p n <= (INR n - 1) / 6 * collision K p.
Proof.
  intros Hn. rewrite win_rate_gap_cells by exact Hn. unfold collision. rewrite <- rsum_scal.
  apply rsum_le. intros i Hi. rewrite win_cell_TD. assert (C := cum_cell K p Hp i Hi).
  destruct n as [|m]; [lia|]. assert (N := INR_ge_1 (S m) Hn).
  assert (T := TD_square m (cum p i) (cum p (S i)) ltac:(lra) ltac:(lra)).
  replace (cum p (S i) - cum p i) with (p i) in T by (rewrite cum_S; ring).
  apply Rmult_le_reg_r with (2 * (INR (S m) + 1)); [lra|].
  unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra. nra.
Qed.

Theorem win_rate_gap_renyi n :
  (1 <= n)%nat ->
  INR n / (INR n + 1) - win_rate K p n <= (INR n - 1) / 2 * collision K p.
Proof.
  intros Hn. assert (A := win_rate_gap_renyi_sharp n Hn). assert (N := INR_ge_1 n Hn).
  assert (0 <= collision K p) by (apply rsum_nonneg; intros; apply pow2_ge_0). nra.
Qed.

Theorem win_rate_gap_cubic n :
  (1 <= n)%nat ->
  INR n / (INR n + 1) - win_rate K p n <= INR n * (INR n - 1) / 12 * rsum (fun i => p i ^ 3) K.
Proof.
  intros Hn. rewrite win_rate_gap_cells by exact Hn. rewrite <- rsum_scal.
  apply rsum_le. intros i Hi. rewrite win_cell_TD. assert (C := cum_cell K p Hp i Hi).
  destruct n as [|m]; [lia|]. assert (N := INR_ge_1 (S m) Hn).
  assert (T := TD_cube m (cum p i) (cum p (S i)) ltac:(lra) ltac:(lra)).
  replace (cum p (S i) - cum p i) with (p i) in T by (rewrite cum_S; ring).
  apply Rmult_le_reg_r with (2 * (INR (S m) + 1)); [lra|].
  unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  apply Rle_trans with (1 := T). right. field.
Qed.

(** At n = 2 the cubic bound is exact: the gap is the sum of cubes over 6. *)
Theorem win_rate_gap_two : 2 / 3 - win_rate K p 2 = rsum (fun i => p i ^ 3) K / 6.
Proof.
  assert (E := win_rate_gap_cells 2 ltac:(lia)). simpl INR in E.
  replace (2 / 3) with ((1 + 1) / (1 + 1 + 1)) by field. rewrite E.
  unfold Rdiv. rewrite <- rsum_scal_r. apply rsum_ext. intros i Hi.
  rewrite win_cell_TD. unfold TD. rewrite cum_S. simpl. field.
Qed.

End WinRate.

(** One outcome and n = 2: the sharp bound is an equality. *)
Theorem win_rate_gap_renyi_sharp_attained :
  INR 2 / (INR 2 + 1) - win_rate 1 (fun _ => 1) 2 = (INR 2 - 1) / 6 * collision 1 (fun _ => 1).
Proof.
  rewrite (win_rate_midpoints 1 (fun _ => 1)). unfold bon, cum, collision. simpl. field.
Qed.
