(** * The error count of the ladder

    Lemma 8 of FloatingPoint.md.  The ratio of best-of-n to the reference mass is
    h_n(a, b), the sum of a^k b^(n-1-k), and is built from the bits of n down by
    h_(2m) = h_m (a^m + b^m) and h_(m+1) = a^m + b h_m.  [loop] is that program for any
    numbers with a sum, a product and a square.

    - [loop_exact]: on real numbers it computes h_n;
    - [within eps c x y]: y is x up to a factor e^(c eps), the error count c;
    - [ladder_error]: on any numbers whose sums err by 3, products by 6 and squares by
      4 counts it errs by the count that the same program gives when it runs on the
      counts themselves;
    - [error_to_count]: an error of c u^2 (1 + 4u), as proved for double-double
      arithmetic, is c counts for eps = u^2 (1 + 5u). *)

From Coq Require Import Reals ZArith Lra Lia List.
From BonVerify Require Import DoubleDouble.
Import ListNotations.
Open Scope R_scope.

(** With the powers for m and h_2m at hand, the bits of n below those of m. *)
Fixpoint loop {T : Type} (add mul : T -> T -> T) (sq : T -> T) (a b powerA powerB quotient : T) (bits : list bool) : T :=
  match bits with
  | nil => quotient
  | bit :: rest =>
      let quotient := if bit then add (sq powerA) (mul b quotient) else quotient in
      match rest with
      | nil => quotient
      | _ :: _ =>
          let powerA := if bit then mul (sq powerA) a else sq powerA in
          let powerB := if bit then mul (sq powerB) b else sq powerB in
          loop add mul sq a b powerA powerB (mul quotient (add powerA powerB)) rest
      end
  end.

(** The number with these bits below its highest one. *)
Fixpoint number (m : nat) (bits : list bool) : nat :=
  match bits with nil => m | bit :: rest => number (2 * m + (if bit then 1 else 0)) rest end.

(** ** On real numbers *)

Fixpoint h (a b : R) (n : nat) : R := match n with O => 0 | S k => a ^ k + b * h a b k end.

Lemma h_slope a b n : (a - b) * h a b n = a ^ n - b ^ n.
Proof.
  induction n as [|n IH]; simpl; [ring|].
  replace ((a - b) * (a ^ n + b * h a b n)) with ((a - b) * a ^ n + b * ((a - b) * h a b n)) by ring.
  rewrite IH. ring.
Qed.

Lemma h_plus a b m k : h a b (k + m) = a ^ m * h a b k + b ^ k * h a b m.
Proof.
  induction k as [|k IH]; simpl; [ring|]. rewrite IH, pow_add. ring.
Qed.

Lemma h_double a b m : h a b (2 * m) = h a b m * (a ^ m + b ^ m).
Proof. replace (2 * m)%nat with (m + m)%nat by lia. rewrite h_plus. ring. Qed.

Theorem loop_exact a b m bits : bits <> nil ->
  loop Rplus Rmult (fun x => x * x) a b (a ^ m) (b ^ m) (h a b (2 * m)) bits = h a b (number m bits).
Proof.
  revert m. induction bits as [|bit rest IH]; intros m Hne; [congruence|]. cbn [loop number].
  assert (Sq : forall x : R, x ^ m * x ^ m = x ^ (2 * m)) by (intros x; rewrite <- pow_add; f_equal; lia).
  assert (Q : (if bit then a ^ m * a ^ m + b * h a b (2 * m) else h a b (2 * m))
              = h a b (2 * m + (if bit then 1 else 0))).
  { destruct bit; [|now rewrite Nat.add_0_r]. rewrite Sq, Nat.add_1_r. reflexivity. }
  rewrite Q. destruct rest as [|next rest]; [reflexivity|].
  set (k := (2 * m + (if bit then 1 else 0))%nat) in *.
  replace (if bit then a ^ m * a ^ m * a else a ^ m * a ^ m) with (a ^ k).
  2: { unfold k. destruct bit; rewrite Sq; [rewrite Nat.add_1_r; simpl; ring|now rewrite Nat.add_0_r]. }
  replace (if bit then b ^ m * b ^ m * b else b ^ m * b ^ m) with (b ^ k).
  2: { unfold k. destruct bit; rewrite Sq; [rewrite Nat.add_1_r; simpl; ring|now rewrite Nat.add_0_r]. }
  rewrite <- h_double. apply IH. discriminate.
