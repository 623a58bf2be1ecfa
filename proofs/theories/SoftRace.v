(** * Soft best-of-n is a race

    Let every draw arrive after an exponential time whose rate is its weight: the draw
    that arrives first is kept, with a chance in proportion to its weight.

    - [survival t]: the chance that a draw arrives later than t;
    - [later m a t]: the chance that a draw of weight a arrives later than t and before m
      further draws.  Both are finite sums of exponentials, and [later_derive] ties them.

    The arrival time is a continuous reward that every weight shares, so

    - [soft_kl_upper_bound]: soft best-of-n has KL <= ln n - (n-1)/n.

    This is the argument of the cell lemma, with time in the place of the levels:
    [descent] decreases to 0 and begins with ln n - (n-1)/n - KL. *)

Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
Require Import List Arith Bool.
From BonVerify Require Import Sums Logarithms BestOfN Cell Draws BestConstants SoftBestOfN.
Open Scope R_scope.

Lemma is_derive_rsum (f : nat -> R -> R) (d : nat -> R) x K :
  (forall i, (i < K)%nat -> is_derive (f i) x (d i)) -> is_derive (fun u => rsum (fun i => f i u) K) x (rsum d K).
Proof.
  induction K as [|K IH]; intros H; [simpl; auto_derive; [exact I|reflexivity]|].
  apply (is_derive_plus (K := R_AbsRing) (V := R_NormedModule) (fun u => rsum (fun i => f i u) K)).
  - apply IH. intros i Hi. apply H. lia.
  - apply H. lia.
Qed.

Lemma is_lim_seq_rsum (f : nat -> nat -> R) (l : nat -> R) K :
  (forall i, (i < K)%nat -> is_lim_seq (f i) (l i)) -> is_lim_seq (fun k => rsum (fun i => f i k) K) (rsum l K).
