(** * The best constants

    A constant c serves n when the gap is at most c times the weighted sum of
    squared masses on every finite distribution: [kl_constant n c] for KL with
    weights F_i^(n-2), [win_constant n c] for the win rate with weights F_i^(n-1).

    - [fine N x]: N equal levels of mass (1-x)/N below one of mass x.  As N grows
      only the top level counts;
    - [kl_gap_best_constant], [win_rate_gap_best_constant]: c serves exactly when
      phi(x) <= c x^2, or omega(x) <= c x^2, for all x in (0, 1];
    - [kl_best_constant_exists], [win_rate_best_constant_exists]: so there is a
      least constant, the supremum of phi(x)/x^2, or of omega(x)/x^2;
    - [kl_constant_two]: it is ln 2 - 1/2 for KL and n = 2;
    - [kl_gap_renyi_sharp_best]: no smaller multiple of n(n-1) serves every n. *)

Require Import Reals Lra Lia.
From BonVerify Require Import Sums Logarithms BestOfN Cell KlBound CellCalculus WinRate RenyiBounds.
Open Scope R_scope.

(** N equal cells of mass (1-x)/N below one of mass x. *)
Definition fine (N : nat) (x : R) (i : nat) : R := if Nat.ltb i N then (1 - x) / INR N else x.

Section Fine.
Variables (N : nat) (x : R).
Hypothesis HN : (1 <= N)%nat.
Hypothesis Hx : 0 < x < 1.

Lemma fine_below i : (i < N)%nat -> fine N x i = (1 - x) / INR N.
Proof. intros H. unfold fine. destruct (Nat.ltb_spec i N); [reflexivity|lia]. Qed.

Lemma fine_top : fine N x N = x.
Proof. unfold fine. now rewrite Nat.ltb_irrefl. Qed.

Lemma fine_cum : cum (fine N x) N = 1 - x.
Proof.
  assert (M := INR_ge_1 N HN). unfold cum.
  rewrite (rsum_ext _ (fun _ => (1 - x) / INR N)) by (intros; now apply fine_below).
  rewrite rsum_const. field. lra.
Qed.

Lemma fine_is_dist : is_dist (S N) (fine N x).
Proof.
  assert (M := INR_ge_1 N HN). split.
  - intros i _. unfold fine. destruct (Nat.ltb i N); [apply Rdiv_lt_0_compat; lra|lra].
  - rewrite rsum_S. fold (cum (fine N x) N). rewrite fine_cum, fine_top. ring.
Qed.

(** What the fine cells add to a sum of F^k p^2 is at most 1/N. *)
Lemma fine_squares k :
  rsum (fun i => cum (fine N x) (S i) ^ k * fine N x i ^ 2) (S N) <= x ^ 2 + / INR N.
Proof.
  assert (M := INR_ge_1 N HN). rewrite rsum_S. rewrite cum_S, fine_cum, fine_top.
  replace (1 - x + x) with 1 by ring. rewrite pow1.
  enough (rsum (fun i => cum (fine N x) (S i) ^ k * fine N x i ^ 2) N <= / INR N) by lra.
  apply Rle_trans with (rsum (fun _ => (/ INR N) ^ 2) N).
  - apply rsum_le. intros i Hi. rewrite fine_below by exact Hi.
    assert (C := cum_cell (S N) (fine N x) fine_is_dist i ltac:(lia)).
    assert (P := pow_le_1 (cum (fine N x) (S i)) k ltac:(lra)).
    assert (P0 := pow_le (cum (fine N x) (S i)) k ltac:(lra)).
    assert (I : 0 < / INR N) by (apply Rinv_0_lt_compat; lra).
    assert (Q : ((1 - x) / INR N) ^ 2 <= (/ INR N) ^ 2).
    { apply pow_incr. unfold Rdiv. split; nra. }
    assert (0 <= ((1 - x) / INR N) ^ 2) by apply pow2_ge_0. nra.
  - rewrite rsum_const. right. field. lra.
Qed.

End Fine.

