/* Reference values for the numeric tests.
 *
 * Reads one job per line on standard input and writes one finished row per line on standard output.
 * Enclosures come from Arb ball arithmetic, the precision being doubled until the answer is settled; the
 * conversions to decimal and to double are done here on exact integers. Every printed enclosure is the
 * floor and the ceiling of the true value at a fixed number of significant digits, and every double is the
 * nearest one, ties to even. Both are determined by the mathematics alone, so the rows depend neither on
 * the working precision nor on the version of Arb.
 *
 *   golden elementary   function TAB argument         ->  row of elementary.tsv
 *   golden doubles      function TAB argument         ->  row of doubles.tsv
 *   golden kl           weights TAB n                 ->  row of kl.tsv
 *   golden hard         function TAB sign TAB low TAB high TAB seed TAB blocks TAB keep
 *                                                     ->  function TAB argument TAB log2 of the distance
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <gmp.h>
#include <mpfr.h>

#if defined(__has_include) && __has_include(<flint/arb.h>)
#include <flint/flint.h>
#include <flint/fmpz.h>
#include <flint/fmpq.h>
#include <flint/arb.h>
#define ARB_VERSION_TEXT "(part of FLINT)"
#else
#include <flint/flint.h>
#include <flint/fmpz.h>
#include <flint/fmpq.h>
#include <arb.h>
#define ARB_VERSION_TEXT arb_version
#endif

#define ELEMENTARY_DIGITS 55
#define KL_DIGITS 60
#define ROW_LIMIT 2000
#define PRECISION_LIMIT (1L << 23)

static const char *current_job = "";

static void fail(const char *what)
{
    fprintf(stderr, "golden: %s, at job: %.200s\n", what, current_job);
    exit(1);
}

/* ------------------------------------------------------------------ arguments */

enum function { LN, EXP, LOG1P, EXPM1, SQRT, RATIONAL };
static const char *const function_names[] = { "ln", "exp", "log1p", "expm1", "sqrt", "rational" };

static enum function parse_function(const char *s)
{
    for (int i = 0; i <= RATIONAL; i++)
        if (strcmp(s, function_names[i]) == 0)
            return (enum function) i;
    fail("unknown function");
    return LN;
}

static void parse_integer(fmpz_t z, const char *begin, size_t length)
{
    char *copy = malloc(length + 1);
    memcpy(copy, begin, length);
    copy[length] = 0;
    if (length == 0 || fmpz_set_str(z, copy, 10) != 0)
        fail("bad integer");
    free(copy);
}

/* An argument is an integer, p/q, or m*2^e. */
static void parse_argument(fmpq_t x, const char *s)
{
    const char *slash = strchr(s, '/'), *star = strstr(s, "*2^");
    if (slash) {
        parse_integer(fmpq_numref(x), s, slash - s);
        parse_integer(fmpq_denref(x), slash + 1, strlen(slash + 1));
        if (fmpz_sgn(fmpq_denref(x)) <= 0)
            fail("denominator must be positive");
        fmpq_canonicalise(x);
    } else if (star) {
        char *end;
        long e = strtol(star + 3, &end, 10);
        if (*end || end == star + 3)
            fail("bad exponent");
        parse_integer(fmpq_numref(x), s, star - s);
        fmpz_one(fmpq_denref(x));
        if (e >= 0)
            fmpq_mul_2exp(x, x, e);
        else
            fmpq_div_2exp(x, x, -e);
    } else {
        parse_integer(fmpq_numref(x), s, strlen(s));
        fmpz_one(fmpq_denref(x));
    }
}

static void check_domain(enum function f, const fmpq_t x)
{
    if (f == LN && fmpq_sgn(x) <= 0)
        fail("ln needs a positive argument");
    if (f == SQRT && fmpq_sgn(x) < 0)
        fail("sqrt needs a nonnegative argument");
    if (f == LOG1P && fmpq_cmp_si(x, -1) <= 0)
        fail("log1p needs an argument above -1");
}

/* True, with the value, when f(x) is rational. By Lindemann the transcendental functions are rational only
 * at ln 1, exp 0, log1p 0 and expm1 0; sqrt exactly at the quotients of squares. */
static int exact_value(fmpq_t y, enum function f, const fmpq_t x)
{
    switch (f) {
    case LN:
        fmpq_zero(y);
        return fmpq_is_one(x);
    case EXP:
        fmpq_one(y);
        return fmpq_is_zero(x);
    case LOG1P:
    case EXPM1:
        fmpq_zero(y);
        return fmpq_is_zero(x);
    case SQRT:
        if (!fmpz_is_square(fmpq_numref(x)) || !fmpz_is_square(fmpq_denref(x)))
            return 0;
        fmpz_sqrt(fmpq_numref(y), fmpq_numref(x));
        fmpz_sqrt(fmpq_denref(y), fmpq_denref(x));
        return 1;
    case RATIONAL:
        fmpq_set(y, x);
        return 1;
    }
    return 0;
}

