(** * More draws carry soft best-of-n further away

    The ratio of soft best-of-n to the reference r is a function of the weight that
    increases, and it does so more steeply from n to n + 1 draws, and more steeply still
    for the tilted policy r w / E w: each of the differences is negative below some
    weight and not above it.  By Gibbs' inequality ([spread_kl]) therefore

    - [soft_kl_monotone]: KL of soft best-of-n from r does not decrease with n;
    - [soft_kl_tilted]: it is at most that of the tilted policy.

    For n and n + 1 the change of sign is seen in the race of [SoftRace]: a draw that
    arrives at a time t counts (n+1) L(t)^n - n L(t)^(n-1) more, L the survival, which
    changes its sign once, and larger weights arrive earlier. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
Require Import List Arith Bool.
From BonVerify Require Import Sums Logarithms BestOfN Draws SoftBestOfN SoftRace.
Open Scope R_scope.

(** Differences that move mass to larger values do not lower the mean. *)
Lemma crossing (d v : nat -> R) K :
  (forall i j, (i < K)%nat -> (j < K)%nat -> 0 <= d i -> d j < 0 -> v j <= v i) ->
  rsum d K = 0 -> 0 <= rsum (fun i => d i * v i) K.
Proof.
  intros H E.
  assert (S : exists c, forall i, (i < K)%nat -> 0 <= d i * (v i - c)).
  { clear E. induction K as [|k IH]; [exists 0; lia|].
    destruct IH as [c C]; [intros i j Hi Hj; apply H; lia|].
    destruct (Rle_lt_dec 0 (d k)) as [P|P].
    - exists (Rmin c (v k)). assert (A := Rmin_l c (v k)). assert (B := Rmin_r c (v k)). intros i Hi.
      destruct (Nat.eq_dec i k) as [->|Ne]; [apply Rmult_le_pos; lra|]. specialize (C i ltac:(lia)).
      destruct (Rle_lt_dec 0 (d i)) as [Q|Q].
      + apply Rle_trans with (1 := C). apply Rmult_le_compat_l; lra.
      + assert (V := H k i ltac:(lia) ltac:(lia) P Q).
        assert (v i <= c) by nra. assert (v i <= Rmin c (v k)) by now apply Rmin_glb. nra.
    - exists (Rmax c (v k)). assert (A := Rmax_l c (v k)). assert (B := Rmax_r c (v k)). intros i Hi.
      destruct (Nat.eq_dec i k) as [->|Ne]; [nra|]. specialize (C i ltac:(lia)).
      destruct (Rle_lt_dec 0 (d i)) as [Q|Q].
      + assert (V := H i k ltac:(lia) ltac:(lia) Q P). destruct Q as [Q|Q]; [|rewrite <- Q; lra].
        assert (c <= v i) by nra. assert (Rmax c (v k) <= v i) by now apply Rmax_lub. nra.
      + nra. }
  destruct S as [c C]. replace (rsum (fun i => d i * v i) K) with (rsum (fun i => d i * (v i - c)) K).
  - now apply rsum_nonneg.
  - rewrite (rsum_ext _ (fun i => d i * v i - d i * c)) by (intros; ring). rewrite rsum_minus, rsum_scal_r, E. ring.
Qed.

(** If q has more mass than s at the larger ratios of s to p, then q is further from p. *)
Lemma spread_kl K p s q : is_dist K p -> is_dist K s -> is_dist K q ->
  (forall i j, (i < K)%nat -> (j < K)%nat -> s i <= q i -> q j < s j -> s j / p j <= s i / p i) ->
  kl K s p <= kl K q p.
Proof.
  intros Hp Hs Hq H.
  assert (G : rsum (fun i => q i * ln (s i / p i)) K <= kl K q p).
  { apply (gibbs K p Hp q s); [intros i Hi; left; now apply (dist_pos _ _ Hq)|exact (dist_pos _ _ Hs)|].
    now rewrite (dist_total _ _ Hq), (dist_total _ _ Hs). }
  apply Rle_trans with (2 := G). unfold kl. apply Rminus_le_0. rewrite <- rsum_minus.
  rewrite (rsum_ext _ (fun i => (q i - s i) * ln (s i / p i))) by (intros; ring).
  apply crossing.
  - intros i j Hi Hj A B. apply ln_le_mono; [|apply H; assumption || lra].
    apply Rdiv_lt_0_compat; [now apply (dist_pos _ _ Hs)|now apply (dist_pos _ _ Hp)].
  - rewrite rsum_minus, (dist_total _ _ Hq), (dist_total _ _ Hs). ring.
Qed.

Section Spread.
Variables (M : nat) (r w : nat -> R).
Hypothesis Hr : is_dist M r.
Hypothesis Hw : forall y, (y < M)%nat -> 0 < w y.

Lemma ratio_increases n y z : (1 <= n)%nat -> (y < M)%nat -> (z < M)%nat -> w y <= w z ->
  soft M r w n y / r y <= soft M r w n z / r z.
Proof.
  intros Hn Hy Hz H. assert (N := INR_ge_1 n Hn). assert (A := Hw y Hy).
  rewrite <- !later_0 by assumption. apply Rmult_le_compat_l; [lra|].
  apply expect_le; [exact (dist_pos _ _ Hr)|]. intros t _ Ht. assert (B := total_weight_nonneg M w Hw t Ht).
  rewrite !Rmult_0_r, Ropp_0, exp_0, !Rmult_1_r.
  apply Rminus_le_0.
  replace (w z / (w z + total_weight w t) - w y / (w y + total_weight w t))
    with ((w z - w y) * total_weight w t * / ((w z + total_weight w t) * (w y + total_weight w t))) by (field; lra).
  apply Rmult_le_pos; [apply Rmult_le_pos; lra|]. left. apply Rinv_0_lt_compat, Rmult_lt_0_compat; lra.
Qed.

Lemma ratio_by_weight n y z : (1 <= n)%nat -> (y < M)%nat -> (z < M)%nat -> w y <= w z ->
  soft M r w n z / r z / w z <= soft M r w n y / r y / w y.
Proof.
  intros Hn Hy Hz H. assert (N := INR_ge_1 n Hn). assert (A := Hw y Hy).
  rewrite <- !later_0 by assumption. unfold Rdiv. rewrite !Rmult_assoc. apply Rmult_le_compat_l; [lra|].
  rewrite !(Rmult_comm (later M r w _ _ _)). unfold later. rewrite <- !expect_scal.
  apply expect_le; [exact (dist_pos _ _ Hr)|]. intros t _ Ht. assert (B := total_weight_nonneg M w Hw t Ht).
  rewrite !Rmult_0_r, Ropp_0, exp_0, !Rmult_1_r.
  replace (/ w z * (w z / (w z + total_weight w t))) with (/ (w z + total_weight w t)) by (field; lra).
  replace (/ w y * (w y / (w y + total_weight w t))) with (/ (w y + total_weight w t)) by (field; lra).
  apply Rinv_le_contravar; lra.
Qed.

Theorem soft_kl_tilted n : (1 <= n)%nat -> kl M (soft M r w n) r <= kl M (tilted M r w) r.
Proof.
  intros Hn. assert (Q := mean_weight_pos M r w Hr Hw).
  apply spread_kl; [exact Hr|now apply soft_is_dist|now apply tilted_is_dist|].
  intros i j Hi Hj A B. destruct (Rle_lt_dec (w j) (w i)) as [L|L]; [now apply ratio_increases|]. exfalso.
  assert (X := ratio_by_weight n i j Hn Hi Hj (Rlt_le _ _ L)).
  assert (Pi := dist_pos _ _ Hr i Hi). assert (Pj := dist_pos _ _ Hr j Hj).
  assert (Wi := Hw i Hi). assert (Wj := Hw j Hj). unfold tilted in A, B.
  assert (Y : soft M r w n i / r i / w i <= / mean_weight M r w).
  { apply Rmult_le_reg_r with (r i * w i); [now apply Rmult_lt_0_compat|].
    replace (soft M r w n i / r i / w i * (r i * w i)) with (soft M r w n i) by (field; lra).
    replace (/ mean_weight M r w * (r i * w i)) with (r i * w i / mean_weight M r w) by (field; lra). exact A. }
  apply (Rlt_irrefl (soft M r w n j)). apply Rle_lt_trans with (2 := B).
  replace (soft M r w n j) with (soft M r w n j / r j / w j * (r j * w j)) by (field; lra).
  replace (r j * w j / mean_weight M r w) with (/ mean_weight M r w * (r j * w j)) by (field; lra).
  apply Rmult_le_compat_r; [left; now apply Rmult_lt_0_compat|lra].
Qed.

(** ** One more draw *)

Lemma survival_decreases t u : t <= u -> survival M r w u <= survival M r w t.
Proof.
  intros H. apply rsum_le. intros y Hy. assert (P := dist_pos _ _ Hr y Hy). assert (W := Hw y Hy).
  apply Rmult_le_compat_l; [lra|].
  assert (X : w y * t <= w y * u) by (apply Rmult_le_compat_l; lra).
  destruct (Req_dec (w y * t) (w y * u)) as [->|N]; [lra|]. left. apply exp_increasing. lra.
Qed.

Lemma survival_reaches c : 0 < c < 1 -> exists t, survival M r w t = c.
Proof.
  intros Hc. assert (Lim := survival_limit M r w Hw). apply is_lim_seq_spec in Lim.
  destruct (Lim (mkposreal c (proj1 Hc))) as [k Hk]. specialize (Hk k (le_n k)). simpl in Hk.
  rewrite Rminus_0_r in Hk. apply Rabs_def2 in Hk.
  destruct (IVT_cor (fun t => survival M r w t - c) 0 (INR k)) as [t [_ E]].
  - intros t. apply (continuity_pt_minus (survival M r w) (fun _ => c));
      [|apply continuity_pt_const; intros x y; reflexivity].
    apply continuity_pt_filterlim, (ex_derive_continuous (survival M r w)). eexists. apply survival_derive.
  - apply pos_INR.
  - rewrite (survival_0 M r w Hr). enough (0 <= (1 - c) * (c - survival M r w (INR k))) by lra.
    apply Rmult_le_pos; lra.
  - exists t. lra.
Qed.

Definition one_more (n : nat) (a t : R) : R := INR (S n) * later M r w n a t - INR n * later M r w (pred n) a t.

(** If one more draw does not harm the weight a, it does not harm a larger one. *)
Lemma one_more_crosses n a b : (1 <= n)%nat -> 0 < a <= b -> 0 <= one_more n a 0 -> 0 <= one_more n b 0.
Proof.
  intros Hn Hab Ha. assert (N := INR_ge_1 n Hn).
  destruct (survival_reaches (INR n / (INR n + 1))) as [t0 E0].
  { assert (0 < / (INR n + 1)) by (apply Rinv_0_lt_compat; lra).
    assert ((INR n + 1) * / (INR n + 1) = 1) by (field; lra). unfold Rdiv. nra. }
  set (J := fun t => exp (b * t0) / b * one_more n b t - exp (a * t0) / a * one_more n a t).
  assert (End : is_lim_seq (fun k => J (INR k)) 0).
  { assert (Z : forall x, 0 < x -> is_lim_seq (fun k => one_more n x (INR k)) 0).
    { intros x Hx. replace 0 with (INR (S n) * 0 - INR n * 0) by ring.
      apply is_lim_seq_minus'; apply (is_lim_seq_scal_l _ _ 0); now apply later_limit. }
    replace 0 with (exp (b * t0) / b * 0 - exp (a * t0) / a * 0) by ring.
    apply is_lim_seq_minus'; apply (is_lim_seq_scal_l _ _ 0); apply Z; lra. }
  assert (J0 : 0 <= J 0).
  { apply (is_lim_seq_le (fun k => J (INR k)) (fun _ => J 0) 0 (J 0)); [|exact End|apply is_lim_seq_const].
    intros k. apply Ropp_le_cancel. destruct n as [|m]; [lia|].
    set (L := survival M r w).
    assert (D : forall x t, 0 < x -> is_derive (one_more (S m) x) t
      (- (x * exp (- (x * t)) * (L t ^ m * (INR (S (S m)) * L t - INR (S m)))))).
    { intros x t Hx.
      replace (- (x * exp (- (x * t)) * (L t ^ m * (INR (S (S m)) * L t - INR (S m)))))
        with (INR (S (S m)) * - (x * exp (- (x * t)) * L t ^ S m) - INR (S m) * - (x * exp (- (x * t)) * L t ^ m))
        by (simpl pow; ring).
      apply (is_derive_minus (K := R_AbsRing) (V := R_NormedModule) (fun t => INR (S (S m)) * later M r w (S m) x t)).
      - apply (is_derive_scal (later M r w (S m) x)). now apply later_derive.
      - apply (is_derive_scal (later M r w m x)). now apply later_derive. }
    apply (increasing_from_derivative (fun t => - J t)
      (fun t => - (exp (b * t0) / b * - (b * exp (- (b * t)) * (L t ^ m * (INR (S (S m)) * L t - INR (S m))))
        - exp (a * t0) / a * - (a * exp (- (a * t)) * (L t ^ m * (INR (S (S m)) * L t - INR (S m))))))
      0 (INR k) (pos_INR k)); intros t _.
    - apply (is_derive_opp (K := R_AbsRing) (V := R_NormedModule)).
      apply (is_derive_minus (K := R_AbsRing) (V := R_NormedModule) (fun t => exp (b * t0) / b * one_more (S m) b t)).
      + apply (is_derive_scal (one_more (S m) b)). apply D. lra.
      + apply (is_derive_scal (one_more (S m) a)). apply D. lra.
    - replace (- (exp (b * t0) / b * - (b * exp (- (b * t)) * (L t ^ m * (INR (S (S m)) * L t - INR (S m))))
        - exp (a * t0) / a * - (a * exp (- (a * t)) * (L t ^ m * (INR (S (S m)) * L t - INR (S m))))))
        with ((exp (b * t0 + - (b * t)) - exp (a * t0 + - (a * t))) * (L t ^ m * (INR (S (S m)) * L t - INR (S m))))
        by (rewrite !exp_plus; field; lra).
      assert (P : 0 < L t ^ m) by (apply pow_lt; now apply survival_pos).
      assert (E1 : INR (S (S m)) * L t0 = INR (S m)) by (unfold L; rewrite E0, (S_INR (S m)); field; lra).
      assert (N2 := INR_ge_1 (S (S m)) ltac:(lia)).
      assert (Mono : forall x y, x <= y -> exp x <= exp y).
      { intros x y H. destruct H as [H| <- ]; [left; now apply exp_increasing|lra]. }
      destruct (Rle_lt_dec t t0) as [H|H].
      + assert (S0 := survival_decreases t t0 H). fold L in S0.
        assert (X := Mono (a * t0 + - (a * t)) (b * t0 + - (b * t))
          ltac:(assert (0 <= (b - a) * (t0 - t)) by (apply Rmult_le_pos; lra); lra)).
        assert (Y : INR (S (S m)) * L t0 <= INR (S (S m)) * L t) by (apply Rmult_le_compat_l; lra).
        apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; lra.
      + assert (S0 := survival_decreases t0 t (Rlt_le _ _ H)). fold L in S0.
        assert (X := Mono (b * t0 + - (b * t)) (a * t0 + - (a * t))
          ltac:(assert (0 <= (b - a) * (t - t0)) by (apply Rmult_le_pos; lra); lra)).
        assert (Y : INR (S (S m)) * L t <= INR (S (S m)) * L t0) by (apply Rmult_le_compat_l; lra).
        rewrite <- Rmult_opp_opp. apply Rmult_le_pos; [lra|].
        rewrite Ropp_mult_distr_r. apply Rmult_le_pos; lra. }
  unfold J in J0. assert (Ea := exp_pos (a * t0)). assert (Eb := exp_pos (b * t0)).
  assert (X : 0 <= exp (a * t0) / a * one_more n a 0).
  { apply Rmult_le_pos; [|exact Ha]. left. apply Rdiv_lt_0_compat; lra. }
  assert (Y : 0 < exp (b * t0) / b) by (apply Rdiv_lt_0_compat; lra). nra.
Qed.

Theorem soft_kl_monotone n : (1 <= n)%nat -> kl M (soft M r w n) r <= kl M (soft M r w (S n)) r.
Proof.
  intros Hn. apply spread_kl; [exact Hr|now apply soft_is_dist|apply soft_is_dist; (assumption || lia)|].
  intros i j Hi Hj A B. destruct (Rle_lt_dec (w j) (w i)) as [L|L]; [now apply ratio_increases|]. exfalso.
  assert (E : forall y, (y < M)%nat -> one_more n (w y) 0 = (soft M r w (S n) y - soft M r w n y) / r y).
  { intros y Hy. unfold one_more. change n with (pred (S n)) at 2.
    rewrite !later_0 by (assumption || lia). unfold Rdiv. ring. }
  assert (Pi := dist_pos _ _ Hr i Hi). assert (Pj := dist_pos _ _ Hr j Hj).
  assert (X : 0 <= one_more n (w i) 0).
  { rewrite E by exact Hi. apply Rmult_le_pos; [lra|]. left. now apply Rinv_0_lt_compat. }
  apply (one_more_crosses n (w i) (w j) Hn) in X; [|assert (W := Hw i Hi); lra].
  rewrite E in X by exact Hj. apply (Rmult_le_compat_r (r j)) in X; [|lra].
  unfold Rdiv in X. rewrite Rmult_assoc, Rinv_l in X by lra. lra.
Qed.

End Spread.
