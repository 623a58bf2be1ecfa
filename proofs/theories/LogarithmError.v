(** * The logarithm and its table

    Lemma 9 of FloatingPoint.md.  A number 2^k m, m in one of 16 intervals from 47/64 to
    47/32, has the logarithm k ln 2 - ln r + ln (m r), r near the reciprocal of the centre.
    [logarithm] is the program, with DoubleLogarithm.v for ln (1 + z), z = m r - 1.

    - [table_error], [table_within]: the tabulated - ln r, each within 434 u^2 and most much closer;
    - [logarithm_error]: the logarithm errs by at most 95,000 u^2, relatively. *)

From Coq Require Import Reals ZArith Lra Lia List.
From Flocq Require Import Core.
From BonVerify Require Import Logarithms CertifiedInterval DoubleDouble ExactSums DoubleLogarithm.
Import ListNotations.
Open Scope R_scope.

(** The ends of the intervals. *)
Definition edge (i : nat) : R := if Nat.leb i 8 then (47 + 2 * INR i) / 64 else (15 + 2 * INR i) / 32.

(** The table, as integers. *)
Definition entry (l : list Z) (i : nat) : R := IZR (nth i l 0%Z).
Definition reciprocal (i : nat) : R := entry
  [12009599006321322; 11529215046068470; 11085783698142760; 10675199116730064; 10293942005418276; 9938978487990060; 9607679205057058;
   9297754069410056; 9007199254740992; 8477364004462110; 8006399337547548; 7585009898729256; 7205759403792794; 6862628003612184;
   6550690367084358; 6265877742428516]%Z i / 2 ^ 53.
Definition minus_ln_high (i : nat) : R := entry
  [-1265239135054; -1085702104478; -913207583831; -747223866018; -587277275455; -432944018789; -283843417721; -139632251855; 0;
   266629906467; 518015269036; 755805422909; 981395717333; 1195977128634; 1400574321094; 1596075240381]%Z i / 2 ^ 42.
Definition minus_ln_low (i : nat) : R := entry
  [1277367599271126272; 1804682093788673024; 879646308381537408; 333276245920188160; -645066322589513984; -686708909362375936;
   430787951428111104; 2152658999332640256; 0; -1057166418233477248; -942965453444095488; -1753148304829182464; -846861122819725824;
   1746286643122652160; -358049167267934976; 8008332422933328]%Z i / 2 ^ 104.
Definition ln2_high : R := 3048493539143 / 2 ^ 42.
Definition ln2_low : R := 17423613536685664 / 2 ^ 98.

Definition logarithm (choice : Z -> bool) (k : R) (i : nat) (mh ml : R) : R * R :=
  let r := reciprocal i in
  let product := RN choice (mh * r) in
  let z := sum2 choice (RN choice (product - 1)) (fma choice ml r (fma choice mh r (- product))) in
  let l := twice_atanh choice z in
  let table := (fma choice k ln2_high (minus_ln_high i), fma choice k ln2_low (minus_ln_low i)) in
  let sum := sum2 choice (fst table) (fst l) in
  sum2 choice (fst sum) (RN choice (snd sum + RN choice (snd table + snd l))).

(** For each interval: |m r - 1|, the error of the table in u^2, and |ln m| from below. *)
Definition z_bound (i : nat) : R := entry [2084; 2001; 1924; 1852; 1786; 1725; 1667; 1613; 3125; 2942; 2778; 2632; 2501; 2381; 2273; 2174]%Z i / 100000.
Definition table_bound (i : nat) : R := entry [11; 21; 65; 17; 106; 204; 13; 434; 0; 42; 6; 266; 3; 111; 57; 2]%Z i.
Definition ln_bound (i : nat) : R :=
  entry [26706; 22705; 18858; 15154; 11583; 8134; 4800; 1574; 0; 3077; 8961; 14518; 19782; 24783; 29546; 34092]%Z i / 100000.

Lemma sixteen i : (i < 16)%nat -> In i [0; 1; 2; 3; 4; 5; 6; 7; 8; 9; 10; 11; 12; 13; 14; 15]%nat.
Proof. intros H. do 16 (destruct i as [|i]; [simpl; tauto|]). exfalso; lia. Qed.