static void elementary_ball(arb_t y, enum function f, const fmpq_t x, slong prec)
{
    arb_set_fmpq(y, x, prec);
    switch (f) {
    case LN: arb_log(y, y, prec); break;
    case EXP: arb_exp(y, y, prec); break;
    case LOG1P: arb_log1p(y, y, prec); break;
    case EXPM1: arb_expm1(y, y, prec); break;
    case SQRT: arb_sqrt(y, y, prec); break;
    case RATIONAL: break;
    }
}

/* ------------------------------------------------------------------ exact rounding */

/* The exact end points of a ball; 0 when it is too wide to be of use. */
static int ball_ends(fmpq_t low, fmpq_t high, const arb_t y)
{
    if (!arb_is_finite(y) || arb_contains_zero(y) || arb_rel_accuracy_bits(y) < 16)
        return 0;
    fmpz_t a, b, e;
    fmpz_init(a); fmpz_init(b); fmpz_init(e);
    arb_get_interval_fmpz_2exp(a, b, e, y);
    if (!fmpz_fits_si(e) || fmpz_cmp_si(e, 1L << 26) > 0 || fmpz_cmp_si(e, -(1L << 26)) < 0)
        fail("exponent out of reach");
    slong shift = fmpz_get_si(e);
    fmpq_set_fmpz(low, a);
    fmpq_set_fmpz(high, b);
    if (shift >= 0) {
        fmpq_mul_2exp(low, low, shift);
        fmpq_mul_2exp(high, high, shift);
    } else {
        fmpq_div_2exp(low, low, -shift);
        fmpq_div_2exp(high, high, -shift);
    }
    fmpz_clear(a); fmpz_clear(b); fmpz_clear(e);
    return 1;
}

/* floor(log2 x) for x > 0 */
static slong floor_log2(const fmpq_t x)
{
    slong e = (slong) fmpz_bits(fmpq_numref(x)) - (slong) fmpz_bits(fmpq_denref(x));
    fmpz_t t;
    fmpz_init(t);
    int below;
    if (e >= 0) {
        fmpz_mul_2exp(t, fmpq_denref(x), e);
        below = fmpz_cmp(fmpq_numref(x), t) < 0;
    } else {
        fmpz_mul_2exp(t, fmpq_numref(x), -e);
        below = fmpz_cmp(t, fmpq_denref(x)) < 0;
    }
    fmpz_clear(t);
    return below ? e - 1 : e;
}

/* Nearest double, ties to even, gradual underflow, overflow to infinity. Zero always comes back as +0. */
static double nearest_of_rational(const fmpq_t x)
{
    int sign = fmpq_sgn(x);
    if (sign == 0)
        return 0.0;
    fmpq_t a;
    fmpq_init(a);
    fmpq_abs(a, x);
    slong e = floor_log2(a);
    double result;
    if (e > 1100)
        result = INFINITY;
    else if (e < -1100)
        result = 0.0;
    else {
        slong unit = e - 52 < -1074 ? -1074 : e - 52;
        fmpz_t num, den, q, r;
        fmpz_init(num); fmpz_init(den); fmpz_init(q); fmpz_init(r);
        fmpz_mul_2exp(num, fmpq_numref(a), unit < 0 ? -unit : 0);
        fmpz_mul_2exp(den, fmpq_denref(a), unit > 0 ? unit : 0);
        fmpz_fdiv_qr(q, r, num, den);
        fmpz_mul_2exp(r, r, 1);
        int c = fmpz_cmp(r, den);
        if (c > 0 || (c == 0 && fmpz_is_odd(q)))
            fmpz_add_ui(q, q, 1);
        result = ldexp((double) fmpz_get_ui(q), (int) unit); /* q <= 2^53: exact, or infinite at 2^1024 */
        fmpz_clear(num); fmpz_clear(den); fmpz_clear(q); fmpz_clear(r);
    }
    fmpq_clear(a);
    if (result == 0)
        return 0.0;
    return sign < 0 ? -result : result;
}

static int nearest_of_ball(double *result, const arb_t y)
{
    fmpq_t low, high;
    fmpq_init(low); fmpq_init(high);
    int settled = 0;
    if (ball_ends(low, high, y)) {
        *result = nearest_of_rational(low);
        settled = nearest_of_rational(high) == *result;
    }
    fmpq_clear(low); fmpq_clear(high);
    return settled;
}

/* As glibc prints %a: 0x1.8p+1, 0x0.0000000000001p-1022, 0x0p+0, inf. C leaves the leading digit open, so the
 * text is made here. */