Qed.

(** ** Counts *)

Definition within (eps : R) (c : nat) (x y : R) : Prop :=
  0 < x /\ x * exp (- (INR c * eps)) <= y <= x * exp (INR c * eps).

(** The program on counts: a sum costs 3, a product 6, a square 4. *)
Definition ladder_count (a b : nat) (bits : list bool) : nat :=
  loop (fun c d => Nat.max c d + 3)%nat (fun c d => c + d + 6)%nat (fun c => 2 * c + 4)%nat
    a b a b (Nat.max a b + 3)%nat bits.

Section Counts.
Variable eps : R.
Hypothesis Heps : 0 <= eps.

Lemma within_pos c x y : within eps c x y -> 0 < y.
Proof.
  intros [X [L _]]. apply Rlt_le_trans with (2 := L). apply Rmult_lt_0_compat; [exact X|apply exp_pos].
Qed.

Lemma exp_count_le c d : (c <= d)%nat -> exp (INR c * eps) <= exp (INR d * eps) /\ exp (- (INR d * eps)) <= exp (- (INR c * eps)).
Proof.
  intros H. apply le_INR in H. assert (X : INR c * eps <= INR d * eps) by (apply Rmult_le_compat_r; lra).
  assert (Mono : forall s t, s <= t -> exp s <= exp t).
  { intros s t [A|A]; [left; now apply exp_increasing|rewrite A; lra]. }
  split; apply Mono; lra.
Qed.

Lemma within_weaken c d x y : (c <= d)%nat -> within eps c x y -> within eps d x y.
Proof.
  intros H [X [L U]]. destruct (exp_count_le c d H) as [A B]. split; [exact X|].
  apply (Rmult_le_compat_l x) in A; [|lra]. apply (Rmult_le_compat_l x) in B; [|lra]. lra.
Qed.

Lemma within_plus c x x' y y' : within eps c x x' -> within eps c y y' -> within eps c (x + y) (x' + y').
Proof. intros [X [L U]] [Y [L' U']]. split; [lra|]. rewrite !Rmult_plus_distr_r. lra. Qed.

Lemma exp_counts c d : exp (INR (c + d) * eps) = exp (INR c * eps) * exp (INR d * eps)
  /\ exp (- (INR (c + d) * eps)) = exp (- (INR c * eps)) * exp (- (INR d * eps)).
Proof. rewrite plus_INR, <- !exp_plus. split; f_equal; ring. Qed.

Lemma within_mult c d x x' y y' : within eps c x x' -> within eps d y y' -> within eps (c + d) (x * y) (x' * y').
Proof.
  intros Hx Hy. assert (X' := within_pos _ _ _ Hx). assert (Y' := within_pos _ _ _ Hy).
  destruct Hx as [X [L U]], Hy as [Y [L' U']]. split; [now apply Rmult_lt_0_compat|].
  destruct (exp_counts c d) as [-> ->].
  assert (A := exp_pos (- (INR c * eps))). assert (B := exp_pos (- (INR d * eps))). split.
  - replace (x * y * (exp (- (INR c * eps)) * exp (- (INR d * eps))))
      with (x * exp (- (INR c * eps)) * (y * exp (- (INR d * eps)))) by ring.
    apply Rmult_le_compat; try assumption; apply Rmult_le_pos; lra.
  - replace (x * y * (exp (INR c * eps) * exp (INR d * eps))) with (x * exp (INR c * eps) * (y * exp (INR d * eps))) by ring.
    apply Rmult_le_compat; lra.
Qed.