(** A bound that holds up to an arbitrary 1/N holds. *)
Lemma le_up_to_inverse a b c : (forall N, (1 <= N)%nat -> a <= b + c * / INR N) -> a <= b.
Proof.
  intros H. apply Rnot_lt_le. intros Hlt.
  destruct (Rle_lt_dec c 0) as [Hc|Hc].
  { specialize (H 1%nat ltac:(lia)). simpl in H. lra. }
  destruct (archimed_cor1 ((a - b) / c)) as [N [HN N0]]; [apply Rdiv_lt_0_compat; lra|].
  specialize (H N ltac:(lia)). apply (Rmult_lt_compat_l c) in HN; [|exact Hc].
  replace (c * ((a - b) / c)) with (a - b) in HN by (field; lra). lra.
Qed.

Definition kl_constant (n : nat) (c : R) : Prop := forall K p, is_dist K p ->
  kl_formula n - KL K p n <= c * rsum (fun i => cum p (S i) ^ (n - 2) * p i ^ 2) K.

Definition win_constant (n : nat) (c : R) : Prop := forall K p, is_dist K p ->
  INR n / (INR n + 1) - win_rate K p n <= c * rsum (fun i => cum p (S i) ^ (n - 1) * p i ^ 2) K.

Lemma one_outcome : is_dist 1 (fun _ => 1).
Proof. split; [intros; lra|simpl; lra]. Qed.

Theorem kl_gap_best_constant n c :
  (2 <= n)%nat -> (kl_constant n c <-> forall x, 0 < x <= 1 -> phi n x <= c * x ^ 2).
Proof.
  intros Hn. split.
  - intros H x [Hx [Hx1| -> ]].
    + apply le_up_to_inverse with c. intros N HN.
      assert (D := fine_is_dist N x HN ltac:(lra)).
      assert (T := kl_gap_top_atom (S N) (fine N x) D n ltac:(lia)).
      unfold top in T. simpl pred in T. rewrite fine_top in T by assumption.
      specialize (H _ _ D).
      assert (S0 := fine_squares N x HN ltac:(lra) (n - 2)).
      assert (C0 : 0 <= c).
      { assert (P := phi_nonneg n x ltac:(lia) ltac:(lra)).
        apply Rnot_lt_le. intros Hc.
        assert (0 < rsum (fun i => cum (fine N x) (S i) ^ (n - 2) * fine N x i ^ 2) (S N)).
        { apply rsum_pos; [lia|]. intros i Hi.
          assert (Q := cum_cell _ _ D i Hi). assert (R := dist_pos _ _ D i Hi).
          apply Rmult_lt_0_compat; apply pow_lt; lra. }
        nra. }
      apply (Rmult_le_compat_l c) in S0; [|exact C0]. lra.
    + specialize (H _ _ one_outcome). rewrite (kl_gap_identity 1 _ one_outcome) in H by lia.
      unfold cum in H. simpl rsum in H. replace ((0 + 1)) with 1 in H by ring.
      rewrite !pow1 in H. replace (1 / 1) with 1 in H by field. lra.
  - intros H K p Hp. rewrite (kl_gap_identity K p Hp) by lia. rewrite <- rsum_scal.
    apply rsum_le. intros i Hi. assert (C := cum_cell K p Hp i Hi).
    assert (R := relative_mass K p Hp i Hi). assert (P := dist_pos _ _ Hp i Hi).
    specialize (H (p i / cum p (S i)) ltac:(lra)).
    apply (Rmult_le_compat_l (cum p (S i) ^ n)) in H; [|apply pow_le; lra].
    apply Rle_trans with (1 := H). right. destruct n as [|[|m]]; [lia|lia|].
    replace (S (S m) - 2)%nat with m by lia. simpl. field. lra.
Qed.

Theorem win_rate_gap_best_constant n c :
  (1 <= n)%nat -> (win_constant n c <-> forall x, 0 < x <= 1 -> omega n x <= c * x ^ 2).