static void print_double(char *out, double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    int biased = (int) (bits >> 52) & 0x7ff;
    uint64_t fraction = bits & ((UINT64_C(1) << 52) - 1);
    if (bits >> 63)
        *out++ = '-';
    if (biased == 0x7ff) {
        strcpy(out, "inf");
        return;
    }
    out += sprintf(out, "0x%d", biased != 0);
    if (fraction) {
        out += sprintf(out, ".%013llx", (unsigned long long) fraction);
        while (out[-1] == '0')
            out--;
    }
    sprintf(out, "p%+d", biased ? biased - 1023 : fraction ? -1022 : 0);
}

/* digits = floor(x * 10^s), exact = no remainder, where s makes the floor digit_count digits long; x > 0 */
static void floor_digits(fmpz_t digits, int *exact, slong *scale, const fmpq_t x, int digit_count)
{
    slong s = digit_count - 1 - (slong) floor(floor_log2(x) * 0.30102999566398120);
    fmpz_t num, den, r, t, limit;
    fmpz_init(num); fmpz_init(den); fmpz_init(r); fmpz_init(t); fmpz_init(limit);
    fmpz_set_ui(t, 10);
    fmpz_pow_ui(limit, t, digit_count);
    for (;;) {
        fmpz_set_ui(t, 10);
        fmpz_pow_ui(t, t, s >= 0 ? s : -s);
        fmpz_set(num, fmpq_numref(x));
        fmpz_set(den, fmpq_denref(x));
        fmpz_mul(s >= 0 ? num : den, s >= 0 ? num : den, t);
        fmpz_fdiv_qr(digits, r, num, den);
        if (fmpz_cmp(digits, limit) >= 0) {
            s--;
            continue;
        }
        fmpz_mul_ui(t, digits, 10);
        if (fmpz_cmp(t, limit) < 0) {
            s++;
            continue;
        }
        break;
    }
    *exact = fmpz_is_zero(r);
    *scale = s;
    fmpz_clear(num); fmpz_clear(den); fmpz_clear(r); fmpz_clear(t); fmpz_clear(limit);
}

static void ceiling_at_scale(fmpz_t digits, const fmpq_t x, slong s)
{
    fmpz_t t, num, den;
    fmpz_init(t); fmpz_init(num); fmpz_init(den);
    fmpz_set_ui(t, 10);
    fmpz_pow_ui(t, t, s >= 0 ? s : -s);
    fmpz_set(num, fmpq_numref(x));
    fmpz_set(den, fmpq_denref(x));
    fmpz_mul(s >= 0 ? num : den, s >= 0 ? num : den, t);
    fmpz_cdiv_q(digits, num, den);
    fmpz_clear(t); fmpz_clear(num); fmpz_clear(den);
}

/* digits * 10^-s as d.ddd…e±x, without an exponent of 0. Trailing zeros beyond digit_count digits are dropped,
 * and all of them when trim is set. */
static void print_decimal(char *out, int negative, const fmpz_t digits, slong s, int digit_count, int trim)
{
    char *d = fmpz_get_str(NULL, 10, digits);
    size_t length = strlen(d);
    slong exponent = (slong) length - 1 - s;
    if (length > (size_t) digit_count) /* the ceiling was a power of ten */
        length--;
    if (trim)
        while (length > 1 && d[length - 1] == '0')
            length--;
    if (negative)
        *out++ = '-';
    *out++ = d[0];
    if (length > 1) {
        *out++ = '.';
        memcpy(out, d + 1, length - 1);
        out += length - 1;
    }
    *out = 0;
    if (exponent != 0)
        sprintf(out, "e%ld", (long) exponent);
    flint_free(d);
}

static void print_rational_enclosure(char *lower, char *upper, const fmpq_t x, int digit_count)
{
    int sign = fmpq_sgn(x), exact;
    if (sign == 0) {
        strcpy(lower, "0");
        strcpy(upper, "0");
        return;
    }
    fmpq_t a;
    fmpz_t digits;
    slong s;
    fmpq_init(a); fmpz_init(digits);
    fmpq_abs(a, x);
    floor_digits(digits, &exact, &s, a, digit_count);
    print_decimal(sign > 0 ? lower : upper, sign < 0, digits, s, digit_count, exact);
    if (!exact)
        fmpz_add_ui(digits, digits, 1);
    print_decimal(sign > 0 ? upper : lower, sign < 0, digits, s, digit_count, exact);
    fmpq_clear(a); fmpz_clear(digits);
}

