/* KL of best-of-n with Arb: sum of p psi(q/p), psi(t) = t ln t - t + 1, q = F^n - F_^n, at a given precision.
   usage: arb_kl FILE N BITS REPEATS      prints: seconds of the fastest repeat, the enclosure's midpoint, its relative bits */
#include <arb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

static void kl(arb_t sum, const fmpz *weights, slong count, const fmpz_t total, slong n, slong bits)
{
    arb_t power, below, q, p, t, term;
    arb_init(power); arb_init(below); arb_init(q); arb_init(p); arb_init(t); arb_init(term);
    fmpz_t cumulative;
    fmpz_init(cumulative);
    arb_zero(sum);
    for (slong i = 0; i < count; i++)
    {
        fmpz_add(cumulative, cumulative, weights + i);
        arb_set_fmpz(power, cumulative);
        arb_div_fmpz(power, power, total, bits);
        arb_pow_ui(power, power, n, bits);
        arb_sub(q, power, below, bits);
        arb_set_fmpz(p, weights + i);
        arb_div_fmpz(p, p, total, bits);
        arb_div(t, q, p, bits);
        arb_log(term, t, bits);
        arb_mul(term, term, t, bits);
        arb_sub(term, term, t, bits);
        arb_add_si(term, term, 1, bits);
        arb_addmul(sum, p, term, bits);
        arb_swap(power, below);
    }
    arb_clear(power); arb_clear(below); arb_clear(q); arb_clear(p); arb_clear(t); arb_clear(term);
    fmpz_clear(cumulative);
}

int main(int argc, char **argv)
{
    if (argc != 5) { fprintf(stderr, "usage: arb_kl FILE N BITS REPEATS\n"); return 2; }
    FILE *file = fopen(argv[1], "r");
    if (!file) { perror(argv[1]); return 2; }
    slong n = atol(argv[2]), bits = atol(argv[3]), repeats = atol(argv[4]), count = 0, room = 1024;
    fmpz *weights = calloc(room, sizeof *weights);
    fmpz_t total;
    fmpz_init(total);
    while (fmpz_fread(file, weights + count) > 0)
    {
        fmpz_add(total, total, weights + count++);
        if (count == room)
        {
            weights = realloc(weights, 2 * room * sizeof *weights);
            memset(weights + room, 0, room * sizeof *weights);
            room *= 2;
        }
    }
    fclose(file);
    arb_t sum;
    arb_init(sum);
    double best = 1e300;
    for (slong r = 0; r < repeats; r++)
    {
        double start = now();
        kl(sum, weights, count, total, n, bits);
        double elapsed = now() - start;
        if (elapsed < best) best = elapsed;
    }
    printf("%.9g %.17g %ld\n", best, arf_get_d(arb_midref(sum), ARF_RND_NEAR), arb_rel_accuracy_bits(sum));
    arb_clear(sum);
    for (slong i = 0; i < count; i++) fmpz_clear(weights + i);
    free(weights);
    fmpz_clear(total);
    return 0;
}