Proof.
  induction K as [|K IH]; intros H; [apply is_lim_seq_const|].
  apply (is_lim_seq_plus' (fun k => rsum (fun i => f i k) K) (f K)); [apply IH; intros i Hi|]; apply H; lia.
Qed.

Lemma exp_decay a : 0 < a -> is_lim_seq (fun k => exp (- (a * INR k))) 0.
Proof.
  intros Ha. apply (is_lim_seq_ext (fun k => exp (- a) ^ k)).
  - intros k. induction k as [|k IH].
    + simpl. rewrite Rmult_0_r, Ropp_0. symmetry. apply exp_0.
    + rewrite S_INR. replace (- (a * (INR k + 1))) with (- a + - (a * INR k)) by ring.
      rewrite exp_plus, <- IH. reflexivity.
  - apply is_lim_seq_geom. rewrite Rabs_right by (left; apply exp_pos). rewrite <- exp_0. apply exp_increasing. lra.
Qed.

Section Race.
Variables (M : nat) (r w : nat -> R).
Hypothesis Hr : is_dist M r.
Hypothesis Hw : forall y, (y < M)%nat -> 0 < w y.

Definition survival (t : R) : R := rsum (fun y => r y * exp (- (w y * t))) M.
Definition later (m : nat) (a t : R) : R :=
  expect M r m (fun l => a / (a + total_weight w l) * exp (- ((a + total_weight w l) * t))).

Lemma is_derive_expect n (X : list nat -> R -> R) (d : list nat -> R) x :
  (forall l, is_derive (X l) x (d l)) -> is_derive (fun u => expect M r n (fun l => X l u)) x (expect M r n d).
Proof.
  revert X d. induction n as [|n IH]; intros X d H; [apply H|].
  apply (is_derive_rsum (fun y u => r y * expect M r n (fun l => X (y :: l) u))). intros y _.
  apply (is_derive_scal (fun u => expect M r n (fun l => X (y :: l) u))). apply IH. intros l. apply H.
Qed.

Lemma is_lim_seq_expect n (X : list nat -> nat -> R) :
  (forall l, Forall (fun y => (y < M)%nat) l -> is_lim_seq (X l) 0) ->
  is_lim_seq (fun k => expect M r n (fun l => X l k)) 0.
Proof.
  revert X. induction n as [|n IH]; intros X H; [apply H; constructor|].
  rewrite <- (rsum_zero M). apply (is_lim_seq_rsum (fun y k => r y * expect M r n (fun l => X (y :: l) k))).
  intros y Hy. replace (Finite 0) with (Rbar_mult (r y) 0) by (simpl; f_equal; ring).
  apply is_lim_seq_scal_l. apply IH. intros l Hl. apply H. now constructor.
Qed.

Lemma survival_0 : survival 0 = 1.
Proof.
  rewrite <- (dist_total _ _ Hr). apply rsum_ext. intros y _. rewrite Rmult_0_r, Ropp_0, exp_0. ring.
Qed.

Lemma survival_pos t : 0 < survival t.
Proof.
  apply rsum_pos; [exact (dist_nonempty M r Hr)|]. intros y Hy.
  apply Rmult_lt_0_compat; [now apply (dist_pos _ _ Hr)|apply exp_pos].
Qed.

Lemma survival_derive t : is_derive survival t (- rsum (fun y => r y * (w y * exp (- (w y * t)))) M).
Proof.
  replace (- rsum (fun y => r y * (w y * exp (- (w y * t)))) M)
    with (rsum (fun y => - (r y * (w y * exp (- (w y * t))))) M).
  - apply (is_derive_rsum (fun y u => r y * exp (- (w y * u)))). intros y _. auto_derive; [exact I|ring].
  - rewrite (rsum_ext _ (fun y => -1 * (r y * (w y * exp (- (w y * t)))))) by (intros; ring). rewrite rsum_scal. ring.
Qed.

Lemma survival_limit : is_lim_seq (fun k => survival (INR k)) 0.
Proof.
  rewrite <- (rsum_zero M). apply (is_lim_seq_rsum (fun y k => r y * exp (- (w y * INR k)))). intros y Hy.
  replace (Finite 0) with (Rbar_mult (r y) 0) by (simpl; f_equal; ring).
  apply is_lim_seq_scal_l. apply exp_decay. now apply Hw.
Qed.

(** m further draws all arrive later than t. *)
Lemma survival_power m t : expect M r m (fun l => exp (- (total_weight w l * t))) = survival t ^ m.
Proof.
  induction m as [|m IH]; [simpl; rewrite Rmult_0_l, Ropp_0; apply exp_0|].
  rewrite expect_first. change (survival t ^ S m) with (survival t * survival t ^ m).
  rewrite <- IH. unfold survival. rewrite <- rsum_scal_r. apply rsum_ext. intros y _.
  rewrite Rmult_assoc. f_equal. rewrite <- (expect_scal M r m (exp (- (w y * t)))).
  apply expect_ext. intros l.
  rewrite <- exp_plus. f_equal. simpl. ring.
Qed.

Lemma later_0 n y : (1 <= n)%nat -> (y < M)%nat -> INR n * later (pred n) (w y) 0 = soft M r w n y / r y.
Proof.
  intros Hn Hy. assert (P := dist_pos _ _ Hr y Hy). rewrite (soft_law M r w n y Hn Hy). unfold later.
  rewrite (expect_ext M r (pred n) _ (fun l => w y / (w y + total_weight w l))).
  - field. lra.
  - intros l. rewrite Rmult_0_r, Ropp_0, exp_0. ring.
Qed.

Lemma later_derive m a t : 0 < a -> is_derive (later m a) t (- (a * exp (- (a * t)) * survival t ^ m)).
Proof.
  intros Ha. rewrite <- survival_power.
  replace (- (a * exp (- (a * t)) * expect M r m (fun l => exp (- (total_weight w l * t)))))
    with (expect M r m (fun l => a / (a + total_weight w l)
      * (- (a + total_weight w l) * exp (- ((a + total_weight w l) * t))))).
  - apply (is_derive_expect m (fun l u => a / (a + total_weight w l) * exp (- ((a + total_weight w l) * u)))).
    intros l. auto_derive; [exact I|ring].
  - rewrite Ropp_mult_distr_l, <- expect_scal. apply expect_ext_in. intros l _ Hl.
    assert (B := total_weight_nonneg M w Hw l Hl).
    replace (- ((a + total_weight w l) * t)) with (- (a * t) + - (total_weight w l * t)) by ring.
    rewrite exp_plus. field. lra.
Qed.

Lemma later_limit m a : 0 < a -> is_lim_seq (fun k => later m a (INR k)) 0.
Proof.
  intros Ha.
  apply (is_lim_seq_expect m (fun l k => a / (a + total_weight w l) * exp (- ((a + total_weight w l) * INR k)))).
  intros l Hl. assert (B := total_weight_nonneg M w Hw l Hl).
  replace (Finite 0) with (Rbar_mult (a / (a + total_weight w l)) 0) by (simpl; f_equal; ring).
  apply is_lim_seq_scal_l. apply exp_decay. lra.
Qed.

Lemma G_limit n (u : nat -> R) : (1 <= n)%nat -> is_lim_seq u 0 -> is_lim_seq (fun k => G n (u k)) 0.
Proof.
  intros Hn Hu. rewrite <- (G_0 n Hn). apply (is_lim_seq_continuous (G n) u 0); [|exact Hu].
  destruct n as [|m]; [lia|].
  apply (continuity_pt_ext (fun v => v ^ S m * (ln (INR (S m)) - (INR (S m) - 1) / INR (S m))
    + (INR (S m) - 1) * (v ^ m * (v * ln v)))).
  { intros v. unfold G. simpl pow. ring. }
  assert (Pow : forall (k : nat) v, continuity_pt (fun u => u ^ k) v)
    by (intros; apply derivable_continuous_pt, derivable_pt_pow).
  apply (continuity_pt_plus (fun v => v ^ S m * (ln (INR (S m)) - (INR (S m) - 1) / INR (S m)))).
  - apply (continuity_pt_mult (fun v => v ^ S m) (fun _ => ln (INR (S m)) - (INR (S m) - 1) / INR (S m))); [apply Pow|].
    apply continuity_pt_const. intros x y. reflexivity.
  - apply (continuity_pt_mult (fun _ => INR (S m) - 1) (fun v => v ^ m * (v * ln v))).
    + apply continuity_pt_const. intros x y. reflexivity.
    + apply (continuity_pt_mult (fun v => v ^ m) (fun v => v * ln v)); [apply Pow|].
      apply u_ln_u_continuous. lra.
Qed.

Theorem soft_kl_upper_bound n : (1 <= n)%nat ->
  kl M (soft M r w n) r <= ln (INR n) - (INR n - 1) / INR n.
Proof.
  intros Hn. assert (D := soft_is_dist M r w Hr Hw n Hn). assert (N := INR_ge_1 n Hn).
  set (c := fun y => soft M r w n y / r y).
  assert (C : forall y, (y < M)%nat -> 0 < c y).
  { intros y Hy. apply Rdiv_lt_0_compat; [now apply (dist_pos _ _ D)|now apply (dist_pos _ _ Hr)]. }
  set (descent := fun t => rsum (fun y => r y
    * (c y * exp (- (w y * t)) - (1 + ln (c y)) * (INR n * later (pred n) (w y) t))) M + G n (survival t)).
  assert (Start : descent 0 = ln (INR n) - (INR n - 1) / INR n - kl M (soft M r w n) r).
  { unfold descent. rewrite survival_0, G_1. unfold kl_formula, kl.
    rewrite (rsum_ext _ (fun y => -1 * (soft M r w n y * ln (soft M r w n y / r y)))).
    - rewrite rsum_scal. ring.
    - intros y Hy. assert (P := dist_pos _ _ Hr y Hy).
      rewrite later_0, Rmult_0_r, Ropp_0, exp_0 by assumption. fold (c y).
      replace (soft M r w n y) with (r y * c y) at 1 by (unfold c; field; lra). ring. }
  assert (End : is_lim_seq (fun k => descent (INR k)) 0).
  { replace 0 with (rsum (fun _ => 0) M + 0) by (rewrite rsum_zero; ring).
    apply (is_lim_seq_plus' (fun k => rsum (fun y => r y
      * (c y * exp (- (w y * INR k)) - (1 + ln (c y)) * (INR n * later (pred n) (w y) (INR k)))) M)).
    - apply (is_lim_seq_rsum (fun y k => r y
        * (c y * exp (- (w y * INR k)) - (1 + ln (c y)) * (INR n * later (pred n) (w y) (INR k))))).
      intros y Hy. assert (W := Hw y Hy).
      assert (X := exp_decay (w y) W). assert (Y := later_limit (pred n) (w y) W).
      apply (is_lim_seq_ext (fun k => r y * c y * exp (- (w y * INR k))
        - r y * (1 + ln (c y)) * INR n * later (pred n) (w y) (INR k))); [intros; ring|].
      replace 0 with (r y * c y * 0 - r y * (1 + ln (c y)) * INR n * 0) by ring.
      apply is_lim_seq_minus'; apply (is_lim_seq_scal_l _ _ 0); assumption.
    - apply G_limit; [exact Hn|exact survival_limit]. }
  enough (0 <= descent 0) by lra.
  apply (is_lim_seq_le (fun k => descent (INR k)) (fun _ => descent 0) 0 (descent 0)); [|exact End|apply is_lim_seq_const].
  intros k. apply Ropp_le_cancel. clear Start End. destruct n as [|m]; [lia|]. simpl pred in descent.
  set (density := fun t => INR (S m) * survival t ^ m).
  apply (increasing_from_derivative (fun t => - descent t)
    (fun t => - (rsum (fun y => r y * (c y * (- w y * exp (- (w y * t)))
       - (1 + ln (c y)) * (INR (S m) * - (w y * exp (- (w y * t)) * survival t ^ m)))) M
     + - rsum (fun y => r y * (w y * exp (- (w y * t)))) M * (density t * ln (density t))))
    0 (INR k) (pos_INR k)); intros t _.
  - apply (is_derive_opp (K := R_AbsRing) (V := R_NormedModule)).
    apply (is_derive_plus (K := R_AbsRing) (V := R_NormedModule) (fun t => rsum (fun y => r y
      * (c y * exp (- (w y * t)) - (1 + ln (c y)) * (INR (S m) * later m (w y) t))) M)).
    + apply (is_derive_rsum (fun y u => r y
        * (c y * exp (- (w y * u)) - (1 + ln (c y)) * (INR (S m) * later m (w y) u)))). intros y Hy.
      apply (is_derive_scal (fun u => c y * exp (- (w y * u)) - (1 + ln (c y)) * (INR (S m) * later m (w y) u))).
      apply (is_derive_minus (K := R_AbsRing) (V := R_NormedModule) (fun u => c y * exp (- (w y * u)))).
      * auto_derive; [exact I|ring].
      * apply (is_derive_scal (fun u => INR (S m) * later m (w y) u)), (is_derive_scal (later m (w y))).
        apply later_derive. now apply Hw.
    + apply (is_derive_comp (G (S m)) survival); [|apply survival_derive].
      apply is_derive_G, survival_pos.
  - set (u := density t). assert (U : 0 < u) by (apply Rmult_lt_0_compat; [lra|apply pow_lt, survival_pos]).
    enough (0 <= rsum (fun y => r y * w y * exp (- (w y * t)) * (u * ln (u / c y) - (u - c y))) M) as H.
    { apply Rle_trans with (1 := H). right.
      rewrite Ropp_plus_distr, Ropp_mult_distr_l, Ropp_involutive, <- rsum_scal_r.
      replace (- rsum (fun y => r y * (c y * (- w y * exp (- (w y * t)))
          - (1 + ln (c y)) * (INR (S m) * - (w y * exp (- (w y * t)) * survival t ^ m)))) M)
        with (rsum (fun y => -1 * (r y * (c y * (- w y * exp (- (w y * t)))
          - (1 + ln (c y)) * (INR (S m) * - (w y * exp (- (w y * t)) * survival t ^ m))))) M)
        by (rewrite rsum_scal; ring).
      rewrite <- rsum_plus. apply rsum_ext. intros y Hy. rewrite ln_div_eq by (exact U || now apply C).
      fold u. unfold u, density. ring. }
    apply rsum_nonneg. intros y Hy. assert (P := dist_pos _ _ Hr y Hy). assert (W := Hw y Hy).
    assert (X := gibbs1 u (c y) ltac:(lra) (C y Hy)). assert (E := exp_pos (- (w y * t))).
    repeat apply Rmult_le_pos; lra.
Qed.

End Race.
