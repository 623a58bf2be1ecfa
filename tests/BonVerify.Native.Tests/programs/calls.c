/* Every call of the header once and its errors, against values known exactly. Prints "ok" or where it went wrong. */
#include <bonverify.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char message[BONVERIFY_MESSAGE_SIZE];

#define CHECK(condition)                                                                     \
    do {                                                                                     \
        if (!(condition)) {                                                                  \
            fprintf(stderr, "%s:%d: %s [%s]\n", __FILE__, __LINE__, #condition, message);     \
            exit(1);                                                                         \
        }                                                                                    \
    } while (0)

#define SAYS(call, code, text)                          \
    do {                                                \
        message[0] = 0;                                 \
        CHECK((call) == (code));                        \
        CHECK(strstr(message, (text)) != NULL);         \
    } while (0)

static void policies(void)
{
    const double weights[] = {2, 1, 1, 1}, rewards[] = {1, 1, 0, 3}, half[] = {0.5, 0.5};
    const int64_t draws[] = {1, 2, 64};
    double value, values[4], curve[3];
    CHECK(bonverify_kl(half, NULL, 2, 2, 0, &value, message, sizeof message) == BONVERIFY_OK && value == 0.13081203594113697);
    CHECK(bonverify_kl_quick(half, NULL, 2, 2, 0, &value, message, sizeof message) == BONVERIFY_OK && value == 0.13081203594113697);
    CHECK(bonverify_kl(weights, NULL, 4, 2, 0, &value, NULL, 0) == BONVERIFY_OK && value == 0.15920890851883765);
    CHECK(bonverify_kl(half, draws[0] == 1 ? half : NULL, 2, 64, BONVERIFY_AMONG_DRAWS, &value, message, sizeof message) == BONVERIFY_OK && value == 0);
    CHECK(bonverify_win_rate(weights, NULL, 4, 2, 0, &value, message, sizeof message) == BONVERIFY_OK && value == 0.652);
    CHECK(bonverify_total_variation(half, NULL, 2, 2, 0, &value, message, sizeof message) == BONVERIFY_OK && value == 0.25);
    CHECK(bonverify_chi_squared(half, NULL, 2, 2, 0, &value, message, sizeof message) == BONVERIFY_OK && value == 0.25);
    CHECK(bonverify_expected_reward(half, NULL, 2, 2, 0, &value, message, sizeof message) == BONVERIFY_OK && value == 0.75);
    CHECK(bonverify_pmf(weights, rewards, 4, 2, BONVERIFY_AMONG_DRAWS, values, message, sizeof message) == BONVERIFY_OK);
    CHECK(values[0] == 0.4 && values[1] == 0.2 && values[2] == 0.04 && values[3] == 0.36);
    CHECK(bonverify_pmf(half, half, 2, 2, BONVERIFY_FIRST_LISTED, values, message, sizeof message) == BONVERIFY_OK && values[0] == 0.75);
    CHECK(bonverify_pmf(half, half, 2, 2, BONVERIFY_LAST_LISTED, values, message, sizeof message) == BONVERIFY_OK && values[0] == 0.25);
    CHECK(bonverify_kl_curve(half, NULL, 2, draws, 3, 0, curve, message, sizeof message) == BONVERIFY_OK && curve[0] == 0 && curve[1] == 0.13081203594113697);
    CHECK(bonverify_win_rate_curve(half, NULL, 2, draws, 3, 0, curve, message, sizeof message) == BONVERIFY_OK && curve[0] == 0.5 && curve[1] == 0.625);
    values[0] = 1;
    values[1] = 0.9999999999999999;
    CHECK(bonverify_estimator(2, values, 2, values, message, sizeof message) == BONVERIFY_OK && values[0] == 0 && values[1] == 1.110223024625152e-16);

    values[0] = 1;
    values[1] = NAN;
    SAYS(bonverify_kl(values, NULL, 2, 2, 0, &value, message, sizeof message), BONVERIFY_BAD_INPUT, "weights[1] is NaN; it must be a finite number of at least 0.");
    SAYS(bonverify_win_rate(values, NULL, 2, 2, 0, &value, message, sizeof message), BONVERIFY_BAD_INPUT, "weights[1] is NaN; it must be a finite number of at least 0.");
    SAYS(bonverify_kl(half, values, 2, 2, 0, &value, message, sizeof message), BONVERIFY_BAD_INPUT, "rewards[1] is NaN; it must be a finite number.");
    SAYS(bonverify_kl(half, NULL, 2, 0, 0, &value, message, sizeof message), BONVERIFY_BAD_INPUT, "n is 0; it must be from 1 to 1000000000.");
    SAYS(bonverify_kl(half, NULL, 2, INT64_MAX, 0, &value, message, sizeof message), BONVERIFY_BAD_INPUT, "n is 9223372036854775807; it must be");
    SAYS(bonverify_kl(half, NULL, 0, 2, 0, &value, message, sizeof message), BONVERIFY_BAD_INPUT, "weights is empty");
    SAYS(bonverify_kl(half, NULL, -1, 2, 0, &value, message, sizeof message), BONVERIFY_BAD_INPUT, "the length of weights is -1");
    SAYS(bonverify_kl(NULL, NULL, 2, 2, 0, &value, message, sizeof message), BONVERIFY_BAD_INPUT, "weights is NULL");
    SAYS(bonverify_kl(half, NULL, 2, 2, 0, NULL, message, sizeof message), BONVERIFY_BAD_INPUT, "results is NULL");
    SAYS(bonverify_kl(half, NULL, 2, 2, 7, &value, message, sizeof message), BONVERIFY_BAD_INPUT, "ties is 7; it must be 0, 1 or 2.");
    SAYS(bonverify_estimator(2, half, 2, NULL, message, sizeof message), BONVERIFY_BAD_INPUT, "results is NULL");
    values[0] = 1;
    values[1] = 1e-60;
    SAYS(bonverify_kl_quick(values, NULL, 2, 2, 0, &value, message, sizeof message), BONVERIFY_OPEN, "bonverify_kl takes the time");
    CHECK(bonverify_kl(values, NULL, 2, 2, 0, &value, message, sizeof message) == BONVERIFY_OK && value > 0 && value < 1e-59);

    /* A message is cut, and ended, where the buffer ends. */
    memset(message, 'x', 8);
    CHECK(bonverify_kl(half, NULL, 2, 0, 0, &value, message, 7) == BONVERIFY_BAD_INPUT && strcmp(message, "n is 0") == 0 && message[7] == 'x');
    CHECK(bonverify_kl(half, NULL, 2, 0, 0, &value, message, 0) == BONVERIFY_BAD_INPUT && message[0] == 'n');
}

static void pools(void)
{
    const double rewards[] = {0, 1, 1}, gold[] = {5, 0, 3};
    const int64_t counts[] = {2, 1, 0};
    double value, chances[3];
    CHECK(bonverify_best_at_k(rewards, 3, 2, &value, message, sizeof message) == BONVERIFY_OK && value == 1);
    CHECK(bonverify_worst_at_k(rewards, 3, 2, &value, message, sizeof message) == BONVERIFY_OK && value == 1.0 / 3);
    CHECK(bonverify_gold_at_k(rewards, gold, 3, 1, &value, message, sizeof message) == BONVERIFY_OK && value == 8.0 / 3);
    CHECK(bonverify_pass_at_k(1000000000, 1, 1, &value, message, sizeof message) == BONVERIFY_OK && value == 1e-9);
    CHECK(bonverify_pass_hat_k(3, 2, 2, &value, message, sizeof message) == BONVERIFY_OK && value == 1.0 / 3);
    CHECK(bonverify_g_pass_at_k(25, 7, 25, "0.28", &value, message, sizeof message) == BONVERIFY_OK && value == 1);
    CHECK(bonverify_g_pass_at_k(25, 7, 25, "8/25", &value, message, sizeof message) == BONVERIFY_OK && value == 0);
    CHECK(bonverify_maj_at_k(counts, 3, 2, 0, chances, message, sizeof message) == BONVERIFY_OK && chances[0] == 2.0 / 3 && chances[1] == 1.0 / 3 && chances[2] == 0);
    CHECK(bonverify_maj_at_k(counts, 3, 2, 1, chances, message, sizeof message) == BONVERIFY_OK && chances[0] == 1.0 / 3 && chances[1] == 0);
    SAYS(bonverify_pass_at_k(2, 0, 5, &value, message, sizeof message), BONVERIFY_BAD_INPUT, "k is 5; it must be from 1 to 2.");
    SAYS(bonverify_best_at_k(rewards, 3, 4, &value, message, sizeof message), BONVERIFY_BAD_INPUT, "k is 4; it must be from 1 to 3.");
    SAYS(bonverify_gold_at_k(rewards, NULL, 3, 2, &value, message, sizeof message), BONVERIFY_BAD_INPUT, "gold is NULL");
    SAYS(bonverify_g_pass_at_k(3, 2, 2, "half", &value, message, sizeof message), BONVERIFY_BAD_INPUT, "tau is half");
    SAYS(bonverify_g_pass_at_k(3, 2, 2, NULL, &value, message, sizeof message), BONVERIFY_BAD_INPUT, "tau is NULL");
}

static void oracle(void)
{
    char *answer = message;
    CHECK(bonverify_oracle("{\"weights\":[1,1],\"n\":2}", "{\"quantities\":[\"kl\",\"win_rate\"],\"digits\":17}", &answer, message, sizeof message) == BONVERIFY_OK);
    CHECK(strcmp(answer, "{\"n\":2,\"quantities\":{\"win_rate\":{\"exact\":\"5/8\",\"nearest\":0.625,\"hex\":\"0x1.4p-1\"},\"kl\":{\"exact\":\"3/4*ln(3) - ln(2)\","
                         "\"lower\":\"0.13081203594113695\",\"upper\":\"0.13081203594113696\",\"nearest\":0.13081203594113697,\"hex\":\"0x1.0be72e4252a83p-3\"}}}") == 0);
    bonverify_free(answer);
    SAYS(bonverify_oracle("{\"weights\":[1,1],\"n\":0}", NULL, &answer, message, sizeof message), BONVERIFY_BAD_INPUT, "n is 0; it must be a JSON integer from 1 to 1000000000.");
    CHECK(answer == NULL);
    SAYS(bonverify_oracle("[", NULL, &answer, message, sizeof message), BONVERIFY_BAD_INPUT, "a case is one JSON object");
    SAYS(bonverify_oracle("{\"weights\":[1],\"n\":1}", "{\"digit\":1}", &answer, message, sizeof message), BONVERIFY_BAD_INPUT, "digit is not a field of options");
    SAYS(bonverify_oracle("{\"weights\":[1],\"n\":1}", "{\"quantities\":[\"kll\"]}", &answer, message, sizeof message), BONVERIFY_BAD_INPUT, "quantities has 'kll'");
    SAYS(bonverify_oracle(NULL, NULL, &answer, message, sizeof message), BONVERIFY_BAD_INPUT, "json is NULL");
    SAYS(bonverify_oracle("{}", NULL, NULL, message, sizeof message), BONVERIFY_BAD_INPUT, "answer is NULL");
    bonverify_free(NULL);
}

/* Examines an implementation of the KL divergence that returns the upper bound ln n - (n-1)/n. */
static void judge(void)
{
    int64_t number, n, requests = 0;
    char *request = NULL, *again = NULL, *report = NULL, answer[64];
    CHECK(bonverify_judge_new("{\"quantities\":[\"kl\"],\"max_test\":5,\"seed\":7}", &number, message, sizeof message) == BONVERIFY_OK);
    while (bonverify_judge_next(number, &request, message, sizeof message) == BONVERIFY_OK && request != NULL) {
        const char *field = strstr(request, "\"n\":");
        CHECK(field != NULL);
        n = strtol(field + 4, NULL, 10);
        if (requests++ == 0) {
            CHECK(bonverify_judge_next(number, &again, message, sizeof message) == BONVERIFY_OK && strcmp(request, again) == 0);
            bonverify_free(again);
        }

        if (n < 1) {
            strcpy(answer, "{\"error\":\"n is below 1\"}");
        } else {
            snprintf(answer, sizeof answer, "{\"value\":%.17g}", log((double)n) - ((double)n - 1) / (double)n);
        }

        CHECK(bonverify_judge_answer(number, answer, message, sizeof message) == BONVERIFY_OK);
        bonverify_free(request);
    }

    SAYS(bonverify_judge_answer(number, answer, message, sizeof message), BONVERIFY_BAD_INPUT, "there is no request to answer");
    CHECK(requests > 100);
    CHECK(bonverify_judge_report(number, &report, message, sizeof message) == BONVERIFY_OK);
    CHECK(strstr(report, "\"result\":\"nonconforming\"") != NULL);
    CHECK(strstr(report, "\"mistake\":\"kl-is-bound\"") != NULL);
    CHECK(strstr(report, "\"request\":{\"quantity\":\"kl\",\"probabilities\":[1.0],\"weights\":[1],\"rewards\":[0.0],\"n\":2}") != NULL);
    CHECK(strstr(report, "\"complete\":true") != NULL);
    bonverify_free(report);
    bonverify_judge_free(number);
    bonverify_judge_free(number);
    SAYS(bonverify_judge_next(number, &request, message, sizeof message), BONVERIFY_BAD_INPUT, "it must be the number of a judge that is not freed");
    SAYS(bonverify_judge_new("{\"ties\":\"random\"}", &number, message, sizeof message), BONVERIFY_BAD_INPUT, "ties is 'random'; it must be");
    SAYS(bonverify_judge_new("{\"domain\":{\"max_n\":0}}", &number, message, sizeof message), BONVERIFY_BAD_INPUT, "max_n is 0; it must be an integer from 1");

    /* A report before the end is one of what was answered. */
    CHECK(bonverify_judge_new(NULL, &number, message, sizeof message) == BONVERIFY_OK);
    CHECK(bonverify_judge_next(number, &request, message, sizeof message) == BONVERIFY_OK && request != NULL);
    bonverify_free(request);
    CHECK(bonverify_judge_report(number, &report, message, sizeof message) == BONVERIFY_OK && strstr(report, "\"complete\":false") != NULL);
    bonverify_free(report);
    CHECK(bonverify_judge_next(number, &request, message, sizeof message) == BONVERIFY_OK && request == NULL);
    bonverify_judge_free(number);
}

int main(void)
{
    CHECK(bonverify_version(message, sizeof message) == BONVERIFY_API);
    CHECK(strchr(message, '.') != NULL);
    policies();
    pools();
    oracle();
    judge();
    puts("ok");
    return 0;
}