Ltac each_interval H :=
  apply sixteen in H; repeat (destruct H as [<-|H]; [|]); [..|destruct H];
  cbv [edge reciprocal minus_ln_high minus_ln_low z_bound table_bound ln_bound entry nth Nat.leb] in *; simpl INR in *.

Lemma reduced i mh : (i < 16)%nat -> edge i <= mh <= edge (S i) -> 0.96 <= mh * reciprocal i <= 1.04 /\ Rabs (mh * reciprocal i - 1) <= z_bound i.
Proof. intros H B. each_interval H; (split; [split; lra|apply Rabs_le; split; lra]). Qed.

Lemma reciprocal_format i : (i < 16)%nat -> format (reciprocal i).
Proof.
  intros H.
  assert (X : forall m, (Z.abs m <= 2 ^ 53)%Z -> format (IZR (2 * m) / 2 ^ 53)).
  { intros m Hm. replace (IZR (2 * m) / 2 ^ 53) with (IZR m * bpow radix2 (-52)) by (rewrite mult_IZR; replace (bpow radix2 (-52)) with (/ 2 ^ 52) by (simpl; lra); field). now apply format_integer. }
  do 16 (destruct i as [|i]; [unfold reciprocal, entry, nth; match goal with |- context [IZR ?z] => let h := eval compute in (z / 2)%Z in
    change z with (2 * h)%Z; apply X; lia end|]). exfalso; lia.
Qed.

Lemma low_format i : (i < 16)%nat -> format (minus_ln_low i).
Proof.
  intros H.
  assert (X : forall e m, (0 <= e)%Z -> (Z.abs m <= 2 ^ 53)%Z -> format (IZR (2 ^ e * m) / 2 ^ 104)).
  { intros e m He Hm. replace (IZR (2 ^ e * m) / 2 ^ 104) with (IZR m * bpow radix2 (e - 104)); [now apply format_integer|].
    rewrite mult_IZR. change (2 ^ e)%Z with (radix2 ^ e)%Z. rewrite IZR_Zpower by exact He. unfold Zminus. rewrite bpow_plus.
    replace (bpow radix2 (- (104))) with (/ 2 ^ 104) by (simpl; lra). unfold Rdiv. ring. }
  apply sixteen in H; repeat (destruct H as [<-|H]; [|]); [..|destruct H]; unfold minus_ln_low, entry, nth;
    match goal with |- context [IZR ?z] => let go e := (let h := eval compute in (z / 2 ^ e)%Z in change z with (2 ^ e * h)%Z; apply X; lia) in
      first [go 8%Z | go 7%Z | go 6%Z | go 5%Z | go 4%Z | go 0%Z] end.
Qed.

Theorem table_error i : (i < 16)%nat ->
  Rabs (minus_ln_high i + minus_ln_low i + ln (reciprocal i)) <= table_bound i * u ^ 2.
Proof.
  intros H. unfold u.
  do 8 (destruct i as [|i]; [cbv [reciprocal minus_ln_high minus_ln_low table_bound entry nth]; interval with (i_prec 160)|]).
  destruct i as [|i].
  - cbv [reciprocal minus_ln_high minus_ln_low table_bound entry nth]. replace (9007199254740992 / 2 ^ 53) with 1 by field. rewrite ln_1.
    replace (0 / 2 ^ 42 + 0 / 2 ^ 104 + 0) with 0 by field. rewrite Rabs_R0. lra.
  - do 7 (destruct i as [|i]; [cbv [reciprocal minus_ln_high minus_ln_low table_bound entry nth]; interval with (i_prec 160)|]). exfalso; lia.
Qed.

Theorem table_within i : (i < 16)%nat ->
  Rabs (minus_ln_high i + minus_ln_low i + ln (reciprocal i)) <= 434 * u ^ 2.
Proof.
  intros H. apply Rle_trans with (1 := table_error i H). apply Rmult_le_compat_r; [apply pow2_ge_0|].
  each_interval H; lra.
