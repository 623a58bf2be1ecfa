(** * Independent draws

    [expect M r n X] is the expectation of X(t) over the n-tuple t of
    independent draws from the masses [r 0], ..., [r (M - 1)], that is, with
    respect to the product measure, written as an iterated sum.
    [expect_tuples] identifies it with the sum over the explicit list of all
    M^n tuples, each with the product of its masses.

    - [count f t]: how many draws of t satisfy f;
    - [expect_all]: all n draws satisfy f with probability (mass of f)^n;
    - [expect_le], [expect_lt]: means keep the order;
    - [exchange]: tied outcomes are exchangeable.  If g(t) depends on the
      levels of the draws only, then P_j E[#{draws equal to y} g] =
      r_y E[#{draws of level j} g] for an outcome y of level j. *)

Require Import Reals Lra Lia List Arith Bool.
From BonVerify Require Import Sums.
Import ListNotations.
Open Scope R_scope.

Fixpoint expect (M : nat) (r : nat -> R) (n : nat) (X : list nat -> R) : R :=
  match n with
  | O => X nil
  | S k => rsum (fun y => r y * expect M r k (fun t => X (y :: t))) M
  end.

Definition indicator (b : bool) : R := if b then 1 else 0.

(** The mass of the outcomes that satisfy f. *)
Definition mass (M : nat) (r : nat -> R) (f : nat -> bool) : R :=
  rsum (fun y => if f y then r y else 0) M.

Fixpoint count (f : nat -> bool) (t : list nat) : nat :=
  match t with
  | nil => 0
  | y :: t => (if f y then 1 else 0) + count f t
  end.

(** ** The explicit product measure *)

Fixpoint tuples (M n : nat) : list (list nat) :=
  match n with
  | O => [nil]
  | S k => flat_map (fun y => map (cons y) (tuples M k)) (seq 0 M)
  end.

Definition weight (r : nat -> R) (t : list nat) : R := fold_right (fun y w => r y * w) 1 t.

Definition lsum {A} (f : A -> R) (l : list A) : R := fold_right (fun a s => f a + s) 0 l.

Lemma lsum_app {A} (f : A -> R) l l' : lsum f (l ++ l') = lsum f l + lsum f l'.
Proof. induction l as [|a l IH]; simpl; [ring|rewrite IH; ring]. Qed.

Lemma lsum_map {A B} (f : B -> R) (g : A -> B) l : lsum f (map g l) = lsum (fun a => f (g a)) l.
Proof. induction l as [|a l IH]; simpl; [ring|now rewrite IH]. Qed.

Lemma lsum_flat_map {A B} (f : B -> R) (g : A -> list B) l :
  lsum f (flat_map g l) = lsum (fun a => lsum f (g a)) l.
Proof. induction l as [|a l IH]; simpl; [ring|rewrite lsum_app, IH; ring]. Qed.

Lemma lsum_ext {A} (f g : A -> R) l : (forall a, f a = g a) -> lsum f l = lsum g l.
Proof. intros H. induction l as [|a l IH]; simpl; [ring|now rewrite H, IH]. Qed.

Lemma lsum_scal {A} c (f : A -> R) l : lsum (fun a => c * f a) l = c * lsum f l.
Proof. induction l as [|a l IH]; simpl; [ring|rewrite IH; ring]. Qed.

Lemma lsum_seq f M : lsum f (seq 0 M) = rsum f M.
Proof.
  induction M as [|M IH]; [reflexivity|].
  rewrite seq_S, lsum_app, IH. simpl. ring.
Qed.

Theorem expect_tuples M r n X :
  expect M r n X = lsum (fun t => weight r t * X t) (tuples M n).
Proof.
  revert X. induction n as [|n IH]; intros X; [simpl; ring|].
  simpl tuples. rewrite lsum_flat_map, lsum_seq. simpl expect. apply rsum_ext. intros y _.
  rewrite lsum_map, IH, <- lsum_scal. apply lsum_ext. intros t. simpl. ring.
Qed.

(** ** Rules for expectations *)

Section Rules.
Variables (M : nat) (r : nat -> R).

Lemma expect_ext_in n X Y :
  (forall t, length t = n -> Forall (fun y => (y < M)%nat) t -> X t = Y t) ->
  expect M r n X = expect M r n Y.
Proof.
  revert X Y. induction n as [|n IH]; intros X Y H; simpl; [now apply H|].
  apply rsum_ext. intros y Hy. f_equal. apply IH. intros t Ht HF.
  apply H; [simpl; congruence|now constructor].
Qed.

Lemma expect_ext n X Y : (forall t, X t = Y t) -> expect M r n X = expect M r n Y.
Proof. intros H. apply expect_ext_in. auto. Qed.

Lemma expect_plus n X Y :
  expect M r n (fun t => X t + Y t) = expect M r n X + expect M r n Y.
Proof.
  revert X Y. induction n as [|n IH]; intros X Y; simpl; [reflexivity|].
  rewrite <- rsum_plus. apply rsum_ext. intros y _. rewrite IH. ring.
Qed.

Lemma expect_scal n c X : expect M r n (fun t => c * X t) = c * expect M r n X.
Proof.
  revert X. induction n as [|n IH]; intros X; simpl; [reflexivity|].
  rewrite <- rsum_scal. apply rsum_ext. intros y _. rewrite IH. ring.
Qed.

Lemma expect_minus n X Y :
  expect M r n (fun t => X t - Y t) = expect M r n X - expect M r n Y.
Proof.
  rewrite (expect_ext n _ (fun t => X t + -1 * Y t)) by (intros; ring).
  rewrite expect_plus, expect_scal. ring.
Qed.

Lemma expect_rsum n (X : nat -> list nat -> R) K :
  expect M r n (fun t => rsum (fun i => X i t) K) = rsum (fun i => expect M r n (X i)) K.
Proof.
  induction K as [|K IH]; simpl.
  - rewrite (expect_ext n _ (fun _ => 0 * 0)) by (intros; ring).
    rewrite expect_scal. ring.
  - rewrite expect_plus, IH. reflexivity.
Qed.

Lemma expect_const n c : rsum r M = 1 -> expect M r n (fun _ => c) = c.
Proof.
  intros H. induction n as [|n IH]; simpl; [reflexivity|].
  rewrite (rsum_ext _ (fun y => r y * c)) by (intros; now rewrite IH).
  rewrite rsum_scal_r, H. ring.
Qed.

Lemma expect_all n (f : nat -> bool) :
  expect M r n (fun t => indicator (forallb f t)) = mass M r f ^ n.
Proof.
  induction n as [|n IH]; simpl; [reflexivity|].
  rewrite <- IH. unfold mass. rewrite <- rsum_scal_r. apply rsum_ext. intros y _.
  destruct (f y); simpl.
  - reflexivity.
  - rewrite (expect_ext n _ (fun _ => 0 * 0)) by (intros; unfold indicator; ring).
    rewrite expect_scal. ring.
Qed.

(** A sum over the outcomes that satisfy f. *)
Lemma rsum_mass (f : nat -> bool) c : rsum (fun y => r y * (if f y then c else 0)) M = mass M r f * c.
Proof.
  unfold mass. rewrite <- rsum_scal_r. apply rsum_ext. intros y _. destruct (f y); ring.
Qed.

Variable lev : nat -> nat.

Definition level_mass (j : nat) : R := mass M r (fun y => Nat.eqb (lev y) j).

Lemma exchange n y (g : list nat -> R) :
  (y < M)%nat ->
  level_mass (lev y) * expect M r n (fun t => INR (count (Nat.eqb y) t) * g (map lev t))
  = r y * expect M r n
      (fun t => INR (count (fun z => Nat.eqb (lev z) (lev y)) t) * g (map lev t)).
Proof.
  intros Hy. revert g. induction n as [|n IH]; intros g; simpl; [ring|].
  (* Split off the first draw z from the counts of the others. *)
  set (E := fun l : nat => expect M r n (fun t => g (l :: map lev t))).
  set (C := fun z : nat => expect M r n (fun t => INR (count (Nat.eqb y) t) * g (lev z :: map lev t))).
  set (D := fun z : nat => expect M r n (fun t =>
              INR (count (fun z => Nat.eqb (lev z) (lev y)) t) * g (lev z :: map lev t))).
  rewrite (rsum_ext _ (fun z => (if Nat.eqb z y then r z * E (lev z) else 0) + r z * C z)).
  2: { intros z _. unfold E, C.
       rewrite (expect_ext n _ (fun t => (if Nat.eqb z y then 1 else 0) * g (lev z :: map lev t)
                                + INR (count (Nat.eqb y) t) * g (lev z :: map lev t))).
       - rewrite expect_plus, expect_scal. destruct (Nat.eqb z y); ring.
       - intros t. rewrite plus_INR, (Nat.eqb_sym y z). destruct (Nat.eqb z y); simpl; ring. }
  rewrite (rsum_ext (fun z => r z * expect M r n (fun t =>
              INR ((if Nat.eqb (lev z) (lev y) then 1 else 0)
                   + count (fun z => Nat.eqb (lev z) (lev y)) t) * g (lev z :: map lev t)))
            (fun z => r z * (if Nat.eqb (lev z) (lev y) then E (lev y) else 0) + r z * D z)).
  2: { intros z _. unfold E, D.
       rewrite (expect_ext n _ (fun t =>
                  (if Nat.eqb (lev z) (lev y) then 1 else 0) * g (lev z :: map lev t)
                  + INR (count (fun z => Nat.eqb (lev z) (lev y)) t) * g (lev z :: map lev t))).
       - rewrite expect_plus, expect_scal.
         destruct (Nat.eqb_spec (lev z) (lev y)) as [->|]; ring.
       - intros t. rewrite plus_INR. destruct (Nat.eqb (lev z) (lev y)); simpl; ring. }
  rewrite !rsum_plus, (rsum_pick (fun z => r z * E (lev z))) by exact Hy.
  rewrite (rsum_mass (fun z => Nat.eqb (lev z) (lev y))). fold (level_mass (lev y)).
  rewrite !Rmult_plus_distr_l, <- !rsum_scal.
  rewrite (rsum_ext (fun z => level_mass (lev y) * (r z * C z)) (fun z => r y * (r z * D z))).
  - ring.
  - intros z _. assert (H := IH (fun l => g (lev z :: l))). cbv beta in H. fold (C z) (D z) in H.
    replace (level_mass (lev y) * (r z * C z)) with (r z * (level_mass (lev y) * C z)) by ring.
    rewrite H. ring.
Qed.

End Rules.

(** Means keep the order, for positive masses. *)
Lemma expect_le M r n X Y : (forall y, (y < M)%nat -> 0 < r y) ->
  (forall t, length t = n -> Forall (fun y => (y < M)%nat) t -> X t <= Y t) -> expect M r n X <= expect M r n Y.
Proof.
  intros Hr. revert X Y. induction n as [|n IH]; intros X Y H; simpl; [now apply H|].
  apply rsum_le. intros y Hy. apply Rmult_le_compat_l; [left; now apply Hr|].
  apply IH. intros t Ht HF. apply H; [simpl; congruence|now constructor].
Qed.

Lemma expect_lt M r n X Y t0 : (forall y, (y < M)%nat -> 0 < r y) ->
  (forall t, length t = n -> Forall (fun y => (y < M)%nat) t -> X t <= Y t) ->
  length t0 = n -> Forall (fun y => (y < M)%nat) t0 -> X t0 < Y t0 -> expect M r n X < expect M r n Y.
Proof.
  intros Hr. revert X Y t0. induction n as [|n IH]; intros X Y t0 H L0 F0 S0.
  - destruct t0; [exact S0|discriminate].
  - destruct t0 as [|y0 t0]; [discriminate|]. inversion F0 as [|? ? Hy0 F0']; subst. simpl.
    assert (H' : forall y t, (y < M)%nat -> length t = n -> Forall (fun y => (y < M)%nat) t -> X (y :: t) <= Y (y :: t)).
    { intros y t Hy Ht HF. apply H; [simpl; congruence|now constructor]. }
    apply (rsum_lt _ _ y0); [|exact Hy0|].
    + intros y Hy. apply Rmult_le_compat_l; [left; now apply Hr|]. apply expect_le; [exact Hr|]. now intros t; apply H'.
    + apply Rmult_lt_compat_l; [now apply Hr|]. apply (IH _ _ t0); [now intros t; apply H'|now injection L0|exact F0'|exact S0].
Qed.