(** Errors follow each other. *)
Lemma within_trans c d x y z : within eps c x y -> within eps d y z -> within eps (c + d) x z.
Proof.
  intros [X [L U]] [Y [L' U']]. split; [exact X|]. destruct (exp_counts c d) as [-> ->].
  assert (A := exp_pos (INR d * eps)). assert (B := exp_pos (- (INR d * eps))).
  apply (Rmult_le_compat_r (exp (INR d * eps))) in U; [|lra].
  apply (Rmult_le_compat_r (exp (- (INR d * eps)))) in L; [|lra]. lra.
Qed.

(** ** Any numbers with rounded operations *)

Variables (T : Type) (val : T -> R) (add mul : T -> T -> T) (sq : T -> T).
Hypothesis add_count : forall s t, 0 < val s -> 0 < val t -> within eps 3 (val s + val t) (val (add s t)).
Hypothesis mul_count : forall s t, 0 < val s -> 0 < val t -> within eps 6 (val s * val t) (val (mul s t)).
Hypothesis sq_count : forall s, 0 < val s -> within eps 4 (val s * val s) (val (sq s)).

Lemma add_within c d x y s t : within eps c x (val s) -> within eps d y (val t) ->
  within eps (Nat.max c d + 3) (x + y) (val (add s t)).
Proof.
  intros Hs Ht. apply (within_trans _ _ _ (val s + val t)).
  - apply within_plus; [apply (within_weaken c)|apply (within_weaken d)]; (lia || assumption).
  - apply add_count; eapply within_pos; eassumption.
Qed.

Lemma mul_within c d x y s t : within eps c x (val s) -> within eps d y (val t) ->
  within eps (c + d + 6) (x * y) (val (mul s t)).
Proof.
  intros Hs Ht. apply (within_trans _ _ _ (val s * val t)); [now apply within_mult|].
  apply mul_count; eapply within_pos; eassumption.
Qed.

Lemma sq_within c x s : within eps c x (val s) -> within eps (2 * c + 4) (x * x) (val (sq s)).
Proof.
  intros Hs. replace (2 * c)%nat with (c + c)%nat by lia.
  apply (within_trans _ _ _ (val s * val s)); [now apply within_mult|].
  apply sq_count. eapply within_pos; eassumption.
Qed.

Lemma loop_within bits : forall ca cb cA cB cQ a b A B Q sa sb sA sB sQ,
  within eps ca a (val sa) -> within eps cb b (val sb) -> within eps cA A (val sA) -> within eps cB B (val sB) ->
  within eps cQ Q (val sQ) ->
  within eps (loop (fun c d => Nat.max c d + 3)%nat (fun c d => c + d + 6)%nat (fun c => 2 * c + 4)%nat ca cb cA cB cQ bits)
    (loop Rplus Rmult (fun x => x * x) a b A B Q bits) (val (loop add mul sq sa sb sA sB sQ bits)).
Proof.
  induction bits as [|bit rest IH]; intros; [assumption|]. cbn [loop].
  assert (N : within eps (if bit then Nat.max (2 * cA + 4) (cb + cQ + 6) + 3 else cQ)%nat
    (if bit then A * A + b * Q else Q) (val (if bit then add (sq sA) (mul sb sQ) else sQ))).
  { destruct bit; [|assumption]. apply add_within; [now apply sq_within|now apply mul_within]. }
  destruct rest as [|next rest]; [exact N|].
  assert (NA : within eps (if bit then 2 * cA + 4 + ca + 6 else 2 * cA + 4)%nat
    (if bit then A * A * a else A * A) (val (if bit then mul (sq sA) sa else sq sA))).
  { destruct bit; [apply mul_within; [now apply sq_within|assumption]|now apply sq_within]. }
  assert (NB : within eps (if bit then 2 * cB + 4 + cb + 6 else 2 * cB + 4)%nat
    (if bit then B * B * b else B * B) (val (if bit then mul (sq sB) sb else sq sB))).
  { destruct bit; [apply mul_within; [now apply sq_within|assumption]|now apply sq_within]. }
  apply IH; try assumption. apply mul_within; [exact N|]. now apply add_within.
Qed.

