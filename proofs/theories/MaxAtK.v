(** * The gradient of max@k from a pool

    max@k is the mean of the best value of k draws.  Policy-gradient training on it
    weights each of m samples, sorted by reward, by

      s_i = (C(i-1,k-1) y_i + sum over j > i of C(j-2,k-2) y_j) / C(m,k)

    (ranks from 1, the sum being absent for k = 1; arXiv 2505.15201).

    - [gradient_weights_sum]: they sum to k times the unbiased best-of-k;
    - [gradient_unbiased]: the weights of the samples that are outcome y have the
      mean k r_y E v(best of y and k-1 draws), ties or not;
    - [gradient_is_derivative]: that is r_y times the derivative of max@k by the mass
      r_y, all masses being free, which is what a policy gradient needs. *)

Require Import Reals Lra Lia List Arith Bool Permutation Sorted.
From BonVerify Require Import Sums BestOfN Draws Ties Pool PoolOrder.
Import ListNotations.
Open Scope R_scope.

(** ** The weights and their sum *)

(** C(j-1,k-2) for the rank j counted from 0, and nothing for k = 1. *)
Definition later (k j : nat) : nat := match k with S (S l) => choose (pred j) l | _ => 0 end.

Definition gradient_weight (m k : nat) (y : nat -> R) (i : nat) : R :=
  (INR (choose i (pred k)) * y i + rsum (fun j => if Nat.ltb i j then INR (later k j) * y j else 0) m)
  / INR (choose m k).

Lemma choose_absorb a l : INR (S a) * INR (choose a l) = INR (S l) * INR (choose (S a) (S l)).
Proof.
  change (choose (S a) (S l)) with (choose a l + choose a (S l))%nat. rewrite plus_INR.
  assert (E := choose_succ a l). rewrite !S_INR in *. lra.
Qed.

Lemma rsum_below c j m : (j <= m)%nat -> rsum (fun i => if Nat.ltb i j then c else 0) m = INR j * c.
Proof.
  intros H. replace m with (j + (m - j))%nat by lia. rewrite rsum_split.
  rewrite (rsum_ext _ (fun _ => c)), rsum_const.
  - rewrite (rsum_ext _ (fun _ => 0)), rsum_zero; [ring|].
    intros i _. destruct (Nat.ltb_spec (j + i) j); [lia|reflexivity].
  - intros i Hi. destruct (Nat.ltb_spec i j); [reflexivity|lia].
Qed.

Lemma later_total k j : (1 <= k)%nat -> INR j * INR (later k j) = (INR k - 1) * INR (choose j (pred k)).
Proof.
  intros Hk. destruct k as [|[|l]]; [lia|simpl; ring|]. simpl pred.
  destruct j as [|a]; [simpl; ring|]. rewrite (S_INR (S l)). unfold later. simpl pred. rewrite choose_absorb. ring.
Qed.

Theorem gradient_weights_sum m k y : (1 <= k <= m)%nat ->
  rsum (gradient_weight m k y) m = INR k * unbiased m k y.
Proof.
  intros Hk. unfold gradient_weight, unbiased, Rdiv. rewrite rsum_scal_r, rsum_plus, rsum_swap, <- rsum_plus.
  rewrite <- rsum_scal_r, <- rsum_scal. apply rsum_ext. intros j Hj.
  rewrite rsum_below by lia. rewrite <- Rmult_assoc, later_total by lia. ring.
Qed.

(** ** The weights of one outcome *)

Section Outcome.
Variables (M K : nat) (r : nat -> R) (lev : nat -> nat) (v : nat -> R) (k : nat).
Let value (y : nat) : R := v (lev y).

(** The sum of the weights of the samples that are y, in a pool s of m outcomes in order of their levels. *)
Definition outcome_weight (m y : nat) (s : list nat) : R :=
  rsum (fun i => if Nat.eqb (nth i s 0%nat) y
                 then gradient_weight m k (fun i => v (lev (nth i s 0%nat))) i else 0) m.

Let below (l : nat) (s : list nat) : nat := count (fun z => Nat.ltb (lev z) l) s.

(** The value of the best of a sample of level j and k - 1 others, summed over the subsets of the others. *)
Let by_best (j : nat) (s : list nat) : R :=
  rsum (fun l => v l * ((if Nat.ltb j (S l) then INR (choose (pred (below (S l) s)) (pred k)) else 0)
                        - (if Nat.ltb j l then INR (choose (pred (below l s)) (pred k)) else 0))) K.

