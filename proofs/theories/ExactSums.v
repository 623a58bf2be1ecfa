(** * The exact sums of two numbers

    Lemma 1 of FloatingPoint.md: the rest of a rounded sum is found without error

    - [fast_two_sum_exact]: in three operations, when a = 0, |b| <= |a| or a is a
      multiple of the last bit of b, whatever the rule for ties;
    - [two_sum_exact]: in six operations, for any operands, when the rule for ties is
      symmetric, as that of IEEE 754 is ([ties_to_even]).

    The format is that of DoubleDouble.v, 53 bits and an exponent without bounds.  The
    second is Flocq's [TwoSum_correct], whose exponent has a least value: finitely
    many roundings do not see it when it is small enough ([small_exponents]). *)

From Coq Require Import Reals ZArith Lra Lia.
From Flocq Require Import Core Plus_error.
From Flocq Require Pff2Flocq.
From BonVerify Require Import DoubleDouble.
Open Scope R_scope.

(** Integers of at most 53 bits, and 2^53 itself, times a power of 2. *)
Lemma format_integer m e : (Z.abs m <= 2 ^ 53)%Z -> format (IZR m * bpow radix2 e).
Proof.
  intros H. apply generic_format_FLX. destruct (Z.eq_dec (Z.abs m) (2 ^ 53)) as [E|E].
  - apply (FLX_spec radix2 53 _ (Float radix2 (m / 2) (e + 1))).
    + unfold F2R. simpl Fnum. simpl Fexp. rewrite bpow_plus. change (bpow radix2 1) with 2.
      assert (D : (m = 2 * (m / 2))%Z).
      { destruct (Z.abs_spec m) as [[_ A]|[_ A]]; rewrite A in E; [|apply Z.opp_inj_wd in E; rewrite Z.opp_involutive in E];
        rewrite E; reflexivity. }
      rewrite D at 1. rewrite mult_IZR. ring.
    + simpl Fnum. change (radix_val radix2) with 2%Z.
      destruct (Z.abs_spec m) as [[_ A]|[_ A]]; rewrite A in E; [|apply Z.opp_inj_wd in E; rewrite Z.opp_involutive in E];
        rewrite E; reflexivity.
  - apply (FLX_spec radix2 53 _ (Float radix2 m e)); [reflexivity|]. simpl Fnum. change (radix_val radix2) with 2%Z. lia.
Qed.

Definition multiple (e : Z) (x : R) : Prop := exists m, x = IZR m * bpow radix2 e.

Lemma multiple_plus e x y : multiple e x -> multiple e y -> multiple e (x + y).
Proof. intros [m ->] [n ->]. exists (m + n)%Z. rewrite plus_IZR. ring. Qed.

Lemma multiple_opp e x : multiple e x -> multiple e (- x).
Proof. intros [m ->]. exists (- m)%Z. rewrite opp_IZR. ring. Qed.

Lemma multiple_le e f x : (e <= f)%Z -> multiple f x -> multiple e x.
Proof.
  intros H [m ->]. exists (m * 2 ^ (f - e))%Z. rewrite mult_IZR. change 2%Z with (radix_val radix2).
  rewrite IZR_Zpower by lia. rewrite Rmult_assoc, <- bpow_plus. do 2 f_equal. lia.
Qed.

Lemma format_multiple x : format x -> multiple (cexp radix2 (FLX_exp 53) x) x.
Proof. intros H. exists (Ztrunc (scaled_mantissa radix2 (FLX_exp 53) x)). exact H. Qed.

Lemma multiple_format e x : multiple e x -> Rabs x <= bpow radix2 (e + 53) -> format x.
Proof.
  intros [m ->] H. apply format_integer. apply le_IZR. rewrite abs_IZR.
  apply Rmult_le_reg_r with (bpow radix2 e); [apply bpow_gt_0|].
  change 2%Z with (radix_val radix2). rewrite IZR_Zpower by lia. rewrite <- bpow_plus, Z.add_comm.
  rewrite Rabs_mult, (Rabs_right (bpow radix2 e)) in H by (apply Rle_ge, bpow_ge_0). exact H.
Qed.

Lemma RN_multiple choice x : multiple (cexp radix2 (FLX_exp 53) x) (RN choice x).
Proof. eexists. reflexivity. Qed.

(** Numbers from 2^e on have their last bit at 2^(e-52) or above. *)
Lemma cexp_ge x e : bpow radix2 e <= Rabs x -> (e - 52 <= cexp radix2 (FLX_exp 53) x)%Z.
Proof. intros H. unfold cexp, FLX_exp. assert (M := mag_ge_bpow radix2 x (e + 1)).
  replace (e + 1 - 1)%Z with e in M by lia. specialize (M H). lia. Qed.

Lemma below_cexp x : Rabs x < bpow radix2 (cexp radix2 (FLX_exp 53) x + 53).
Proof. unfold cexp, FLX_exp. replace (mag radix2 x - 53 + 53)%Z with (mag radix2 x : Z) by lia. apply bpow_mag_gt. Qed.