/* Floor and ceiling of an irrational value inside the ball; 0 when the ball does not settle them. */
static int print_ball_enclosure(char *lower, char *upper, const arb_t y, int digit_count)
{
    fmpq_t low, high;
    fmpz_t inner, outer;
    fmpq_init(low); fmpq_init(high); fmpz_init(inner); fmpz_init(outer);
    int settled = 0;
    if (ball_ends(low, high, y)) {
        int sign = fmpq_sgn(low), exact;
        slong s;
        if (sign < 0) {
            fmpq_swap(low, high);
            fmpq_neg(low, low);
            fmpq_neg(high, high);
        }
        floor_digits(inner, &exact, &s, low, digit_count);
        ceiling_at_scale(outer, high, s);
        fmpz_sub(outer, outer, inner);
        settled = fmpz_is_one(outer);
        if (settled) {
            fmpz_add_ui(outer, inner, 1);
            print_decimal(sign > 0 ? lower : upper, sign < 0, inner, s, digit_count, 0);
            print_decimal(sign > 0 ? upper : lower, sign < 0, outer, s, digit_count, 0);
        }
    }
    fmpq_clear(low); fmpq_clear(high); fmpz_clear(inner); fmpz_clear(outer);
    return settled;
}

/* ------------------------------------------------------------------ elementary functions */

static void run_elementary(enum function f, const char *argument)
{
    char lower[128], upper[128];
    fmpq_t x, y;
    fmpq_init(x); fmpq_init(y);
    parse_argument(x, argument);
    check_domain(f, x);
    if (exact_value(y, f, x))
        print_rational_enclosure(lower, upper, y, ELEMENTARY_DIGITS);
    else {
        arb_t b;
        arb_init(b);
        for (slong prec = 256;; prec *= 2) {
            if (prec > PRECISION_LIMIT)
                fail("precision exhausted");
            elementary_ball(b, f, x, prec);
            if (print_ball_enclosure(lower, upper, b, ELEMENTARY_DIGITS))
                break;
        }
        arb_clear(b);
    }
    printf("%s\t%s\t%s\t%s\n", function_names[f], argument, lower, upper);
    fmpq_clear(x); fmpq_clear(y);
}

/* The same double by MPFR's own correct rounding, as a second opinion where MPFR can take the argument exactly. */
static int mpfr_opinion(double *result, enum function f, const fmpq_t x)
{
    mpfr_t a, y;
    int ternary;
    mpfr_exp_t emin = mpfr_get_emin(), emax = mpfr_get_emax();
    mpfr_init2(y, 53);
    if (f == RATIONAL) {
        mpq_t q;
        mpq_init(q);
        fmpq_get_mpq(q, x);
        ternary = mpfr_set_q(y, q, MPFR_RNDN);
        mpq_clear(q);
    } else {
        slong bits = fmpz_bits(fmpq_numref(x)), e = fmpz_bits(fmpq_denref(x)) - 1;
        if (bits > 20000 || fmpz_val2(fmpq_denref(x)) != (ulong) e) {
            mpfr_clear(y);
            return 0;
        }
        mpz_t m;
        mpz_init(m);
        fmpz_get_mpz(m, fmpq_numref(x));
        mpfr_init2(a, bits < 2 ? 2 : bits);
        if (mpfr_set_z_2exp(a, m, -e, MPFR_RNDN) != 0)
            fail("argument not exact");
        mpz_clear(m);
        switch (f) {
        case LN: ternary = mpfr_log(y, a, MPFR_RNDN); break;
        case EXP: ternary = mpfr_exp(y, a, MPFR_RNDN); break;
        case LOG1P: ternary = mpfr_log1p(y, a, MPFR_RNDN); break;
        case EXPM1: ternary = mpfr_expm1(y, a, MPFR_RNDN); break;
        default: ternary = mpfr_sqrt(y, a, MPFR_RNDN); break;
        }
        mpfr_clear(a);
    }
    mpfr_set_emin(-1073);
    mpfr_set_emax(1024);
    ternary = mpfr_check_range(y, ternary, MPFR_RNDN);
    mpfr_subnormalize(y, ternary, MPFR_RNDN);
    *result = mpfr_get_d(y, MPFR_RNDN);
    mpfr_set_emin(emin);
    mpfr_set_emax(emax);
    mpfr_clear(y);
    return 1;
}