Lemma below_snoc l s x : below l (s ++ [x]) = (below l s + if Nat.ltb (lev x) l then 1 else 0)%nat.
Proof. unfold below. rewrite count_app. simpl. lia. Qed.

Lemma below_all l s : Forall (fun z => lev z < l)%nat s -> below l s = length s.
Proof. intros H. apply count_all. eapply Forall_impl; [|exact H]. intros z Hz. now apply Nat.ltb_lt. Qed.

Lemma forall_below j l s : (j < l)%nat -> Forall (fun z => lev z <= j)%nat s -> Forall (fun z => lev z < l)%nat s.
Proof. intros Hl H. eapply Forall_impl; [|exact H]. intros z Hz. cbv beta in *. lia. Qed.

(** A sample that is the best of all. *)
Lemma by_best_top j s : (j < K)%nat -> Forall (fun z => lev z <= j)%nat s ->
  by_best j s = INR (choose (pred (length s)) (pred k)) * v j.
Proof.
  intros Hj H. unfold by_best.
  rewrite <- (rsum_pick (fun l => INR (choose (pred (length s)) (pred k)) * v l) j K Hj).
  apply rsum_ext. intros l _.
  destruct (Nat.eqb_spec l j), (Nat.ltb_spec j (S l)), (Nat.ltb_spec j l); try lia.
  - rewrite below_all by (apply (forall_below j); [lia|exact H]). subst l. ring.
  - rewrite !below_all by (apply (forall_below j); [lia|exact H]). ring.
  - ring.
Qed.

(** One more sample at the top. *)
Lemma by_best_snoc j s x : (lev x < K)%nat -> (j <= lev x)%nat -> Forall (fun z => lev z <= lev x)%nat s ->
  by_best j (s ++ [x]) = by_best j s
  + (INR (choose (length s) (pred k)) - INR (choose (pred (length s)) (pred k))) * v (lev x).
Proof.
  intros Hx Hj H. unfold by_best.
  rewrite <- (rsum_pick (fun l => (INR (choose (length s) (pred k)) - INR (choose (pred (length s)) (pred k))) * v l)
    (lev x) K Hx), <- rsum_plus.
  apply rsum_ext. intros l _. rewrite !below_snoc.
  destruct (Nat.eqb_spec l (lev x)), (Nat.ltb_spec j (S l)), (Nat.ltb_spec j l), (Nat.ltb_spec (lev x) (S l)),
    (Nat.ltb_spec (lev x) l); try lia;
    rewrite ?Nat.add_0_r; try ring;
    rewrite ?(below_all (S l) s) by (apply (forall_below (lev x)); [lia|exact H]);
    rewrite ?(below_all l s) by (apply (forall_below (lev x)); [lia|exact H]);
    rewrite ?Nat.add_1_r; simpl pred; ring.
Qed.

Lemma later_pascal n : (1 <= k)%nat -> (1 <= n)%nat ->
  INR (later k n) = INR (choose n (pred k)) - INR (choose (pred n) (pred k)).
Proof.
  intros Hk Hn. destruct k as [|[|l]]; [lia| |].
  - simpl. rewrite !choose_0. simpl. ring.
  - destruct n as [|n]; [lia|]. unfold later. simpl. rewrite plus_INR. ring.
Qed.

Let weights (y : nat) (s : list nat) : R :=
  rsum (fun i => if Nat.eqb (nth i s 0%nat) y
    then INR (choose i (pred k)) * value (nth i s 0%nat)
         + rsum (fun j => if Nat.ltb i j then INR (later k j) * value (nth j s 0%nat) else 0) (length s)
    else 0) (length s).

Lemma weights_snoc y s x :
  weights y (s ++ [x]) = weights y s + INR (count (fun z => Nat.eqb z y) s) * (INR (later k (length s)) * value x)
  + (if Nat.eqb x y then INR (choose (length s) (pred k)) * value x else 0).