Lemma above_cexp x : x <> 0 -> bpow radix2 (cexp radix2 (FLX_exp 53) x + 52) <= Rabs x.
Proof. intros H. unfold cexp, FLX_exp. replace (mag radix2 x - 53 + 52)%Z with (mag radix2 x - 1)%Z by lia. now apply bpow_mag_le. Qed.

Instance precision : Prec_gt_0 53 := eq_refl.

Section Sums.
Variable choice : Z -> bool.
Notation RN := (RN choice).

(** RN x is as near to x as any number of the format. *)
Lemma RN_nearest x f : format f -> Rabs (RN x - x) <= Rabs (f - x).
Proof. intros H. apply (round_N_pt radix2 (FLX_exp 53) choice x); exact H. Qed.

Lemma RN_format x : format (RN x).
Proof. apply generic_format_round; [now apply FLX_exp_valid|apply valid_rnd_N]. Qed.

(** The first two operations of FastTwoSum: what the sum has over a is a number of the format. *)
Lemma fast_difference a b : format a -> format b -> b <> 0 -> multiple (cexp radix2 (FLX_exp 53) b) a -> format (RN (a + b) - a).
Proof.
  intros Fa Fb Hb Ma. set (e := cexp radix2 (FLX_exp 53) b) in *. set (s := RN (a + b)).
  assert (Mb : multiple e b) by now apply format_multiple.
  assert (Mab := multiple_plus e a b Ma Mb). assert (Bb := below_cexp b). fold e in Bb.
  destruct (Rle_lt_dec (Rabs (a + b)) (bpow radix2 (e + 53))) as [H|H].
  - assert (S : s = a + b) by (apply RN_exact, (multiple_format e); assumption).
    rewrite S. replace (a + b - a) with b by ring. exact Fb.
  - assert (Z : a + b <> 0).
    { intros E. rewrite E, Rabs_R0 in H. assert (P := bpow_gt_0 radix2 (e + 53)). lra. }
    set (E := cexp radix2 (FLX_exp 53) (a + b)).
    assert (HE : (e + 1 <= E)%Z) by (unfold E; assert (X := cexp_ge (a + b) (e + 53) ltac:(lra)); lia).
    assert (MS : multiple E s) by apply RN_multiple.
    assert (D1 : Rabs (s - (a + b)) <= Rabs b).
    { assert (X := RN_nearest (a + b) a Fa). replace (a - (a + b)) with (- b) in X by ring. rewrite Rabs_Ropp in X. exact X. }
    assert (D2 : Rabs (s - (a + b)) <= / 2 * bpow radix2 E).
    { assert (X := error_le_half_ulp radix2 (FLX_exp 53) choice (a + b)). rewrite ulp_neq_0 in X by exact Z. exact X. }
    assert (T : Rabs (s - a) <= Rabs (s - (a + b)) + Rabs b).
    { replace (s - a) with (s - (a + b) + b) by ring. apply Rabs_triang. }
    destruct (Z.eq_dec E (e + 1)) as [EE|EE].
    + apply (multiple_format e).
      * apply multiple_plus; [apply (multiple_le _ E); [lia|exact MS]|now apply multiple_opp].
      * destruct (format_multiple b Fb) as [m Em]. fold e in Em.
        assert (Mm : (Z.abs m <= 2 ^ 53 - 1)%Z).
        { enough (Z.abs m < 2 ^ 53)%Z by lia. apply lt_IZR. rewrite abs_IZR.
          apply Rmult_lt_reg_r with (bpow radix2 e); [apply bpow_gt_0|].
          change (2 ^ 53)%Z with (radix2 ^ 53)%Z. rewrite IZR_Zpower by lia. rewrite <- bpow_plus, Z.add_comm.
          rewrite Em, Rabs_mult, (Rabs_right (bpow radix2 e)) in Bb by (apply Rle_ge, bpow_ge_0). exact Bb. }
        assert (X : Rabs b <= bpow radix2 (e + 53) - bpow radix2 e).
        { rewrite Em, Rabs_mult, (Rabs_right (bpow radix2 e)) by (apply Rle_ge, bpow_ge_0).
          rewrite <- abs_IZR. apply IZR_le in Mm. rewrite minus_IZR in Mm.
          change (2 ^ 53)%Z with (radix2 ^ 53)%Z in Mm. rewrite IZR_Zpower in Mm by lia.
          apply (Rmult_le_compat_r (bpow radix2 e)) in Mm; [|apply bpow_ge_0].
          rewrite Rmult_minus_distr_r, <- bpow_plus in Mm. rewrite (Z.add_comm e). lra. }
        rewrite EE, bpow_plus in D2. change (bpow radix2 1) with 2 in D2. lra.
    + assert (Low : bpow radix2 (E + 52) <= Rabs (a + b)) by now apply above_cexp.
      assert (B2 : bpow radix2 (e + 53) <= bpow radix2 (E + 51)) by (apply bpow_le; lia).
      assert (Dbl : bpow radix2 (E + 52) = 2 * bpow radix2 (E + 51)).
      { replace (E + 52)%Z with (1 + (E + 51))%Z by lia. rewrite bpow_plus. reflexivity. }
      assert (Ta := Rabs_triang a b).
      assert (Ca := cexp_ge a (E + 51) ltac:(lra)).
      apply (multiple_format (E - 1)).
      * apply multiple_plus; [apply (multiple_le _ E); [lia|exact MS]|].
        apply multiple_opp. apply (multiple_le _ (cexp radix2 (FLX_exp 53) a)); [lia|now apply format_multiple].
      * replace (E - 1 + 53)%Z with (E + 52)%Z by lia. lra.
