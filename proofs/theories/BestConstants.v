(** * The best constants

    A constant c serves n when the gap is at most c times the weighted sum of
    squared masses on every finite distribution: [kl_constant n c] for KL with
    weights F_i^(n-2), [win_constant n c] for the win rate with weights F_i^(n-1).

    - [fine N x]: N equal levels of mass (1-x)/N below one of mass x.  As N grows
      only the top level counts;
    - [kl_gap_best_constant], [win_rate_gap_best_constant]: c serves exactly when
      phi(x) <= c x^2, or omega(x) <= c x^2, for all x in (0, 1];
    - [kl_best_constant], [win_rate_best_constant]: so there is a least constant,
      the largest value of phi(x)/x^2, or of omega(x)/x^2.  The maximum is attained,
      because both quotients are continuous and tend to 0 with x;
    - [kl_constant_two]: it is ln 2 - 1/2 for KL and n = 2;
    - [kl_gap_renyi_sharp_best]: no smaller multiple of n(n-1) serves every n. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From BonVerify Require Import Sums Logarithms BestOfN Cell KlBound CellCalculus WinRate RenyiBounds CubicBound.
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

(** ** The least constant is attained *)

(** The Coq logarithm is 0 on u <= 0, so u ln u is continuous at 0 from both sides. *)
Lemma u_ln_u_bound u : Rabs (u * ln u) <= 2 * sqrt (Rabs u) + u ^ 2.
Proof.
  assert (Q := pow2_ge_0 u). assert (S := sqrt_pos (Rabs u)).
  destruct (Rlt_dec 0 u) as [H|H].
  - rewrite (Rabs_right u) in * by lra.
    assert (S1 := sqrt_lt_R0 u H). assert (S2 := sqrt_sqrt u ltac:(lra)).
    assert (L : - ln u <= 2 * (/ sqrt u - 1)).
    { assert (A := ln_le_sub1 (/ sqrt u) ltac:(now apply Rinv_0_lt_compat)).
      rewrite ln_Rinv in A by exact S1.
      assert (B : ln u = ln (sqrt u) + ln (sqrt u)) by (rewrite <- ln_mult, S2; auto). lra. }
    assert (U := ln_le_sub1 u H). apply Rabs_le. split.
    + apply (Rmult_le_compat_l u) in L; [|lra].
      replace (u * (2 * (/ sqrt u - 1))) with (2 * (sqrt u * sqrt u * / sqrt u) - 2 * u) in L
        by (rewrite S2; ring).
      replace (sqrt u * sqrt u * / sqrt u) with (sqrt u) in L by (field; lra). lra.
    + apply (Rmult_le_compat_l u) in U; [|lra]. nra.
  - replace (ln u) with 0 by (unfold ln; destruct (Rlt_dec 0 u); [contradiction|reflexivity]).
    rewrite Rmult_0_r, Rabs_R0. lra.
Qed.

Lemma u_ln_u_continuous u : 0 <= u -> continuity_pt (fun v => v * ln v) u.
Proof.
  intros [H| <- ].
  - apply derivable_continuous_pt. exists (ln u + 1). apply is_derive_Reals.
    auto_derive; [exact H|]. field. lra.
  - intros eps He.
    assert (D0 : 0 < Rmin 1 ((eps / 4) ^ 2)) by (apply Rmin_pos; [lra|apply pow_lt; lra]).
    exists (Rmin (Rmin 1 ((eps / 4) ^ 2)) (eps / 4)). split; [apply Rmin_pos; lra|].
    intros v [_ Hv]. change (Rabs (v - 0) < Rmin (Rmin 1 ((eps / 4) ^ 2)) (eps / 4)) in Hv.
    change (Rabs (v * ln v - 0 * ln 0) < eps). rewrite Rminus_0_r in Hv. rewrite Rmult_0_l, Rminus_0_r.
    assert (A := Rmin_l (Rmin 1 ((eps / 4) ^ 2)) (eps / 4)).
    assert (B := Rmin_r (Rmin 1 ((eps / 4) ^ 2)) (eps / 4)).
    assert (A1 := Rmin_l 1 ((eps / 4) ^ 2)). assert (A2 := Rmin_r 1 ((eps / 4) ^ 2)).
    assert (P := Rabs_pos v).
    assert (Sq : sqrt (Rabs v) < eps / 4).
    { rewrite <- (sqrt_pow2 (eps / 4)) by lra. apply sqrt_lt_1; [lra|apply pow2_ge_0|lra]. }
    assert (V2 : v ^ 2 <= Rabs v).
    { rewrite <- Rabs_right with (r := v ^ 2) by (apply Rle_ge, pow2_ge_0).
      rewrite <- RPow_abs. simpl. nra. }
    apply Rle_lt_trans with (1 := u_ln_u_bound v). lra.
Qed.

(** A function that vanishes faster than x^2 at 0 attains its largest quotient by x^2. *)
Lemma greatest_quotient (f : R -> R) C :
  (forall x, 0 < x <= 1 -> continuity_pt f x) -> (forall x, 0 < x <= 1 -> f x <= C * x ^ 3) -> 0 < f 1 ->
  exists x, 0 < x <= 1 /\ forall y, 0 < y <= 1 -> f y / y ^ 2 <= f x / x ^ 2.
Proof.
  intros Hc HC H1.
  assert (C0 : 0 < C) by (specialize (HC 1 ltac:(lra)); lra).
  set (d := Rmin 1 (f 1 / C)).
  assert (D0 : 0 < d) by (apply Rmin_pos; [lra|now apply Rdiv_lt_0_compat]).
  assert (D1 : d <= 1) by apply Rmin_l. assert (D2 : d <= f 1 / C) by apply Rmin_r.
  destruct (continuity_ab_maj (fun x => f x / x ^ 2) d 1 D1) as [x [Hx Ix]].
  - intros y Hy. apply continuity_pt_div; [apply Hc; lra| |].
    + apply derivable_continuous_pt, derivable_pt_pow.
    + apply pow_nonzero. lra.
  - exists x. split; [lra|]. intros y Hy. destruct (Rle_lt_dec d y) as [Hd|Hd].
    + apply Hx. lra.
    + apply Rle_trans with (f 1 / 1 ^ 2); [|apply Hx; lra].
      assert (Y : 0 < y ^ 2) by (apply pow_lt; lra).
      apply Rle_trans with (C * y).
      * apply Rmult_le_reg_r with (y ^ 2); [exact Y|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra.
        specialize (HC y Hy). lra.
      * apply (Rmult_le_compat_l C) in D2; [|lra]. replace (C * (f 1 / C)) with (f 1) in D2 by (field; lra).
        apply (Rmult_lt_compat_l C) in Hd; [|exact C0]. lra.
Qed.

(** What a largest quotient at x says about the constants that serve. *)
Lemma quotient_constant (f : R -> R) x c :
  0 < x <= 1 -> (forall y, 0 < y <= 1 -> f y / y ^ 2 <= f x / x ^ 2) ->
  f x / x ^ 2 <= c <-> forall y, 0 < y <= 1 -> f y <= c * y ^ 2.
Proof.
  intros Hx Hmax.
  assert (E : forall y, 0 < y <= 1 -> (f y <= c * y ^ 2 <-> f y / y ^ 2 <= c)).
  { intros y Hy. assert (P : 0 < y ^ 2) by (apply pow_lt; lra). split; intros L.
    - apply Rmult_le_reg_r with (y ^ 2); [exact P|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
    - apply (Rmult_le_compat_r (y ^ 2)) in L; [|lra]. unfold Rdiv in L.
      rewrite Rmult_assoc, Rinv_l in L by lra. lra. }
  split; intros H.
  - intros y Hy. apply E; [exact Hy|]. specialize (Hmax y Hy). lra.
  - apply E; [exact Hx|]. now apply H.
Qed.

Lemma phi_continuous n x : (1 <= n)%nat -> 0 < x <= 1 -> continuity_pt (phi n) x.
Proof.
  intros Hn Hx. destruct n as [|m]; [lia|].
  set (c := ln (INR (S m)) - (INR (S m) - 1) / INR (S m)).
  set (e := fun v : R => v ^ S m * c + (INR (S m) - 1) * (v ^ m * (v * ln v))).
  set (q := fun v : R => (1 - (1 - v) ^ S m) * ln ((1 - (1 - v) ^ S m) / v)).
  assert (Pow : forall (k : nat) v, continuity_pt (fun u => u ^ k) v)
    by (intros; apply derivable_continuous_pt, derivable_pt_pow).
  assert (Ce : continuity_pt e (1 - x)).
  { unfold e. apply (continuity_pt_plus (fun v => v ^ S m * c)).
    - apply (continuity_pt_mult (fun v => v ^ S m) (fun _ => c)); [apply Pow|].
      apply continuity_pt_const. intros u v. reflexivity.
    - apply (continuity_pt_mult (fun _ => INR (S m) - 1) (fun v => v ^ m * (v * ln v))).
      + apply continuity_pt_const. intros u v. reflexivity.
      + apply (continuity_pt_mult (fun v => v ^ m) (fun v => v * ln v)); [apply Pow|].
        apply u_ln_u_continuous. lra. }
  assert (Cq : continuity_pt q x).
  { apply derivable_continuous_pt. eexists. apply is_derive_Reals. unfold q.
    assert (P : 0 < 1 - (1 - x) ^ S m).
    { assert (A := pow_le_1 (1 - x) m ltac:(lra)). assert (B := pow_le (1 - x) m ltac:(lra)). simpl. nra. }
    auto_derive; [|reflexivity]. repeat split; try lra. simpl in P. now apply Rdiv_lt_0_compat. }
  apply (continuity_pt_ext (fun v => kl_formula (S m) - e (1 - v) - q v)).
  - intros v. unfold phi, cell. rewrite G_1. unfold e, q, G, c.
    replace (1 - (1 - v)) with v by ring. rewrite pow1. simpl pow. ring.
  - apply (continuity_pt_minus (fun v => kl_formula (S m) - e (1 - v))); [|exact Cq].
    apply (continuity_pt_minus (fun _ => kl_formula (S m))).
    + apply continuity_pt_const. intros u v. reflexivity.
    + apply (continuity_pt_comp (fun v => 1 - v) e); [|exact Ce].
      apply derivable_continuous_pt. exists (- (1)). apply is_derive_Reals. auto_derive; [exact I|ring].
Qed.

(** The best constant for KL: the largest phi(y)/y^2. *)
Theorem kl_best_constant n : (2 <= n)%nat ->
  exists x, 0 < x <= 1 /\ (forall y, 0 < y <= 1 -> phi n y / y ^ 2 <= phi n x / x ^ 2) /\
    forall c, kl_constant n c <-> phi n x / x ^ 2 <= c.
Proof.
  intros Hn.
  assert (X : exists x, 0 < x <= 1 /\ forall y, 0 < y <= 1 -> phi n y / y ^ 2 <= phi n x / x ^ 2).
  { destruct (Nat.eq_dec n 2) as [->|Hne].
    - exists 1. split; [lra|]. intros y Hy. rewrite phi_1 by lia.
      assert (H := proj1 (kl_gap_best_constant 2 (ln 2 - 1 / 2) ltac:(lia))
        (proj2 (kl_constant_two (ln 2 - 1 / 2)) ltac:(lra)) y Hy).
      assert (Y : 0 < y ^ 2) by (apply pow_lt; lra).
      replace (kl_formula 2 / 1 ^ 2) with (ln 2 - 1 / 2)
        by (unfold kl_formula; simpl; replace (1 + 1) with 2 by ring; field).
      apply Rmult_le_reg_r with (y ^ 2); [exact Y|]. unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l by lra. lra.
    - destruct n as [|[|[|k]]]; [lia..|].
      apply (greatest_quotient _ (INR (S (S (S k))) * INR (S (S k)) ^ 2 / 24)).
      + intros x Hx. apply phi_continuous; [lia|exact Hx].
      + intros x Hx. assert (C := cell_cube k (1 - x) 1 ltac:(lra) ltac:(lra)).
        rewrite pow1 in C. replace (1 - (1 - x)) with x in C by ring. unfold phi. lra.
      + apply phi_pos; [lia|lra]. }
  destruct X as [x [Hx Hmax]]. exists x. split; [exact Hx|]. split; [exact Hmax|].
  intros c. rewrite (kl_gap_best_constant n c Hn). symmetry. now apply quotient_constant.
Qed.

Lemma omega_cube n x : (1 <= n)%nat -> 0 < x <= 1 -> omega n x <= INR n * (INR n - 1) / 12 * x ^ 3.
Proof.
  intros Hn Hx. assert (E := win_cell_omega n 1 x). rewrite pow1, !Rmult_1_l in E.
  rewrite <- E, win_cell_TD. destruct n as [|m]; [lia|].
  assert (N := INR_ge_1 (S m) ltac:(lia)).
  assert (T := TD_cube m (1 - x) 1 ltac:(lra) ltac:(lra)). replace (1 - (1 - x)) with x in T by ring.
  apply Rmult_le_reg_r with (2 * (INR (S m) + 1)); [lra|].
  unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

(** The best constant for the win rate: the largest omega(y)/y^2. *)
Theorem win_rate_best_constant n : (1 <= n)%nat ->
  exists x, 0 < x <= 1 /\ (forall y, 0 < y <= 1 -> omega n y / y ^ 2 <= omega n x / x ^ 2) /\
    forall c, win_constant n c <-> omega n x / x ^ 2 <= c.
Proof.
  intros Hn.
  assert (X : exists x, 0 < x <= 1 /\ forall y, 0 < y <= 1 -> omega n y / y ^ 2 <= omega n x / x ^ 2).
  { destruct (Nat.eq_dec n 1) as [->|Hne].
    - exists 1. split; [lra|]. intros y Hy. right.
      unfold omega. simpl. field. lra.
    - apply (greatest_quotient _ (INR n * (INR n - 1) / 12)).
      + intros x Hx. apply derivable_continuous_pt. eexists. apply is_derive_Reals.
        unfold omega. auto_derive; [exact I|reflexivity].
      + intros x Hx. now apply omega_cube.
      + assert (N := INR_ge_2 n ltac:(lia)). unfold omega. replace (1 - 1) with 0 by ring.
        rewrite !pow_i by lia. enough (1 / 2 < INR n / (INR n + 1)) by lra.
        apply Rmult_lt_reg_r with (INR n + 1); [lra|]. unfold Rdiv at 2. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  destruct X as [x [Hx Hmax]]. exists x. split; [exact Hx|]. split; [exact Hmax|].
  intros c. rewrite (win_rate_gap_best_constant n c Hn). symmetry. now apply quotient_constant.
Qed.