Proof.
  unfold weights. rewrite app_length, Nat.add_1_r, rsum_S, nth_middle. f_equal.
  - rewrite <- count_positions, <- rsum_plus. apply rsum_ext. intros i Hi.
    rewrite app_nth1 by exact Hi. destruct (Nat.eqb (nth i s 0%nat) y); [|ring].
    rewrite rsum_S, nth_middle. destruct (Nat.ltb_spec i (length s)); [|lia].
    rewrite (rsum_ext _ (fun j => if Nat.ltb i j then INR (later k j) * value (nth j s 0%nat) else 0)); [ring|].
    intros j Hj. now rewrite app_nth1 by exact Hj.
  - destruct (Nat.eqb x y); [|reflexivity].
    rewrite (rsum_ext (fun j => if Nat.ltb (length s) j then _ else _) (fun _ => 0)), rsum_zero; [ring|].
    intros j Hj. destruct (Nat.ltb_spec (length s) j); [lia|reflexivity].
Qed.

Lemma count_zero f s : count f s = 0%nat \/ exists z, In z s /\ f z = true.
Proof.
  induction s as [|x s IH]; [now left|]. simpl. destruct (f x) eqn:E; [right; exists x; auto|].
  destruct IH as [IH|[z [Hz Fz]]]; [left; lia|right; exists z; auto].
Qed.

Lemma weights_by_best y s : (1 <= k)%nat -> Forall (fun z => lev z < K)%nat s ->
  StronglySorted (fun y z => lev y <= lev z)%nat s ->
  weights y s = INR (count (fun z => Nat.eqb z y) s) * by_best (lev y) s.
Proof.
  intros Hk. induction s as [|x s IH] using rev_ind; intros HK Hs; [unfold weights; simpl; ring|].
  apply sorted_snoc in Hs. destruct Hs as [Hs Hx].
  apply Forall_app in HK. destruct HK as [HK HxK]. inversion HxK as [|? ? Hlt _]; subst.
  rewrite weights_snoc, IH by assumption. rewrite count_app, plus_INR. simpl count.
  assert (Old : INR (count (fun z => Nat.eqb z y) s) * by_best (lev y) s
                + INR (count (fun z => Nat.eqb z y) s) * (INR (later k (length s)) * value x)
                = INR (count (fun z => Nat.eqb z y) s) * by_best (lev y) (s ++ [x])).
  { destruct (count_zero (fun z => Nat.eqb z y) s) as [Z|[z [Hz E]]]; [rewrite Z; simpl; ring|].
    apply Nat.eqb_eq in E. subst z. assert (L := Hx). rewrite Forall_forall in L. specialize (L _ Hz). cbv beta in L.
    assert (1 <= length s)%nat by (destruct s; [contradiction|simpl; lia]).
    rewrite by_best_snoc, later_pascal by assumption. unfold value. ring. }
  rewrite Old. destruct (Nat.eqb_spec x y) as [->|Hne]; [|simpl; ring].
  rewrite (by_best_top (lev y) (s ++ [y])).
  - rewrite app_length, Nat.add_1_r. unfold value. simpl. ring.
  - exact Hlt.
  - apply Forall_app. split; [exact Hx|constructor; [lia|constructor]].
Qed.

