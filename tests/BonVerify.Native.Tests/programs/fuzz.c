/* Many calls with arguments that no caller should give: wrong lengths, NaN, n = 0, huge n, null pointers, broken texts. None may crash,
   return what is no status, leave a message without an end, or return a value outside its range. Arguments: how many calls, and a seed. */
#include <bonverify.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state;

static uint64_t dice(uint64_t sides)
{
    state += 0x9E3779B97F4A7C15u;
    uint64_t z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (z ^ (z >> 31)) % sides;
}

static double nasty(void)
{
    static const double special[] = {0, -0.0, 1, 0.5, 1e-300, 5e-324, 1e300, 1.7976931348623157e308, -1, 1e-9, 0.9999999999999999};
    switch (dice(12)) {
    case 0: return NAN;
    case 1: return INFINITY;
    case 2: return special[dice(11)];
    default: return (double)dice(1000) / 16;
    }
}

static int64_t whole(int64_t most)
{
    static const int64_t special[] = {0, -1, 1, 2, 1000000000, 1000000001, INT64_MAX, INT64_MIN, 2147483647, 2147483648, 64};
    return dice(4) == 0 ? special[dice(11)] : 1 + (int64_t)dice((uint64_t)most);
}

static int64_t length(int64_t most)
{
    return dice(40) == 0 ? -(int64_t)dice(3) : (int64_t)dice((uint64_t)most + 1);
}