Proof.
  intros Hn.
  assert (Om : forall x, 0 < x <= 1 -> 0 <= omega n x).
  { intros x Hx. assert (E := win_cell_omega n 1 x). rewrite pow1, Rmult_1_l, Rmult_1_l in E.
    rewrite <- E, win_cell_TD. destruct n as [|m]; [lia|]. assert (N := pos_INR (S m)).
    apply Rmult_le_pos; [apply TD_nonneg; lra|left; apply Rinv_0_lt_compat; lra]. }
  split.
  - intros H x [Hx [Hx1| -> ]].
    + apply le_up_to_inverse with c. intros N HN.
      assert (D := fine_is_dist N x HN ltac:(lra)).
      assert (T : omega n x <= INR n / (INR n + 1) - win_rate (S N) (fine N x) n).
      { rewrite (win_rate_gap_identity _ _ D) by exact Hn.
        apply Rle_trans with ((fun i => cum (fine N x) (S i) ^ S n
          * omega n (fine N x i / cum (fine N x) (S i))) N).
        - cbv beta. rewrite cum_S, fine_cum, fine_top by (assumption || lra).
          replace (1 - x + x) with 1 by ring. rewrite pow1. unfold Rdiv. rewrite Rinv_1, Rmult_1_r. lra.
        - apply (rsum_term_le (fun i => cum (fine N x) (S i) ^ S n
             * omega n (fine N x i / cum (fine N x) (S i)))); [|lia]. intros i Hi.
          assert (C := cum_cell _ _ D i Hi). assert (R := relative_mass _ _ D i Hi).
          assert (P := dist_pos _ _ D i Hi).
          apply Rmult_le_pos; [apply pow_le; lra|apply Om; lra]. }
      specialize (H _ _ D).
      assert (S0 := fine_squares N x HN ltac:(lra) (n - 1)).
      assert (C0 : 0 <= c).
      { assert (P := Om x ltac:(lra)).
        apply Rnot_lt_le. intros Hc.
        assert (0 < rsum (fun i => cum (fine N x) (S i) ^ (n - 1) * fine N x i ^ 2) (S N)).
        { apply rsum_pos; [lia|]. intros i Hi.
          assert (Q := cum_cell _ _ D i Hi). assert (R := dist_pos _ _ D i Hi).
          apply Rmult_lt_0_compat; apply pow_lt; lra. }
        nra. }
      apply (Rmult_le_compat_l c) in S0; [|exact C0]. lra.
    + specialize (H _ _ one_outcome). rewrite (win_rate_gap_identity 1 _ one_outcome) in H by lia.
      unfold cum in H. simpl rsum in H. replace ((0 + 1)) with 1 in H by ring.
      rewrite !pow1 in H. replace (1 / 1) with 1 in H by field. lra.
  - intros H K p Hp. rewrite (win_rate_gap_identity K p Hp) by lia. rewrite <- rsum_scal.
    apply rsum_le. intros i Hi. assert (C := cum_cell K p Hp i Hi).
    assert (R := relative_mass K p Hp i Hi). assert (P := dist_pos _ _ Hp i Hi).
    specialize (H (p i / cum p (S i)) ltac:(lra)).
    apply (Rmult_le_compat_l (cum p (S i) ^ S n)) in H; [|apply pow_le; lra].
    apply Rle_trans with (1 := H). right. destruct n as [|m]; [lia|].
    replace (S m - 1)%nat with m by lia. simpl. field. lra.
Qed.

(** n = 2: the constants are ln 2 - 1/2 and 1/6; nothing smaller will do. *)
Corollary kl_constant_two c : kl_constant 2 c <-> ln 2 - 1 / 2 <= c.
Proof.
  split.
  - intros H. apply (proj1 (kl_gap_best_constant 2 c ltac:(lia))) with (x := 1) in H; [|lra].
    rewrite phi_1 in H by lia. unfold kl_formula in H. simpl in H.
    replace (1 + 1) with 2 in H by ring. lra.
  - intros Hc K p Hp. assert (A := kl_gap_renyi_weighted K p Hp 2 ltac:(lia)).
    apply Rle_trans with (1 := A). simpl (INR 2).
    replace ((ln 2 - 1 / 2) / 2 * ((1 + 1) * (1 + 1 - 1))) with (ln 2 - 1 / 2) by field.
    apply Rmult_le_compat_r; [|exact Hc]. apply rsum_nonneg. intros i Hi.
    assert (C := cum_cell K p Hp i Hi). apply Rmult_le_pos; [apply pow_le; lra|apply pow2_ge_0].
Qed.

(** The sharp constant (ln 2 - 1/2)/2 n(n-1) is the least multiple of n(n-1) for all n at once. *)
Corollary kl_gap_renyi_sharp_best c :
  (forall K p n, is_dist K p -> (1 <= n)%nat ->
     kl_formula n - KL K p n <= c * (INR n * (INR n - 1)) * collision K p)
  <-> (ln 2 - 1 / 2) / 2 <= c.
