/* Exact best-of-n with GMP: all masses C^n - C_^n over D^n, the numerator of the win rate over 2 D^(n+1), or that of chi-squared + 1 over D^(2n-1).
   usage: gmp_exact pmf|win-rate|exact-chi-squared FILE N REPEATS
   prints: seconds of the fastest repeat, and the win rate, chi-squared + 1, or the bits of the top mass */
#include <gmp.h>
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

static void powers(mpz_t *power, const unsigned long *weights, long count, unsigned long n)
{
    unsigned long cumulative = 0;
    for (long i = 0; i < count; i++)
    {
        cumulative += weights[i];
        mpz_ui_pow_ui(power[i], cumulative, n);
    }
}

int main(int argc, char **argv)
{
    if (argc != 5) { fprintf(stderr, "usage: gmp_exact pmf|win-rate|exact-chi-squared FILE N REPEATS\n"); return 2; }
    int win_rate = strcmp(argv[1], "win-rate") == 0, chi_squared = strcmp(argv[1], "exact-chi-squared") == 0;
    FILE *file = fopen(argv[2], "r");
    if (!file) { perror(argv[2]); return 2; }
    unsigned long n = strtoul(argv[3], NULL, 10), total = 0;
    long repeats = atol(argv[4]), count = 0, room = 1024;
    unsigned long *weights = malloc(room * sizeof *weights);
    while (fscanf(file, "%lu", &weights[count]) == 1)
    {
        total += weights[count++];
        if (count == room) { room *= 2; weights = realloc(weights, room * sizeof *weights); }
    }
    fclose(file);
    mpz_t *power = malloc(count * sizeof *power), sum, term;
    for (long i = 0; i < count; i++) mpz_init(power[i]);
    mpz_init(sum); mpz_init(term);
    double best = 1e300;
    for (long r = 0; r < repeats; r++)
    {
        double start = now();
        powers(power, weights, count, n);
        if (win_rate)
        {
            /* D^n (D + C_(K-1)) - sum over i < K of (w_i + w_(i+1)) C_i^n */
            mpz_mul_ui(sum, power[count - 1], total + (total - weights[count - 1]));
            for (long i = 0; i + 1 < count; i++) mpz_submul_ui(sum, power[i], weights[i] + weights[i + 1]);
        }
        else if (chi_squared)
        {
            /* sum of (C_i^n - C_(i-1)^n)^2 / w_i */
            for (long i = count - 1; i > 0; i--) mpz_sub(power[i], power[i], power[i - 1]);
            mpz_set_ui(sum, 0);
            for (long i = 0; i < count; i++)
            {
                mpz_divexact_ui(term, power[i], weights[i]);
                mpz_addmul(sum, term, power[i]);
            }
        }
        else
        {
            for (long i = count - 1; i > 0; i--) mpz_sub(power[i], power[i], power[i - 1]);
        }
        double elapsed = now() - start;
        if (elapsed < best) best = elapsed;
    }
    if (win_rate || chi_squared)
    {
        mpq_t value;
        mpq_init(value);
        mpz_ui_pow_ui(term, total, win_rate ? n + 1 : 2 * n - 1);
        if (win_rate) mpz_mul_ui(term, term, 2);
        mpz_set(mpq_numref(value), sum);
        mpz_set(mpq_denref(value), term);
        mpf_t ratio, divisor;
        mpf_init2(ratio, 128); mpf_init2(divisor, 128);
        mpf_set_z(ratio, sum); mpf_set_z(divisor, term);
        mpf_div(ratio, ratio, divisor);
        printf("%.9g %.17g\n", best, mpf_get_d(ratio));
    }
    else printf("%.9g %lu\n", best, (unsigned long)mpz_sizeinbase(power[count - 1], 2));
    return 0;
}