Qed.

Lemma table_size i : (i < 16)%nat -> -0.94 * / 2 ^ 43 <= minus_ln_low i <= 0.94 * / 2 ^ 43 /\ -0.3 <= minus_ln_high i <= 0.37 /\ 0 <= table_bound i <= 434.
Proof. intros H. each_interval H; lra. Qed.

Lemma ln_size i m : (i < 16)%nat -> edge i - 2 * u <= m <= edge (S i) + 2 * u -> ln_bound i <= Rabs (ln m).
Proof.
  intros H B. assert (U := u_small).
  each_interval H; try (assert (Rabs (ln m) >= 0) by apply Rle_ge, Rabs_pos; lra); interval with (i_prec 60).
Qed.

Lemma ln2_error : Rabs (ln2_high + ln2_low - ln 2) <= 16 * u ^ 2.
Proof. unfold ln2_high, ln2_low, u. interval with (i_prec 160). Qed.

(** The bounds together, where k = 0. *)
Lemma together i : (i < 16)%nat -> i <> 8%nat -> let b := z_bound i + 0.000001 in
  (table_bound i + 1024 + 2.3) * u ^ 2 + 2 * (b / (2 - b)) * atanh_error b <= 95_000 * u ^ 2 * ln_bound i.
Proof.
  intros H N b. unfold b, atanh_error, u. clear b. each_interval H; try (exfalso; lia); interval with (i_prec 60).
Qed.

Section Error.
Variable choice : Z -> bool.
Notation RN := (RN choice).
Notation fma := (fma choice).
Notation twice_atanh := (twice_atanh choice).

Lemma twice_atanh_parts z : exists a b, format a /\ format b /\ twice_atanh z = sum2 choice a b.
Proof. unfold DoubleLogarithm.twice_atanh. do 2 eexists. split; [|split; [|reflexivity]]; apply RN_format. Qed.

Lemma pair_low mh ml : pair mh ml -> 0.7 <= mh <= 1.5 -> -2 * u <= ml <= 2 * u /\ - (u * mh) <= ml <= u * mh.
Proof.
  intros (_ & _ & L) B. rewrite (Rabs_right mh) in L by lra. apply Rabs_le_inv in L. assert (U := u_bounds).
  assert (u * mh <= u * 2) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Lemma edges i : (i < 16)%nat -> 0.734375 <= edge i /\ edge (S i) <= 1.46875.
Proof. intros H. each_interval H; lra. Qed.

(** The logarithm of m r. *)
Lemma reduced_logarithm i mh ml : pair mh ml -> (i < 16)%nat -> edge i <= mh <= edge (S i) ->
  let r := reciprocal i in
  let product := RN (mh * r) in
  let z := sum2 choice (RN (product - 1)) (fma ml r (fma mh r (- product))) in
  let L := value (twice_atanh z) in
  let b := z_bound i + 0.000001 in
  Rabs (L - (ln (mh + ml) + ln r)) <= 2 * (b / (2 - b)) * atanh_error b + 2.3 * u ^ 2
  /\ (i = 8%nat -> Rabs (L - ln (mh + ml)) <= Rabs (ln (mh + ml)) * atanh_error b) /\ -0.04 <= L <= 0.04.