static void run_double(enum function f, const char *argument)
{
    double result, other;
    char text[64];
    fmpq_t x, y;
    fmpq_init(x); fmpq_init(y);
    parse_argument(x, argument);
    check_domain(f, x);
    if (exact_value(y, f, x))
        result = nearest_of_rational(y);
    else if ((f == EXP || f == EXPM1) && fmpq_cmp_si(x, 1000) > 0)
        result = INFINITY;
    else if ((f == EXP || f == EXPM1) && fmpq_cmp_si(x, -1000) < 0)
        result = f == EXP ? 0.0 : -1.0;
    else {
        arb_t b;
        arb_init(b);
        for (slong prec = 128;; prec *= 2) {
            if (prec > PRECISION_LIMIT)
                fail("precision exhausted");
            elementary_ball(b, f, x, prec);
            if (nearest_of_ball(&result, b))
                break;
        }
        arb_clear(b);
    }
    if (mpfr_opinion(&other, f, x) && other != result)
        fail("MPFR disagrees");
    print_double(text, result);
    printf("%s\t%s\t%s\n", function_names[f], argument, text);
    fmpq_clear(x); fmpq_clear(y);
}

/* ------------------------------------------------------------------ best-of-n */

struct policy {
    slong levels;
    ulong n;
    fmpz *w, *c; /* weights, and their running sums c[0] = 0 … c[levels] */
    fmpq *p, *q, *ratio;
};

static void log_ratio(arb_t out, const fmpq_t r, slong prec)
{
    arb_set_fmpq(out, r, prec);
    arb_log(out, out, prec);
}

/* ln n - (n-1)/n */
static void formula_ball(arb_t out, ulong n, slong prec)
{
    arb_t t;
    arb_init(t);
    arb_log_ui(out, n, prec);
    arb_set_ui(t, n - 1);
    arb_div_ui(t, t, n, prec);
    arb_sub(out, out, t, prec);
    arb_clear(t);
}

static void kl_ball(arb_t out, const struct policy *g, slong prec)
{
    arb_t a, b;
    arb_init(a); arb_init(b);
    arb_zero(out);
    for (slong i = 0; i < g->levels; i++) {
        log_ratio(a, g->ratio + i, prec);
        arb_set_fmpq(b, g->q + i, prec);
        arb_addmul(out, a, b, prec);
    }
    arb_clear(a); arb_clear(b);
}

/* d_n(e) = (1-e)^n (ln n + (n-1) ln(1-e) - (n-1)/n) + (1-(1-e)^n) ln((1-(1-e)^n)/e), for 0 < e < 1 */
static void top_atom_ball(arb_t out, const fmpq_t e, ulong n, slong prec)
{
    fmpq_t rest, power, hit, ratio;
    arb_t a, b;
    fmpq_init(rest); fmpq_init(power); fmpq_init(hit); fmpq_init(ratio);
    arb_init(a); arb_init(b);
    fmpq_one(rest);
    fmpq_sub(rest, rest, e);
    fmpq_pow_si(power, rest, n);
    fmpq_one(hit);
    fmpq_sub(hit, hit, power);
    fmpq_div(ratio, hit, e);

    log_ratio(a, rest, prec);
    arb_mul_ui(a, a, n - 1, prec);
    formula_ball(b, n, prec);
    arb_add(a, a, b, prec);
    arb_set_fmpq(b, power, prec);
    arb_mul(out, a, b, prec);

    log_ratio(a, ratio, prec);
    arb_set_fmpq(b, hit, prec);
    arb_addmul(out, a, b, prec);
    fmpq_clear(rest); fmpq_clear(power); fmpq_clear(hit); fmpq_clear(ratio);
    arb_clear(a); arb_clear(b);
}

static void estimator_mean_ball(arb_t out, const struct policy *g, slong prec)
{
    arb_t a, b;
    arb_init(a); arb_init(b);
    arb_zero(out);
    for (slong i = 0; i < g->levels; i++) {
        top_atom_ball(a, g->p + i, g->n, prec);
        arb_set_fmpq(b, g->q + i, prec);
        arb_addmul(out, a, b, prec);
    }
    arb_clear(a); arb_clear(b);
}

enum quantity { KL, FORMULA, TOP_ATOM, ESTIMATOR_MEAN };

/* Settles both the enclosure and the double; each is a different number of bits away. */
static void settle(char *lower, char *upper, char *hex, enum quantity what, const struct policy *g)
{
    if (g->n == 1 || (g->levels == 1 && what != FORMULA)) {
        strcpy(lower, "0");
        strcpy(upper, "0");
        strcpy(hex, "0x0p+0");
        return;
    }
    arb_t b;
    double d;
    arb_init(b);
    for (slong prec = 512;; prec *= 2) {
        if (prec > PRECISION_LIMIT)
            fail("precision exhausted");
        switch (what) {
        case KL: kl_ball(b, g, prec); break;
        case FORMULA: formula_ball(b, g->n, prec); break;
        case TOP_ATOM: top_atom_ball(b, g->p + g->levels - 1, g->n, prec); break;
        case ESTIMATOR_MEAN: estimator_mean_ball(b, g, prec); break;
        }
        if (print_ball_enclosure(lower, upper, b, KL_DIGITS) && nearest_of_ball(&d, b))
            break;
    }
    print_double(hex, d);
    arb_clear(b);
}