Theorem ladder_error ca cb a b sa sb bits : bits <> nil ->
  within eps ca a (val sa) -> within eps cb b (val sb) ->
  within eps (ladder_count ca cb bits) (h a b (number 1 bits)) (val (loop add mul sq sa sb sa sb (add sa sb) bits)).
Proof.
  intros Hne Ha Hb. rewrite <- loop_exact by exact Hne. rewrite h_double. simpl (h a b 1). rewrite !pow_1, Rmult_0_r, Rplus_0_r, Rmult_1_l.
  unfold ladder_count. apply loop_within; try assumption. now apply add_within.
Qed.

End Counts.

(** ** From the errors of double-double arithmetic to counts *)

Theorem error_to_count c x y : (c <= 10)%nat -> 0 < x -> Rabs (y - x) <= INR c * u ^ 2 * (1 + 4 * u) * x ->
  within (u ^ 2 * (1 + 5 * u)) c x y.
Proof.
  intros Hc Hx H. assert (U := u_bounds). apply le_INR in Hc. assert (C0 := pos_INR c).
  replace (INR 10) with 10 in Hc by (simpl; ring).
  set (d := INR c * u ^ 2 * (1 + 4 * u)) in *. set (e := INR c * (u ^ 2 * (1 + 5 * u))).
  assert (U2 : 0 <= u ^ 2) by apply pow2_ge_0. assert (Cu : 0 <= INR c * u ^ 2) by (now apply Rmult_le_pos).
  assert (D0 : 0 <= d) by (unfold d; apply Rmult_le_pos; lra).
  assert (E0 : e = d + INR c * u ^ 2 * u) by (unfold d, e; ring).
  assert (E1 : 0 <= INR c * u ^ 2 * u) by (apply Rmult_le_pos; lra).
  assert (Small : e <= u / 2).
  { unfold e. replace (INR c * (u ^ 2 * (1 + 5 * u))) with (u * (INR c * u * (1 + 5 * u))) by ring.
    unfold Rdiv. apply Rmult_le_compat_l; [lra|].
    assert (INR c * u <= 10 * / 2 ^ 50) by (apply Rmult_le_compat; lra).
    assert (0 <= INR c * u) by (apply Rmult_le_pos; lra).
    apply Rle_trans with (10 * / 2 ^ 50 * 2); [apply Rmult_le_compat; lra|lra]. }
  assert (DE : d * e <= e - d).
  { replace (e - d) with (INR c * u ^ 2 * u) by (rewrite E0; ring).
    assert (D2 : d <= 2 * (INR c * u ^ 2)).
    { unfold d. assert (INR c * u ^ 2 * (4 * u) <= INR c * u ^ 2 * 1) by (apply Rmult_le_compat_l; lra). lra. }
    apply Rle_trans with (2 * (INR c * u ^ 2) * (u / 2)); [|right; field].
    apply Rmult_le_compat; lra. }
  assert (H1 := Rle_abs (y - x)). assert (H2 := Rle_abs (- (y - x))). rewrite Rabs_Ropp in H2. split; [exact Hx|]. fold e. split.
  - apply Rle_trans with (x * (1 - d)); [|lra]. apply Rmult_le_compat_l; [lra|].
    rewrite exp_Ropp. assert (X := exp_ineq1_le e).
    apply Rle_trans with (/ (1 + e)); [apply Rinv_le_contravar; lra|].
    apply Rmult_le_reg_r with (1 + e); [lra|]. rewrite Rinv_l by lra. lra.
  - assert (X := exp_ineq1_le e). apply Rle_trans with (x * (1 + e)); [|apply Rmult_le_compat_l; lra].
    apply Rle_trans with (x * (1 + d)); [lra|]. apply Rmult_le_compat_l; lra.
Qed.

(** The count for n = 1000 and shares of error 6: the bits of 1000 below its highest are 111101000. *)
Definition bits_1000 : list bool := [true; true; true; true; false; true; false; false; false].

Lemma ladder_count_1000 : number 1 bits_1000 = 1000%nat /\ Z.of_nat (ladder_count 6 6 bits_1000) = 11020%Z.
Proof. split; vm_compute; reflexivity. Qed.