Proof.
  intros P H B r product z L b. assert (U := u_small). destruct (edges i H) as [E1 E2].
  destruct (reduced i mh H B) as [R1 R2]. fold r in R1, R2.
  assert (Rpos : 0.5 <= r <= 1.4) by (unfold r; clear - H; each_interval H; lra).
  destruct (pair_low mh ml P ltac:(lra)) as [P1 P2].
  assert (Bb : 0 <= z_bound i <= 0.03125) by (clear - H; each_interval H; lra).
  destruct (reduction_error choice mh ml r P (reciprocal_format i H) R1) as [delta [D1 [D2 D3]]]. fold product in D1.
  assert (D2' := D2). apply Rabs_le_inv in D2'. assert (U2 : 0 <= 2.1 * u ^ 2 <= u) by (unfold u; split; interval with (i_prec 60)).
  assert (Mr : - (1.04 * u) <= ml * r <= 1.04 * u).
  { assert (X : 0 <= (u * mh + ml) * r) by (apply Rmult_le_pos; lra). assert (Y : 0 <= (u * mh - ml) * r) by (apply Rmult_le_pos; lra).
    assert (W : u * (mh * r) <= u * 1.04) by (apply Rmult_le_compat_l; lra). lra. }
  set (dd := RN (product - 1)) in *. set (ll := fma ml r (fma mh r (- product))) in *.
  destruct (sum2_e choice dd ll) as [e [Z1 [Z2 Be]]]. fold z in Z1, Z2. rewrite D1 in Z1, Z2.
  set (Z := (mh + ml) * r - 1 + delta) in *.
  assert (BZ : Rabs Z <= b).
  { apply Rabs_le_inv in R2. unfold Z, b. apply Rabs_le. assert (UU := u_bounds). assert (3 * u <= 0.000001) by lra. lra. }
  assert (Q : 0.9 <= 1 + u * e) by interval with (i_prec 60).
  assert (Hz : snd z = fst z * (u * (- e / (1 + u * e)))) by (rewrite Z1, Z2; field; lra).
  assert (Bzeta : -1.01 <= - e / (1 + u * e) <= 1.01) by (split; interval with (i_prec 60)).
  destruct (twice_atanh_error choice (fst z) (snd z) _ b Hz Bzeta) as [T1 T2].
  { rewrite Z1, Z2. replace (Z * (1 + u * e) + - (Z * u * e)) with Z by ring. exact BZ. }
  { unfold b. lra. }
  change (fst z, snd z) with z in T1, T2. fold L in T1, T2.
  replace (fst z + snd z) with Z in T1, T2 by (rewrite Z1, Z2; ring).
  assert (E : 1 + Z = (mh + ml) * r + delta) by (unfold Z; ring).
  assert (Pm : 0.7 < mh + ml) by (assert (UU := u_bounds); lra).
  assert (Nb : 0 <= b <= 0.0313) by (unfold b; lra).
  split; [|split].
  - assert (X : 0.95 <= (mh + ml) * r) by (assert (UU := u_bounds); lra).
    assert (N := ln_perturbed _ delta X D2). rewrite <- E, ln_mult in N by lra.
    replace (L - (ln (mh + ml) + ln r)) with (L - ln (1 + Z) + (ln (1 + Z) - (ln (mh + ml) + ln r))) by ring.
    apply Rle_trans with (1 := Rabs_triang _ _). lra.
  - intros E8. assert (R : r = 1) by (unfold r; rewrite E8; unfold reciprocal, entry, nth; field).
    assert (E' : 1 + Z = mh + ml) by (rewrite E, (D3 R), R; ring). rewrite E' in T2. exact T2.
  - assert (Y : 2 * (b / (2 - b)) * atanh_error b <= 0.001) by (unfold atanh_error, u; interval with (i_prec 60)).
    apply Rabs_le_inv in T1. apply Rabs_le_inv in BZ.
    assert (V : -0.035 <= ln (1 + Z) <= 0.035).
    { assert (-0.0313 <= Z <= 0.0313) by lra. clearbody Z. split; interval with (i_prec 60). }
    lra.
Qed.

(** Lemma 9. *)
Theorem logarithm_error k i mh ml : pair mh ml -> (i < 16)%nat -> edge i <= mh <= edge (S i) -> (Z.abs k <= 1100)%Z ->
  let result := logarithm choice (IZR k) i mh ml in
  let exact := ln (bpow radix2 k * (mh + ml)) in
  Rabs (fst result + snd result - exact) <= 95_000 * u ^ 2 * Rabs exact.
Proof.
  intros P H B Hk result exact. assert (U := u_small). assert (UU := u_bounds). destruct (edges i H) as [E1 E2].
  destruct (pair_low mh ml P ltac:(lra)) as [P1 _].
  assert (Ex : exact = IZR k * ln 2 + ln (mh + ml)).
  { unfold exact. rewrite ln_mult by (try apply bpow_gt_0; lra). rewrite bpow_exp, ln_exp. reflexivity. }
  destruct (reduced_logarithm i mh ml P H B) as [A1 [A2 A3]].
  unfold result, logarithm. clear result.
  set (z := sum2 choice (RN (RN (mh * reciprocal i) - 1)) (fma ml (reciprocal i) (fma mh (reciprocal i) (- RN (mh * reciprocal i))))) in *.
  destruct (twice_atanh_parts z) as (a & b & Fa & Fb & Eab).
  destruct (sum2_e choice a b) as [e [L1 [L2 Be]]]. rewrite <- Eab in L1, L2.
  assert (VL : value (twice_atanh z) = a + b) by (rewrite Eab; apply sum2_value).
  rewrite VL in A1, A2, A3. set (L := a + b) in *.
  assert (FL2 : format (snd (twice_atanh z))) by (rewrite Eab; unfold sum2; cbn [snd]; now apply sum_rest).
  assert (FL1 : format (fst (twice_atanh z))) by (rewrite Eab; apply RN_format).
  set (l := twice_atanh z) in *.
  destruct (table_size i H) as [S1 [S2 S3]]. assert (T := table_error i H). assert (T2 := ln2_error).
  assert (Kb : -1100 <= IZR k <= 1100) by (split; apply IZR_le; lia).
  (* the high part of the table is exact *)
  assert (Hh : fma (IZR k) ln2_high (minus_ln_high i) = IZR k * ln2_high + minus_ln_high i).
  { unfold DoubleDouble.fma. apply RN_exact. apply (multiple_format (-42)).
    - unfold minus_ln_high, entry. match goal with |- context [nth i ?t 0%Z] => exists (k * 3048493539143 + nth i t 0)%Z end.
      rewrite plus_IZR, mult_IZR. replace (bpow radix2 (-42)) with (/ 2 ^ 42) by (simpl; lra). unfold ln2_high. field.
    - replace (bpow radix2 (-42 + 53)) with 2048 by reflexivity. assert (0.69 <= ln2_high <= 0.7) by (unfold ln2_high; lra).
      apply Rabs_le. split; interval with (i_prec 60). }
  cbn [fst snd]. rewrite Hh.
  change (Rabs (value (sum2 choice (fst (sum2 choice (IZR k * ln2_high + minus_ln_high i) (fst l)))
    (RN (snd (sum2 choice (IZR k * ln2_high + minus_ln_high i) (fst l)) + RN (fma (IZR k) ln2_low (minus_ln_low i) + snd l)))) - exact)
    <= 95_000 * u ^ 2 * Rabs exact).
  rewrite sum2_value.
  assert (V2 := pow2_ge_0 u).
  assert (Bz : 0 <= z_bound i <= 0.03125) by (clear - H; each_interval H; lra).
  destruct (Z.eq_dec k 0) as [K0|K0].
  - assert (K : IZR k = 0) by now rewrite K0. rewrite K, Rmult_0_l, Rplus_0_l in Ex. rewrite K, Rmult_0_l, Rplus_0_l.
    assert (Hl : fma 0 ln2_low (minus_ln_low i) = minus_ln_low i).
    { unfold DoubleDouble.fma. rewrite Rmult_0_l, Rplus_0_l. apply RN_exact. now apply low_format. }
    rewrite Hl, Ex. destruct (Nat.eq_dec i 8) as [E8|E8].
    + specialize (A2 E8). assert (M0 : minus_ln_high i = 0) by (rewrite E8; unfold minus_ln_high, entry, nth; field).
      assert (M1 : minus_ln_low i = 0) by (rewrite E8; unfold minus_ln_low, entry, nth; field).
      rewrite M0, M1, Rplus_0_l. rewrite (RN_exact _ (snd l)) by exact FL2.
      unfold sum2. cbn [fst snd]. rewrite !Rplus_0_l, (RN_exact _ (fst l)) by exact FL1.
      replace (fst l - fst l + snd l) with (snd l) by ring. rewrite (RN_exact _ (snd l)) by exact FL2.
      replace (fst l + snd l) with L by (rewrite L1, L2; ring).
      apply Rle_trans with (1 := A2). rewrite Rmult_comm. apply Rmult_le_compat_r; [apply Rabs_pos|].
      rewrite E8. unfold z_bound, entry, nth, atanh_error, u. interval with (i_prec 60).
    + set (hh := minus_ln_high i) in *. clearbody hh. set (x := minus_ln_low i + snd l) in *.
      assert (Bll : - u <= snd l <= u) by (rewrite L2; split; interval with (i_prec 60)).
      assert (X2 : / 2 * bpow radix2 (-43 - 53) = 512 * u ^ 2) by (unfold u; simpl; lra).
      assert (X1 : bpow radix2 (-43) = / 2 ^ 43) by (simpl; lra).
      assert (R1 : Rabs (RN x - x) <= 512 * u ^ 2).
      { rewrite <- X2. apply RN_half_ulp. rewrite X1. unfold x. apply Rabs_def1; unfold u in Bll; lra. }
      destruct (sum2_e choice (hh) (fst l)) as [e3 [Y1 [Y2 B3]]].
      assert (Bs : - u <= snd (sum2 choice (hh) (fst l)) <= u) by (rewrite Y2, L1; assert (-1 <= (hh + L * (1 + u * e)) * e3 <= 1) by (split; interval with (i_prec 60)); nra).
      assert (Vs : fst (sum2 choice (hh) (fst l)) + snd (sum2 choice (hh) (fst l)) = hh + fst l) by (rewrite Y1, Y2; ring).
      set (sh := fst (sum2 choice hh (fst l))) in *. set (sl := snd (sum2 choice hh (fst l))) in *.
      assert (R2 : Rabs (RN (sl + RN x) - (sl + RN x)) <= 512 * u ^ 2).
      { rewrite <- X2. apply RN_half_ulp. rewrite X1. apply Rabs_le_inv in R1.
        assert (512 * u ^ 2 <= u) by (unfold u; interval with (i_prec 60)). unfold x in *. apply Rabs_def1; unfold u in *; lra. }
      assert (VL' : fst l + snd l = L) by (rewrite L1, L2; ring).
      assert (Tg := together i H E8). cbv zeta in Tg.
      assert (Sz := ln_size i (mh + ml) H ltac:(lra)).
      assert (Low : 95_000 * u ^ 2 * ln_bound i <= 95_000 * u ^ 2 * Rabs (ln (mh + ml))) by (apply Rmult_le_compat_l; [apply Rmult_le_pos; lra|exact Sz]).
      apply Rle_trans with (2 := Low). apply Rle_trans with (2 := Tg).
      apply Rabs_le_inv in A1. apply Rabs_le_inv in T. apply Rabs_le_inv in R1. apply Rabs_le_inv in R2.
      unfold x in *. apply Rabs_le. split; lra.
  - set (K := IZR k) in *.
    assert (K1 : 1 <= Rabs K) by (unfold K; rewrite <- abs_IZR; apply IZR_le; lia).
    unfold DoubleDouble.fma.
    set (lam := ln2_low / u). assert (Blam : 495 <= lam <= 496) by (unfold lam, ln2_low, u; lra).
    set (ell := minus_ln_low i / u). assert (Bell : -963 <= ell <= 963) by (unfold ell, u; lra).
    assert (Elam : ln2_low = u * lam) by (unfold lam; field; lra).
    assert (Eell : minus_ln_low i = u * ell) by (unfold ell; field; lra).
    rewrite Elam, Eell. rewrite Elam in T2. rewrite Eell in T.
    set (hh := minus_ln_high i) in *. clearbody hh lam ell.
    destruct (RN_e choice (K * (u * lam) + u * ell)) as [e1 [-> B1]].
    rewrite L1, L2.
    match goal with |- context [RN (?s + RN ?x)] => destruct (RN_e choice x) as [e2 [-> B2]] end.
    destruct (sum2_e choice (K * ln2_high + hh) (L * (1 + u * e))) as [e3 [-> [-> B3]]].
    match goal with |- context [RN ?x] => destruct (RN_e choice x) as [e4 [-> B4]] end.
    set (A := lam * e1 + lam * (1 + u * e1) * e2 + (- ln2_high * e3 + lam * (1 + u * e1) * (1 + u * e2)) * e4).
    set (Bc := ell * e1 + (ell * (1 + u * e1) - L * e) * e2
      + (- (hh + L * (1 + u * e)) * e3 + (ell * (1 + u * e1) - L * e) * (1 + u * e2)) * e4).
    assert (Bh : 0.69 <= ln2_high <= 0.7) by (unfold ln2_high; lra).
    assert (BA : -1490 <= A <= 1490) by (unfold A; split; interval with (i_prec 60)).
    assert (BB : -2900 <= Bc <= 2900) by (unfold Bc; split; interval with (i_prec 60)).
    match goal with |- Rabs (?v - exact) <= _ =>
      replace (v - exact) with (K * (ln2_high + u * lam - ln 2) + (hh + u * ell + ln (reciprocal i))
        + (L - (ln (mh + ml) + ln (reciprocal i))) + u ^ 2 * (K * A + Bc)) by (rewrite Ex; unfold A, Bc; ring) end.
    assert (At : 2 * ((z_bound i + 0.000001) / (2 - (z_bound i + 0.000001))) * atanh_error (z_bound i + 0.000001) <= 2800 * u ^ 2)
      by (unfold atanh_error, u; interval with (i_prec 60)).
    assert (KA : Rabs (u ^ 2 * (K * A + Bc)) <= u ^ 2 * (Rabs K * 1490 + 2900)).
    { rewrite Rabs_mult, (Rabs_right (u ^ 2)) by lra. apply Rmult_le_compat_l; [exact V2|].
      apply Rle_trans with (1 := Rabs_triang _ _). rewrite Rabs_mult. apply Rplus_le_compat; [|apply Rabs_le; lra].
      apply Rmult_le_compat_l; [apply Rabs_pos|apply Rabs_le; lra]. }
    assert (KT : Rabs (K * (ln2_high + u * lam - ln 2)) <= Rabs K * (16 * u ^ 2)).
    { rewrite Rabs_mult. apply Rmult_le_compat_l; [apply Rabs_pos|exact T2]. }
    assert (Low : 0.308 * Rabs K <= Rabs exact).
    { rewrite Ex. assert (X := Rabs_triang_inv (K * ln 2) (- ln (mh + ml))). rewrite Rabs_Ropp in X.
      replace (K * ln 2 - - ln (mh + ml)) with (K * ln 2 + ln (mh + ml)) in X by ring. apply Rle_trans with (2 := X).
      rewrite Rabs_mult. assert (L2' : 0.6931 <= ln 2) by interval with (i_prec 60). rewrite (Rabs_right (ln 2)) by lra.
      assert (Lm : Rabs (ln (mh + ml)) <= 0.38451).
      { set (m := mh + ml). assert (0.734374 <= m <= 1.468751) by (unfold m; lra). clearbody m. interval with (i_prec 60). }
      apply (Rmult_le_compat_l (Rabs K)) in L2'; [|lra]. lra. }
    assert (Tb : table_bound i * u ^ 2 <= 434 * u ^ 2) by (apply Rmult_le_compat_r; lra).
    assert (Sum : forall p q r s, Rabs (p + q + r + s) <= Rabs p + Rabs q + Rabs r + Rabs s).
    { intros p q r s. assert (X1 := Rabs_triang (p + q + r) s). assert (X2 := triangle3 p q r). lra. }
    apply Rle_trans with (1 := Sum _ _ _ _).
    apply (Rmult_le_compat_l (95_000 * u ^ 2)) in Low; [|apply Rmult_le_pos; lra].
    apply Rle_trans with (2 := Low).
    assert (W : u ^ 2 * 1 <= u ^ 2 * Rabs K) by (apply Rmult_le_compat_l; lra).
    lra.
Qed.

End Error.