static char *fraction_text(const fmpq_t x)
{
    return fmpq_get_str(NULL, 10, x); /* p/q in lowest terms; a bare integer when q = 1 */
}

static void run_kl(char *weights, const char *n_text)
{
    struct policy g;
    slong count = 1;
    for (const char *s = weights; *s; s++)
        count += *s == ',';
    g.levels = count;
    g.n = strtoul(n_text, NULL, 10);
    if (g.n < 1)
        fail("n must be at least 1");
    g.w = _fmpz_vec_init(count);
    g.c = _fmpz_vec_init(count + 1);
    g.p = _fmpq_vec_init(count);
    g.q = _fmpq_vec_init(count);
    g.ratio = _fmpq_vec_init(count);
    const char *s = weights;
    for (slong i = 0; i < count; i++) {
        size_t length = strcspn(s, ",");
        parse_integer(g.w + i, s, length);
        if (fmpz_sgn(g.w + i) <= 0)
            fail("weights must be positive");
        fmpz_add(g.c + i + 1, g.c + i, g.w + i);
        s += length + (s[length] != 0);
    }

    /* q_i = (c_i^n - c_(i-1)^n) / total^n, all exact */
    const fmpz *total = g.c + count;
    fmpz_t power, previous, whole, t, share;
    fmpq_t win, variation, chi, u;
    fmpz_init(power); fmpz_init(previous); fmpz_init(whole); fmpz_init(t); fmpz_init(share);
    fmpq_init(win); fmpq_init(variation); fmpq_init(chi); fmpq_init(u);
    fmpz_pow_ui(whole, total, g.n);
    for (slong i = 0; i < count; i++) {
        fmpz_pow_ui(power, g.c + i + 1, g.n);
        fmpz_sub(t, power, previous);
        fmpz_swap(previous, power);
        fmpq_set_fmpz_frac(g.q + i, t, whole);
        fmpq_set_fmpz_frac(g.p + i, g.w + i, total);
        fmpq_div(g.ratio + i, g.q + i, g.p + i);

        fmpz_add(share, g.c + i, g.c + i + 1);
        fmpz_addmul(fmpq_numref(win), t, share);
        fmpq_sub(u, g.q + i, g.p + i);
        fmpq_abs(u, u);
        fmpq_add(variation, variation, u);
        fmpq_mul(u, g.q + i, g.ratio + i);
        fmpq_add(chi, chi, u);
    }
    fmpz_mul(fmpq_denref(win), whole, total);
    fmpz_mul_2exp(fmpq_denref(win), fmpq_denref(win), 1);
    fmpq_canonicalise(win);
    fmpq_div_2exp(variation, variation, 1);
    fmpz_one(t);
    fmpq_sub_fmpz(chi, chi, t);

    char kl[3][160], bound[3][160], top[3][160], mean[3][160], exact_hex[3][64];
    settle(kl[0], kl[1], kl[2], KL, &g);
    settle(bound[0], bound[1], bound[2], FORMULA, &g);
    settle(top[0], top[1], top[2], TOP_ATOM, &g);
    settle(mean[0], mean[1], mean[2], ESTIMATOR_MEAN, &g);
    print_double(exact_hex[0], nearest_of_rational(win));
    print_double(exact_hex[1], nearest_of_rational(variation));
    print_double(exact_hex[2], nearest_of_rational(chi));

    /* The fractions are written while the row stays short, in this order of importance. */
    char *fraction[4];
    fraction[0] = fraction_text(win);
    fraction[1] = fraction_text(variation);
    fraction[2] = fraction_text(chi);
    size_t pmf_length = 1;
    for (slong i = 0; i < count && pmf_length <= ROW_LIMIT; i++)
        pmf_length += fmpz_sizeinbase(fmpq_numref(g.q + i), 10) + fmpz_sizeinbase(fmpq_denref(g.q + i), 10) + 4;
    fraction[3] = malloc(pmf_length + 16);
    strcpy(fraction[3], "-");
    if (pmf_length <= ROW_LIMIT) {
        fraction[3][0] = 0;
        for (slong i = 0; i < count; i++) {
            char *f = fraction_text(g.q + i);
            if (i)
                strcat(fraction[3], ",");
            strcat(fraction[3], f);
            flint_free(f);
        }
    }
    size_t length = strlen(weights) + strlen(n_text) + 20; /* 18 tabs, a line feed, and one to spare */
    for (int i = 0; i < 3; i++)
        length += strlen(kl[i]) + strlen(top[i]) + strlen(mean[i]) + strlen(exact_hex[i]);
    length += strlen(bound[2]);
    for (int i = 0; i < 4; i++) {
        if (length + strlen(fraction[i]) + 3 - i > ROW_LIMIT)
            strcpy(fraction[i], "-");
        length += strlen(fraction[i]);
    }
    printf("%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", weights, n_text,
           kl[0], kl[1], kl[2], fraction[0], bound[2], top[0], top[1], top[2], mean[0], mean[1], mean[2],
           fraction[1], fraction[2], fraction[3], exact_hex[0], exact_hex[1], exact_hex[2]);

    for (int i = 0; i < 3; i++)
        flint_free(fraction[i]);
    free(fraction[3]);
    fmpz_clear(power); fmpz_clear(previous); fmpz_clear(whole); fmpz_clear(t); fmpz_clear(share);
    fmpq_clear(win); fmpq_clear(variation); fmpq_clear(chi); fmpq_clear(u);
    _fmpz_vec_clear(g.w, count);
    _fmpz_vec_clear(g.c, count + 1);
    _fmpq_vec_clear(g.p, count);
    _fmpq_vec_clear(g.q, count);
    _fmpq_vec_clear(g.ratio, count);
}