(** One of the draws is y: by symmetry any of the m. *)
Lemma expect_count m y X : (y < M)%nat -> (forall t t', Permutation t t' -> X t = X t') ->
  expect M r (S m) (fun t => INR (count (fun z => Nat.eqb z y) t) * X t)
  = INR (S m) * (r y * expect M r m (fun t => X (y :: t))).
Proof.
  intros Hy. revert X. induction m as [|m IH]; intros X HX.
  - simpl. rewrite (rsum_ext _ (fun z => if Nat.eqb z y then r z * X [z] else 0)).
    + rewrite (rsum_pick (fun z => r z * X [z])) by exact Hy. ring.
    + intros z _. destruct (Nat.eqb z y); simpl; ring.
  - change (expect M r (S (S m)) (fun t => INR (count (fun z => Nat.eqb z y) t) * X t))
      with (rsum (fun z => r z * expect M r (S m) (fun t => INR ((if Nat.eqb z y then 1 else 0)
              + count (fun z => Nat.eqb z y) t) * X (z :: t))) M).
    rewrite (rsum_ext _ (fun z => (if Nat.eqb z y then r z * expect M r (S m) (fun t => X (z :: t)) else 0)
      + INR (S m) * r y * (r z * expect M r m (fun t => X (y :: z :: t))))).
    + rewrite rsum_plus, (rsum_pick (fun z => r z * expect M r (S m) (fun t => X (z :: t)))) by exact Hy.
      rewrite rsum_scal. rewrite (S_INR (S m)). simpl expect. ring.
    + intros z _. rewrite (expect_ext M r (S m)
        (fun t => INR ((if Nat.eqb z y then 1 else 0) + count (fun z => Nat.eqb z y) t) * X (z :: t))
        (fun t => (if Nat.eqb z y then 1 else 0) * X (z :: t) + INR (count (fun z => Nat.eqb z y) t) * X (z :: t))).
      2: { intros t. rewrite plus_INR. destruct (Nat.eqb z y); simpl; ring. }
      rewrite expect_plus, expect_scal, (IH (fun t => X (z :: t))).
      2: { intros t t' P. apply HX. now constructor. }
      rewrite (expect_ext M r m (fun t => X (z :: y :: t)) (fun t => X (y :: z :: t))).
      2: { intros t. apply HX, perm_swap. }
      destruct (Nat.eqb z y); ring.
Qed.

Lemma by_best_permutation j t t' : Permutation t t' -> by_best j t = by_best j t'.
Proof. intros P. unfold by_best, below. apply rsum_ext. intros l _. now rewrite !(count_permutation _ _ _ P). Qed.

Hypothesis Hr : is_dist M r.
Hypothesis Hlev : forall y, (y < M)%nat -> (lev y < K)%nat.

(** The value of the best of y and t, by levels. *)
Lemma best_by_levels y t : (y < M)%nat -> Forall (fun z => z < M)%nat t ->
  v (top_level lev (y :: t))
  = rsum (fun l => v l * ((if Nat.ltb (lev y) (S l) then indicator (forallb (fun z => Nat.ltb (lev z) (S l)) t) else 0)
                          - (if Nat.ltb (lev y) l then indicator (forallb (fun z => Nat.ltb (lev z) l) t) else 0))) K.
Proof.
  intros Hy Ht. set (b := top_level lev (y :: t)).
  assert (B : forall l, Nat.ltb b l = Nat.ltb (lev y) l && forallb (fun z => Nat.ltb (lev z) l) t).
  { intros l. unfold b. now rewrite top_level_below by congruence. }
  assert (Hb : (b < K)%nat).
  { apply Nat.ltb_lt. rewrite B. apply andb_true_iff. split; [apply Nat.ltb_lt, Hlev, Hy|].
    apply forallb_forall. intros z Hz. rewrite Forall_forall in Ht. now apply Nat.ltb_lt, Hlev, Ht. }
  rewrite <- (rsum_pick v b K Hb). apply rsum_ext. intros l _.
  assert (E : forall l, (if Nat.ltb (lev y) l then indicator (forallb (fun z => Nat.ltb (lev z) l) t) else 0)
                        = if Nat.ltb b l then 1 else 0).
  { intros i. rewrite B. unfold indicator. now destruct (Nat.ltb (lev y) i), (forallb _ t). }
  rewrite !E. destruct (Nat.eqb_spec l b), (Nat.ltb_spec b (S l)), (Nat.ltb_spec b l); lia || ring.
Qed.

Lemma gradient_unbiased_levels m y (sort : list nat -> list nat) : (1 <= k <= m)%nat -> (y < M)%nat ->
  (forall t, Permutation (sort t) t /\ StronglySorted (fun y z => lev y <= lev z)%nat (sort t)) ->
  expect M r m (fun t => outcome_weight m y (sort t))
  = INR k * (r y * expect M r (pred k) (fun t => v (top_level lev (y :: t)))).
Proof.
  intros Hk Hy Hsort. destruct m as [|m]; [lia|]. set (k' := pred k). assert (Ek : S k' = k) by (unfold k'; lia).
  assert (C : 0 < INR (choose (S m) k)) by (apply lt_0_INR, choose_pos; lia).
  rewrite (expect_ext_in M r (S m) _ (fun t => / INR (choose (S m) k)
    * (INR (count (fun z => Nat.eqb z y) t) * by_best (lev y) t))).
  - rewrite expect_scal, expect_count by (exact Hy || apply by_best_permutation).
    assert (E : expect M r m (fun t => by_best (lev y) (y :: t))
                = INR (choose m k') * expect M r k' (fun t => v (top_level lev (y :: t)))).
    { rewrite (expect_ext_in M r k' _ _ (fun t _ H => best_by_levels y t Hy H)).
      unfold by_best. rewrite !expect_rsum, <- rsum_scal. apply rsum_ext. intros l _.
      rewrite !expect_scal, !expect_minus. fold k'.
      rewrite (expect_ext M r m (fun t => if Nat.ltb (lev y) (S l) then INR (choose (pred (below (S l) (y :: t))) k') else 0)
        (fun t => (if Nat.ltb (lev y) (S l) then 1 else 0) * INR (choose (below (S l) t) k'))).
      2: { intros t. unfold below. simpl count. destruct (Nat.ltb (lev y) (S l)); simpl; ring. }
      rewrite (expect_ext M r m (fun t => if Nat.ltb (lev y) l then INR (choose (pred (below l (y :: t))) k') else 0)
        (fun t => (if Nat.ltb (lev y) l then 1 else 0) * INR (choose (below l t) k'))).
      2: { intros t. unfold below. simpl count. destruct (Nat.ltb (lev y) l); simpl; ring. }
      rewrite (expect_ext M r k'
        (fun t => if Nat.ltb (lev y) (S l) then indicator (forallb (fun z => Nat.ltb (lev z) (S l)) t) else 0)
        (fun t => (if Nat.ltb (lev y) (S l) then 1 else 0) * indicator (forallb (fun z => Nat.ltb (lev z) (S l)) t))).
      2: { intros t. destruct (Nat.ltb (lev y) (S l)); ring. }
      rewrite (expect_ext M r k' (fun t => if Nat.ltb (lev y) l then indicator (forallb (fun z => Nat.ltb (lev z) l) t) else 0)
        (fun t => (if Nat.ltb (lev y) l then 1 else 0) * indicator (forallb (fun z => Nat.ltb (lev z) l) t))).
      2: { intros t. destruct (Nat.ltb (lev y) l); ring. }
      rewrite !expect_scal, !expect_all. unfold below. rewrite !expect_choose by apply (dist_total _ _ Hr). ring. }
    rewrite E. assert (A := choose_absorb m k'). rewrite Ek in A.
    apply Rmult_eq_reg_l with (INR (choose (S m) k)); [|lra].
    transitivity (INR (S m) * INR (choose m k') * (r y * expect M r k' (fun t => v (top_level lev (y :: t))))).
    + field. lra.
    + rewrite A. ring.
  - intros t Ht HM. destruct (Hsort t) as [P Hs].
    assert (HK : Forall (fun z => lev z < K)%nat (sort t)).
    { apply (Permutation_Forall (Permutation_sym P)). eapply Forall_impl; [|exact HM]. auto. }
    assert (L : length (sort t) = S m) by now rewrite (Permutation_length P).
    rewrite <- (count_permutation _ _ _ P), <- (by_best_permutation _ _ _ P), <- weights_by_best by (assumption || lia).
    unfold outcome_weight, weights, gradient_weight. rewrite L, <- rsum_scal. apply rsum_ext. intros i _.
    destruct (Nat.eqb (nth i (sort t) 0%nat) y); [|ring]. unfold value, Rdiv. ring.
Qed.

End Outcome.

Theorem gradient_unbiased M r lev v k m y (sort : list nat -> list nat) : is_dist M r -> (1 <= k <= m)%nat -> (y < M)%nat ->
  (forall t, Permutation (sort t) t /\ StronglySorted (fun y z => lev y <= lev z)%nat (sort t)) ->
  expect M r m (fun t => outcome_weight lev v k m y (sort t))
  = INR k * (r y * expect M r (pred k) (fun t => v (top_level lev (y :: t)))).
Proof.
  intros Hr. apply (gradient_unbiased_levels M (S (top_level lev (seq 0 M))) r); [exact Hr|].
  intros z Hz. assert (I : In z (seq 0 M)) by (apply in_seq; lia). revert I.
  generalize (seq 0 M). intros l. induction l as [|x l IH]; simpl; [contradiction|].
  intros [->|I]; [lia|]. specialize (IH I). lia.
Qed.

(** ** The derivative *)

(** The masses, that of y replaced by x. *)
Definition with_mass (r : nat -> R) (y : nat) (x : R) (z : nat) : R := if Nat.eqb z y then x else r z.

Lemma expect_same M r r' n X : (forall z, r z = r' z) -> expect M r n X = expect M r' n X.
Proof.
  intros H. revert X. induction n as [|n IH]; intros X; [reflexivity|]. simpl.
  apply rsum_ext. intros z _. now rewrite H, IH.
Qed.

Lemma derive_rsum (f : nat -> R -> R) (d : nat -> R) x K :
  (forall i, derivable_pt_lim (f i) x (d i)) -> derivable_pt_lim (fun x => rsum (fun i => f i x) K) x (rsum d K).
Proof.
  intros H. induction K as [|K IH]; [apply derivable_pt_lim_const|]. simpl.
  exact (derivable_pt_lim_plus _ _ _ _ _ IH (H K)).
Qed.

Lemma derive_with_mass r y z : derivable_pt_lim (fun x => with_mass r y x z) (r y) (if Nat.eqb z y then 1 else 0).
Proof. unfold with_mass. destruct (Nat.eqb z y); [apply derivable_pt_lim_id|apply derivable_pt_lim_const]. Qed.

Lemma expect_derive M r k y X : (y < M)%nat -> (forall t t', Permutation t t' -> X t = X t') ->
  derivable_pt_lim (fun x => expect M (with_mass r y x) k X) (r y) (INR k * expect M r (pred k) (fun t => X (y :: t))).
Proof.
  intros Hy. revert X. induction k as [|k IH]; intros X HX.
  - simpl. rewrite Rmult_0_l. apply derivable_pt_lim_const.
  - assert (Same : forall z, with_mass r y (r y) z = r z).
    { intros z. unfold with_mass. now destruct (Nat.eqb_spec z y) as [->|]. }
    replace (INR (S k) * expect M r (pred (S k)) (fun t => X (y :: t)))
      with (rsum (fun z => (if Nat.eqb z y then 1 else 0) * expect M (with_mass r y (r y)) k (fun t => X (z :: t))
                           + with_mass r y (r y) z * (INR k * expect M r (pred k) (fun t => X (z :: y :: t)))) M).
    + apply (derive_rsum (fun z x => with_mass r y x z * expect M (with_mass r y x) k (fun t => X (z :: t)))).
      intros z. apply (derivable_pt_lim_mult (fun x => with_mass r y x z)
        (fun x => expect M (with_mass r y x) k (fun t => X (z :: t)))); [apply derive_with_mass|].
      apply (IH (fun t => X (z :: t))). intros t t' P. apply HX. now constructor.
    + rewrite rsum_plus.
      rewrite (rsum_ext _ (fun z => if Nat.eqb z y then expect M r k (fun t => X (z :: t)) else 0)).
      2: { intros z _. rewrite (expect_same M _ r) by exact Same. destruct (Nat.eqb z y); ring. }
      rewrite (rsum_pick (fun z => expect M r k (fun t => X (z :: t)))) by exact Hy.
      rewrite (rsum_ext _ (fun z => INR k * (r z * expect M r (pred k) (fun t => X (y :: z :: t))))).
      2: { intros z _. rewrite Same. rewrite (expect_ext M r (pred k) (fun t => X (z :: y :: t)) (fun t => X (y :: z :: t))).
           2: { intros t. apply HX, perm_swap. } ring. }
      rewrite rsum_scal, S_INR. simpl pred. destruct k as [|k]; [simpl; ring|]. simpl pred.
      change (rsum (fun z => r z * expect M r k (fun t => X (y :: z :: t))) M)
        with (expect M r (S k) (fun t => X (y :: t))). ring.
Qed.

Lemma top_level_permutation lev t t' : Permutation t t' -> top_level lev t = top_level lev t'.
Proof. induction 1; simpl; lia. Qed.

Theorem gradient_is_derivative M r lev v k y : (y < M)%nat ->
  derivable_pt_lim (fun x => expect M (with_mass r y x) k (fun t => v (top_level lev t))) (r y)
    (INR k * expect M r (pred k) (fun t => v (top_level lev (y :: t)))).
Proof.
  intros Hy. apply (expect_derive M r k y (fun t => v (top_level lev t)) Hy).
  intros t t' P. f_equal. now apply top_level_permutation.
Qed.