Proof.
  split.
  - intros H. specialize (H _ _ 2%nat one_outcome ltac:(lia)).
    rewrite kl_gap_renyi_sharp_attained in H. unfold collision in H. simpl in H. lra.
  - intros Hc K p n Hp Hn. assert (A := kl_gap_renyi_sharp K p Hp n Hn).
    apply Rle_trans with (1 := A).
    apply Rmult_le_compat_r; [apply rsum_nonneg; intros; apply pow2_ge_0|].
    apply Rmult_le_compat_r; [now apply pairs_nonneg|exact Hc].
Qed.

(** The best constants exist: the least upper bound of phi(x)/x^2 on (0, 1], and of omega(x)/x^2. *)
Lemma least_constant (f : R -> R) (C : R) :
  (forall x, 0 < x <= 1 -> f x <= C * x ^ 2) ->
  exists c, forall c', c <= c' <-> forall x, 0 < x <= 1 -> f x <= c' * x ^ 2.
Proof.
  intros H. set (E := fun y => exists x, 0 < x <= 1 /\ y = f x / x ^ 2).
  assert (X2 : forall x, 0 < x <= 1 -> 0 < x ^ 2) by (intros x Hx; apply pow_lt; lra).
  assert (Le : forall c' x, 0 < x <= 1 -> (f x <= c' * x ^ 2 <-> f x / x ^ 2 <= c')).
  { intros c' x Hx. assert (P := X2 x Hx). split; intros L.
    - apply Rmult_le_reg_r with (x ^ 2); [exact P|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
    - apply (Rmult_le_compat_r (x ^ 2)) in L; [|lra]. unfold Rdiv in L.
      rewrite Rmult_assoc, Rinv_l in L by lra. lra. }
  destruct (completeness E) as [c [U L]].
  - exists C. intros y [x [Hx ->]]. apply Le; auto.
  - exists (f 1 / 1 ^ 2), 1. split; [lra|reflexivity].
  - exists c. intros c'. split.
    + intros Hc x Hx. apply Le; [exact Hx|]. apply Rle_trans with (2 := Hc). apply U. now exists x.
    + intros Hc. apply L. intros y [x [Hx ->]]. apply Le; auto.
Qed.

Theorem kl_best_constant_exists n : (2 <= n)%nat ->
  exists c, (forall c', c <= c' <-> forall x, 0 < x <= 1 -> phi n x <= c' * x ^ 2)
         /\ (forall c', c <= c' <-> kl_constant n c').
Proof.
  intros Hn. destruct (least_constant (phi n) (INR n * (INR n - 1) / 2)) as [c Hc].
  - intros x Hx. destruct n as [|m]; [lia|].
    assert (C := cell_coarse_square m (1 - x) 1 ltac:(lra)). rewrite pow1 in C.
    replace (1 - (1 - x)) with x in C by ring.
    replace (INR (S m) - 1) with (INR m) by (rewrite S_INR; ring). unfold phi. lra.
  - exists c. split; [exact Hc|]. intros c'. rewrite Hc. symmetry. now apply kl_gap_best_constant.
Qed.

Theorem win_rate_best_constant_exists n : (1 <= n)%nat ->
  exists c, (forall c', c <= c' <-> forall x, 0 < x <= 1 -> omega n x <= c' * x ^ 2)
         /\ (forall c', c <= c' <-> win_constant n c').
Proof.
  intros Hn. assert (N := INR_ge_1 n Hn).
  destruct (least_constant (omega n) ((INR n - 1) / 6)) as [c Hc].
  - intros x Hx. assert (E := win_cell_omega n 1 x). rewrite pow1, !Rmult_1_l in E.
    rewrite <- E, win_cell_TD. destruct n as [|m]; [lia|].
    assert (T := TD_square m (1 - x) 1 ltac:(lra) ltac:(lra)).
    replace (1 - (1 - x)) with x in T by ring.
    apply Rmult_le_reg_r with (2 * (INR (S m) + 1)); [lra|].
    unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l by lra. nra.
  - exists c. split; [exact Hc|]. intros c'. rewrite Hc. symmetry. now apply win_rate_gap_best_constant.
Qed.