Qed.

(** Lemma 1, FastTwoSum. *)
Theorem fast_two_sum_exact a b : format a -> format b ->
  a = 0 \/ Rabs b <= Rabs a \/ (exists k, a = IZR k * ulp radix2 (FLX_exp 53) b) ->
  RN (b - RN (RN (a + b) - a)) = a + b - RN (a + b).
Proof.
  intros Fa Fb H. destruct (Req_dec b 0) as [->|Hb].
  - rewrite Rplus_0_r, (RN_exact _ a Fa). replace (a - a) with 0 by ring. rewrite (RN_exact _ 0) by apply generic_format_0.
    rewrite Rminus_0_r. apply RN_exact, generic_format_0.
  - rewrite (RN_exact _ (RN (a + b) - a)).
    + replace (b - (RN (a + b) - a)) with (a + b - RN (a + b)) by ring. apply RN_exact. now apply sum_rest.
    + apply fast_difference; try assumption. destruct H as [->|[H|[k E]]].
      * exists 0%Z. ring.
      * apply (multiple_le _ (cexp radix2 (FLX_exp 53) a)); [|now apply format_multiple].
        unfold cexp, FLX_exp. assert (M := mag_le_abs radix2 b a Hb H). lia.
      * rewrite ulp_neq_0 in E by exact Hb. exists k. exact E.
Qed.

(** ** TwoSum *)

(** A rounding does not see a least exponent that is small enough. *)
Lemma small_exponents x : exists e0, (e0 <= 0)%Z /\ forall e, (e <= e0)%Z ->
  round radix2 (FLT_exp e 53) (Znearest choice) x = RN x.
Proof.
  destruct (Req_dec x 0) as [->|Z].
  - exists 0%Z. split; [lia|]. intros e _. rewrite round_0 by apply valid_rnd_N. symmetry. apply RN_exact, generic_format_0.
  - exists (Z.min 0 (mag radix2 x - 53)). split; [lia|]. intros e He. apply round_FLT_FLX.
    apply Rle_trans with (2 := bpow_mag_le radix2 x Z). apply bpow_le. lia.
Qed.

(** Lemma 1, TwoSum. *)
Theorem two_sum_exact a b : (forall z, choice z = negb (choice (- (z + 1)))) -> format a -> format b ->
  let sum := RN (a + b) in
  let from_b := RN (sum - a) in
  RN (RN (a - RN (sum - from_b)) + RN (b - from_b)) = a + b - sum.
Proof.
  intros Sym Fa Fb sum from_b.
  destruct (small_exponents a) as (e1 & N1 & H1). destruct (small_exponents b) as (e2 & N2 & H2).
  destruct (small_exponents (a + b)) as (e3 & N3 & H3). destruct (small_exponents (sum - a)) as (e4 & N4 & H4).
  destruct (small_exponents (sum - from_b)) as (e5 & N5 & H5).
  destruct (small_exponents (a - RN (sum - from_b))) as (e6 & N6 & H6).
  destruct (small_exponents (b - from_b)) as (e7 & N7 & H7).
  destruct (small_exponents (RN (a - RN (sum - from_b)) + RN (b - from_b))) as (e8 & N8 & H8).
  set (e := Z.min e1 (Z.min e2 (Z.min e3 (Z.min e4 (Z.min e5 (Z.min e6 (Z.min e7 e8))))))).
  assert (Ga : generic_format radix2 (FLT_exp e 53) a).
  { rewrite <- (RN_exact choice a Fa), <- (H1 e) by lia. apply generic_format_round; [now apply FLT_exp_valid|apply valid_rnd_N]. }
  assert (Gb : generic_format radix2 (FLT_exp e 53) b).
  { rewrite <- (RN_exact choice b Fb), <- (H2 e) by lia. apply generic_format_round; [now apply FLT_exp_valid|apply valid_rnd_N]. }
  assert (T := Pff2Flocq.TwoSum_correct e 53 choice ltac:(lia) ltac:(lia) Sym a b Ga Gb). cbv zeta in T.
  rewrite (H3 e) in T by lia. fold sum in T. rewrite (H4 e) in T by lia. fold from_b in T.
  rewrite (H5 e), (H6 e), (H7 e), (H8 e) in T by lia. lra.
Qed.

End Sums.

(** The rule of IEEE 754. *)
Theorem ties_to_even z : let choice z := negb (Z.even z) in choice z = negb (choice (- (z + 1))%Z).
Proof. cbv beta zeta. rewrite Z.even_opp, Z.add_1_r, Z.even_succ, <- Z.negb_even. destruct (Z.even z); reflexivity. Qed.