int main(int argc, char **argv)
{
    static const char *const texts[] = {
        "", "{", "null", "{}", "[]", "{\"weights\":[1,1],\"n\":2}", "{\"weights\":[1,\"1/3\"],\"n\":0}", "{\"weights\":[1e999999999],\"n\":2}",
        "{\"n\":1000000000,\"weights\":[1,2]}", "{\"total\":3,\"correct\":4,\"k\":1}", "{\"counts\":[1,2],\"k\":2}", "{\"value\":NaN}", "{\"value\":[1,2]}",
        "{\"hello\":1}", "{\"error\":\"\\ud800\"}", "\xff\xfe", "{\"quantities\":[\"kl\"]}", "{\"quantities\":[]}", "{\"max_test\":0,\"smoke\":true}",
        "{\"quantities\":[\"kl\"],\"max_test\":1}", "{\"digits\":0}", "{\"request\":{\"quantity\":\"kl\",\"probabilities\":[1.0],\"rewards\":[0.0],\"n\":2}}",
        "{\"domain\":{\"max_n\":3}}", "{\"epsilon\":\"1/3\",\"n\":5}", "{\"log_weights\":[-1000,-1001],\"n\":2}", "0.28", "7/25", "1/0"};
    const int count_of_texts = (int)(sizeof texts / sizeof texts[0]);
    const long calls = argc > 1 ? strtol(argv[1], NULL, 10) : 1000;
    long ok = 0, bad = 0, open = 0;
    int64_t judge = 0;
    state = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
    for (long i = 0; i < calls; i++) {
        double a[16], b[16], out[16];
        int64_t draws[4], counts[16];
        char message[200], *text = NULL;
        const size_t size = dice(5) == 0 ? dice(4) : 160;
        for (int j = 0; j < 16; j++) {
            a[j] = nasty();
            b[j] = dice(3) == 0 ? nasty() : (double)dice(4);
            out[j] = 0;
            counts[j] = dice(30) == 0 ? whole(5) : (int64_t)dice(6);
        }

        if (dice(2) == 0) {
            for (int j = 0; j < 16; j++) {
                a[j] = (double)dice(1000) / 16;
                b[j] = (double)dice(5);
            }
        }

        for (int j = 0; j < 4; j++) {
            draws[j] = whole(30);
        }

        memset(message, 'x', sizeof message);
        double *x = dice(50) == 0 ? NULL : a, *y = dice(2) == 0 ? NULL : b, *z = dice(50) == 0 ? NULL : out;
        const int64_t n = whole(40), count = length(12);
        const int ties = dice(20) == 0 ? (int)whole(9) : (int)dice(3);
        const char *json = dice(50) == 0 ? NULL : texts[dice((uint64_t)count_of_texts)];
        const char *options = dice(2) == 0 ? NULL : texts[dice((uint64_t)count_of_texts)];
        int status = -1, is_share = 0;
        switch (dice(20)) {
        case 0: status = bonverify_kl(x, y, count, n, ties, z, message, size); break;
        case 1: status = bonverify_kl_quick(x, y, count, n, ties, z, message, size); break;
        case 2: status = bonverify_win_rate(x, y, count, n, ties, z, message, size); is_share = 1; break;
        case 3: status = bonverify_total_variation(x, y, count, n, ties, z, message, size); is_share = 1; break;
        case 4: status = bonverify_chi_squared(x, y, count, n, ties, z, message, size); break;
        case 5: status = bonverify_expected_reward(x, y, count, n, ties, z, message, size); is_share = 2; break;
        case 6: status = bonverify_pmf(x, y, count, n, ties, z, message, size); is_share = 1; break;
        case 7: status = bonverify_kl_curve(x, y, count, draws, length(4), ties, z, message, size); break;
        case 8: status = bonverify_win_rate_curve(x, y, count, draws, length(4), ties, z, message, size); is_share = 1; break;
        case 9: status = bonverify_estimator(n, x, count, z, message, size); break;
        case 10: status = bonverify_best_at_k(x, count, n, z, message, size); is_share = 2; break;
        case 11: status = bonverify_worst_at_k(x, count, n, z, message, size); is_share = 2; break;
        case 12: status = bonverify_gold_at_k(x, y, count, n, z, message, size); is_share = 2; break;
        case 13: status = bonverify_pass_at_k(whole(50), whole(50), whole(50), z, message, size); is_share = 1; break;
        case 14: status = bonverify_pass_hat_k(whole(50), whole(50), whole(50), z, message, size); is_share = 1; break;
        case 15: status = bonverify_g_pass_at_k(whole(50), whole(50), whole(50), json, z, message, size); is_share = 1; break;
        case 16: status = bonverify_maj_at_k(counts, count, n, (int)dice(2), z, message, size); is_share = 1; break;
        case 17: status = bonverify_oracle(json, options, dice(50) == 0 ? NULL : &text, message, size); break;
        case 18:
            if (judge != 0 && dice(8) != 0) {
                status = bonverify_judge_next(dice(50) == 0 ? whole(9) : judge, &text, message, size);
            } else {
                bonverify_judge_free(judge);
                status = bonverify_judge_new(options, &judge, message, size);
            }

            break;
        default: status = bonverify_judge_answer(judge, json, message, size); break;
        }

        if (status < 0 || status > BONVERIFY_OPEN) {
            fprintf(stderr, "call %ld returned %d: %.150s\n", i, status, message);
            return 1;
        }

        if (status != BONVERIFY_OK && size > 0 && memchr(message, 0, size) == NULL) {
            fprintf(stderr, "call %ld: a message without an end\n", i);
            return 1;
        }

        if (message[size] != 'x') {
            fprintf(stderr, "call %ld wrote behind the buffer\n", i);
            return 1;
        }

        for (int j = 0; status == BONVERIFY_OK && z != NULL && j < 16; j++) {
            if (is_share < 2 && (!(out[j] >= 0) || (is_share == 1 && out[j] > 1))) {
                fprintf(stderr, "call %ld gave %g\n", i, out[j]);
                return 1;
            }
        }

        ok += status == BONVERIFY_OK;
        bad += status == BONVERIFY_BAD_INPUT;
        open += status == BONVERIFY_OPEN;
        bonverify_free(text);
    }

    bonverify_judge_free(judge);
    printf("%ld ok, %ld refused, %ld open\n", ok, bad, open);
    return ok > calls / 20 && bad > calls / 20 ? 0 : 1;
}