/* ------------------------------------------------------------------ doubles that are hard to round
 *
 * Over 4096 neighbouring doubles each function is, to far below the precision that matters here, a parabola
 * in the index. So a block costs three Arb evaluations and then two additions per argument, on the value in
 * units in the last place modulo 1, kept as a 64-bit fraction. What comes near one half is evaluated again by
 * Arb, and the nearest are kept.
 */

#define BLOCK 4096

static uint64_t random_state;

static uint64_t random_word(void) /* splitmix64 */
{
    uint64_t z = (random_state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

/* the fraction of a in units of 2^-64 */
static uint64_t fraction64(const arb_t a)
{
    arf_t t;
    fmpz_t z;
    arf_init(t); fmpz_init(z);
    arf_mul_2exp_si(t, arb_midref(a), 64);
    arf_get_fmpz(z, t, ARF_RND_NEAR);
    fmpz_fdiv_r_2exp(z, z, 64);
    uint64_t r = fmpz_get_ui(z);
    arf_clear(t); fmpz_clear(z);
    return r;
}

struct candidate {
    double x, distance;
};

static int by_distance(const void *a, const void *b)
{
    const struct candidate *l = a, *r = b;
    if (l->distance != r->distance)
        return l->distance < r->distance ? -1 : 1;
    return l->x < r->x ? -1 : l->x > r->x;
}

/* The distance from f(x) to the nearest midpoint of two doubles, in units in the last place; 1, which is more
 * than any, for a result outside the normal range. */
static double midpoint_distance(enum function f, double x)
{
    arb_t a;
    arf_t m;
    fmpz_t e;
    slong prec = 200;
    arb_init(a); arf_init(m); fmpz_init(e);
    arb_set_d(a, x);
    switch (f) {
    case LN: arb_log(a, a, prec); break;
    case EXP: arb_exp(a, a, prec); break;
    case LOG1P: arb_log1p(a, a, prec); break;
    case EXPM1: arb_expm1(a, a, prec); break;
    default: arb_sqrt(a, a, prec); break;
    }
    arf_frexp(m, e, arb_midref(a));
    double result = 1;
    if (fmpz_cmp_si(e, -1021) >= 0 && fmpz_cmp_si(e, 1024) <= 0) {
        arf_abs(m, m);
        arf_mul_2exp_si(m, m, 53); /* in [2^52, 2^53): units in the last place */
        arf_t t;
        arf_init(t);
        arf_floor(t, m);
        arf_sub(m, m, t, ARF_PREC_EXACT, ARF_RND_DOWN);
        arf_set_d(t, 0.5);
        arf_sub(m, m, t, ARF_PREC_EXACT, ARF_RND_DOWN);
        arf_abs(m, m);
        result = arf_get_d(m, ARF_RND_NEAR);
        arf_clear(t);
    }
    arb_clear(a); arf_clear(m); fmpz_clear(e);
    return result;
}

static void run_hard(enum function f, int negative, long low, long high, uint64_t seed, long blocks, long keep)
{
    const slong prec = 192;
    size_t count = 0, room = 1024;
    struct candidate *found = malloc(room * sizeof *found);
    /* a window that lets through about three times as many as are kept */
    double window = 3.0 * keep / 2 / ((double) blocks * BLOCK);
    uint64_t reach = (uint64_t) ldexp(window, 64);
    arb_t x, y, d1, d2, h, t;
    fmpz_t e;
    arb_init(x); arb_init(y); arb_init(d1); arb_init(d2); arb_init(h); arb_init(t); fmpz_init(e);
    random_state = seed;
    for (long b = 0; b < blocks; b++) {
        long exponent = low + (long) (random_word() % (uint64_t) (high - low + 1));
        uint64_t m = (UINT64_C(1) << 52) | (random_word() >> 12);
        if (m > (UINT64_C(1) << 53) - BLOCK)
            m -= BLOCK;
        double start = ldexp((double) m, (int) exponent - 52), step = ldexp(1, (int) exponent - 52);
        if (negative) {
            start = -start;
            step = -step;
        }
        if ((f == EXP || f == EXPM1) && (start > 709 || (f == EXP && start < -708)))
            continue;
        arb_set_d(x, start);
        arb_set_d(h, step);
        /* y = f(x), d1 = f'(x), d2 = f''(x) */
        switch (f) {
        case LN:
        case LOG1P:
            if (f == LOG1P)
                arb_add_ui(x, x, 1, 2200); /* exact */
            arb_log(y, x, prec);
            arb_inv(d1, x, prec);
            arb_mul(d2, d1, d1, prec);
            arb_neg(d2, d2);
            break;
        default:
            arb_exp(d1, x, prec);
            arb_set(d2, d1);
            if (f == EXPM1)
                arb_sub_ui(y, d1, 1, prec);
            else
                arb_set(y, d1);
            break;
        }
        arf_frexp(arb_midref(t), e, arb_midref(y));
        fmpz_neg(e, e);
        fmpz_add_ui(e, e, 53);
        /* first and second differences, in units in the last place */
        arb_mul(d1, d1, h, prec);
        arb_mul(d2, d2, h, prec);
        arb_mul(d2, d2, h, prec);
        arb_mul_2exp_si(t, d2, -1);
        arb_add(d1, d1, t, prec);
        arb_mul_2exp_fmpz(y, y, e);
        arb_mul_2exp_fmpz(d1, d1, e);
        arb_mul_2exp_fmpz(d2, d2, e);
        uint64_t v = fraction64(y) - (UINT64_C(1) << 63) + reach, dv = fraction64(d1);
        const uint64_t ddv = fraction64(d2), width = 2 * reach;
        for (long k = 0; k < BLOCK; k++) {
            if (v <= width) {
                if (count == room)
                    found = realloc(found, (room *= 2) * sizeof *found);
                found[count].x = start + k * step; /* exact */
                found[count].distance = midpoint_distance(f, found[count].x);
                count++;
            }
            v += dv;
            dv += ddv;
        }
    }
    qsort(found, count, sizeof *found, by_distance);
    long written = 0;
    for (size_t i = 0; i < count && written < keep; i++) {
        if (i && found[i].x == found[i - 1].x)
            continue;
        int exponent;
        long long mantissa = (long long) ldexp(frexp(found[i].x, &exponent), 53);
        exponent -= 53;
        while (mantissa % 2 == 0) {
            mantissa /= 2;
            exponent++;
        }
        printf("%s\t%lld*2^%d\t%.2f\n", function_names[f], mantissa, exponent, log2(found[i].distance));
        written++;
    }
    free(found);
    arb_clear(x); arb_clear(y); arb_clear(d1); arb_clear(d2); arb_clear(h); arb_clear(t); fmpz_clear(e);
}

/* ------------------------------------------------------------------ */

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "version") == 0) {
        printf("Arb %s, FLINT %s, MPFR %s, GMP %s\n", ARB_VERSION_TEXT, FLINT_VERSION, mpfr_get_version(), gmp_version);
        return 0;
    }
    if (argc != 2) {
        fprintf(stderr, "usage: golden elementary|doubles|kl|hard|version < jobs\n");
        return 2;
    }
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;
    while ((length = getline(&line, &capacity, stdin)) > 0) {
        if (line[length - 1] == '\n')
            line[length - 1] = 0;
        current_job = line;
        char *copy = strdup(line), *field[8], *rest = copy;
        int fields = 0;
        while (rest && fields < 8)
            field[fields++] = strsep(&rest, "\t");
        if (strcmp(argv[1], "elementary") == 0 && fields == 2)
            run_elementary(parse_function(field[0]), field[1]);
        else if (strcmp(argv[1], "doubles") == 0 && fields == 2)
            run_double(parse_function(field[0]), field[1]);
        else if (strcmp(argv[1], "kl") == 0 && fields == 2)
            run_kl(field[0], field[1]);
        else if (strcmp(argv[1], "hard") == 0 && fields == 7)
            run_hard(parse_function(field[0]), field[1][0] == '-', atol(field[2]), atol(field[3]),
                     strtoull(field[4], NULL, 10), atol(field[5]), atol(field[6]));
        else
            fail("unknown mode or wrong number of fields");
        free(copy);
    }
    free(line);
    flint_cleanup();
    if (fflush(stdout) != 0 || ferror(stdout))
        fail("cannot write");
    return 0;
}
