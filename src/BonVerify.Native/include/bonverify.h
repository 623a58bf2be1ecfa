/*
 * BonVerify: the exact referee of best-of-n sampling, as a C library.
 *
 * Best-of-n draws n responses from a reference policy and keeps the one with the highest reward. A policy is given by a weight for each
 * outcome. Weights count at the exact binary value of their doubles and are rescaled exactly to sum to 1; they need not sum to 1.
 *
 * Numerical contract: every double that is returned is the one nearest to the true value (ties to even). Divergences are in nats.
 *
 * Every call that can fail returns a status. Beside BONVERIFY_OK a sentence about what is wrong, which names the value and the rule, is
 * written to message: UTF-8, cut to message_size bytes with its final NUL. message may be NULL. On failure, results are undefined, and
 * texts that would be returned are NULL.
 *
 * Calls may be made from any number of threads at once; there is nothing to initialise. Arrays are read during the call only. No call
 * throws, exits or writes to a file or terminal. After a fork, a process must not go on calling a library that it has called before.
 *
 * MIT License. Copyright (c) 2026 The BonVerify authors.
 */
#ifndef BONVERIFY_H
#define BONVERIFY_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifdef _WIN32
#define BONVERIFY_CALL __cdecl
#else
#define BONVERIFY_CALL
#endif

/* The version of this header: it grows by one when a program compiled against the one before would break. */
#define BONVERIFY_API 1

/* What a call returns. */
#define BONVERIFY_OK 0        /* the result is there */
#define BONVERIFY_BAD_INPUT 1 /* the input breaks a rule */
#define BONVERIFY_OPEN 2      /* the nearest double is open at 2048 bits, or needs more than a quick call may take */
#define BONVERIFY_INTERNAL 3  /* a defect of the library, or no memory */

/* Which of several draws with the highest reward is kept. */
#define BONVERIFY_AMONG_DRAWS 0  /* any of them alike; a tie is half a win */
#define BONVERIFY_FIRST_LISTED 1 /* the first listed */
#define BONVERIFY_LAST_LISTED 2  /* the last listed */

/* Enough room for most messages; one that names all quantities is longer. */
#define BONVERIFY_MESSAGE_SIZE 1024

/* The BONVERIFY_API that the library was built with; its version, such as "0.1.0", is written to text, which may be NULL. */
int BONVERIFY_CALL bonverify_version(char *text, size_t size);

/*
 * Best-of-n of a policy.
 *
 * weights: count doubles, finite, at least 0, not all 0. rewards: count finite doubles in the same order, equal ones are ties; NULL when
 * the outcomes are listed in ascending reward, all different. n: from 1 to 1,000,000,000. ties: one of the conventions above.
 */

/* KL(best-of-n || reference), in nats. Some 25 ns an outcome; values too near to a midpoint of doubles, below some 1e-27, or of more than
   2^20 outcomes are computed at any precision and take longer. */
int BONVERIFY_CALL bonverify_kl(
    const double *weights, const double *rewards, int64_t count, int64_t n, int ties, double *result, char *message, size_t message_size);

/* The same, but BONVERIFY_OPEN where it would take longer. */
int BONVERIFY_CALL bonverify_kl_quick(
    const double *weights, const double *rewards, int64_t count, int64_t n, int ties, double *result, char *message, size_t message_size);

/* The chance that best-of-n has a higher reward than one draw from the reference policy; a tie counts half. */
int BONVERIFY_CALL bonverify_win_rate(
    const double *weights, const double *rewards, int64_t count, int64_t n, int ties, double *result, char *message, size_t message_size);

/* The total variation distance, half of sum |q - p|. */
int BONVERIFY_CALL bonverify_total_variation(
    const double *weights, const double *rewards, int64_t count, int64_t n, int ties, double *result, char *message, size_t message_size);

/* The chi-squared divergence, sum q^2/p - 1. */
int BONVERIFY_CALL bonverify_chi_squared(
    const double *weights, const double *rewards, int64_t count, int64_t n, int ties, double *result, char *message, size_t message_size);

/* The expected reward of best-of-n; without rewards, those are 0, 1, 2, ... */
int BONVERIFY_CALL bonverify_expected_reward(
    const double *weights, const double *rewards, int64_t count, int64_t n, int ties, double *result, char *message, size_t message_size);

/* The best-of-n probability of each outcome, in listing order: count doubles, each the nearest. */
int BONVERIFY_CALL bonverify_pmf(
    const double *weights, const double *rewards, int64_t count, int64_t n, int ties, double *masses, char *message, size_t message_size);

/* KL and the win rate for each of several n: draws_count doubles. */
int BONVERIFY_CALL bonverify_kl_curve(
    const double *weights, const double *rewards, int64_t count, const int64_t *draws, int64_t draws_count, int ties, double *results,
    char *message, size_t message_size);
int BONVERIFY_CALL bonverify_win_rate_curve(
    const double *weights, const double *rewards, int64_t count, const int64_t *draws, int64_t draws_count, int ties, double *results,
    char *message, size_t message_size);

/* The estimator d_n of KL, in nats (Beirami et al., arXiv 2401.01879), at count masses in (0, 1]. */
int BONVERIFY_CALL bonverify_estimator(
    int64_t n, const double *epsilons, int64_t count, double *results, char *message, size_t message_size);

/*
 * Pools of samples. rewards: count finite doubles in any order, at most 100,000. k: from 1 to count.
 */

/* The mean of the best reward over the subsets of size k: the unbiased estimate of the expected best of k. */
int BONVERIFY_CALL bonverify_best_at_k(
    const double *rewards, int64_t count, int64_t k, double *result, char *message, size_t message_size);

/* The same of the worst reward. */
int BONVERIFY_CALL bonverify_worst_at_k(
    const double *rewards, int64_t count, int64_t k, double *result, char *message, size_t message_size);

/* The mean of a second reward, gold, of the best by reward; draws that tie count alike. */
int BONVERIFY_CALL bonverify_gold_at_k(
    const double *rewards, const double *gold, int64_t count, int64_t k, double *result, char *message, size_t message_size);

/* The chance that k of total samples, without replacement, include a correct one (Chen et al., arXiv 2107.03374). k must be at most total. */
int BONVERIFY_CALL bonverify_pass_at_k(
    int64_t total, int64_t correct, int64_t k, double *result, char *message, size_t message_size);

/* The chance that all k are correct. */
int BONVERIFY_CALL bonverify_pass_hat_k(
    int64_t total, int64_t correct, int64_t k, double *result, char *message, size_t message_size);

/* The chance that at least ceil(tau k) of k are correct. tau is a text, "0.28" or "7/25", because the double next to 0.28 is above it,
   and ceil(25 tau) would be 8. */
int BONVERIFY_CALL bonverify_g_pass_at_k(
    int64_t total, int64_t correct, int64_t k, const char *tau, double *result, char *message, size_t message_size);

/* The chance of each answer to win the plurality vote among k samples: counts has how many samples gave each answer. Ties are split
   evenly; with strict other than 0 a tie wins nothing. */
int BONVERIFY_CALL bonverify_maj_at_k(
    const int64_t *counts, int64_t count, int64_t k, int strict, double *chances, char *message, size_t message_size);

/*
 * Everything else, as JSON in UTF-8.
 */

/* Frees a text that a call returned; NULL is allowed. */
void BONVERIFY_CALL bonverify_free(char *text);

/* Answers a case as the command `bonverify oracle` does: exact texts, certified enclosures, nearest doubles. options is NULL or an object
   with some of quantities (array of ids), digits, precision, exact_length, ties. *answer is for the caller to free. */
int BONVERIFY_CALL bonverify_oracle(const char *json, const char *options, char **answer, char *message, size_t message_size);

/*
 * The judge of an implementation, as a pull interface: ask for a request, answer it, until there is no more; then read the report.
 *
 *     int64_t judge;
 *     char *request;
 *     bonverify_judge_new("{\"quantities\":[\"kl\"]}", &judge, message, sizeof message);
 *     while (bonverify_judge_next(judge, &request, message, sizeof message) == BONVERIFY_OK && request != NULL) {
 *         ... bonverify_judge_answer(judge, "{\"value\":0.5}", message, sizeof message); bonverify_free(request);
 *     }
 *     bonverify_judge_report(judge, &report, message, sizeof message); ... bonverify_judge_free(judge);
 *
 * Requests and answers are those of the protocol of `bonverify check` (bonverify check --protocol prints it), without ids.
 */

/* Begins an examination. options is NULL or an object with some of quantities (array of ids), tolerance, ties, domain, max_test, seed,
   undefined ("note" or "fail"), smoke (true for a quick look), request (the only one to put). */
int BONVERIFY_CALL bonverify_judge_new(const char *options, int64_t *judge, char *message, size_t message_size);

/* The next request, for the caller to free; NULL when there is no more. It stays the same until it is answered. */
int BONVERIFY_CALL bonverify_judge_next(int64_t judge, char **request, char *message, size_t message_size);

/* Answers the last request: {"value":x}, {"value":[x,...]}, {"error":"text"} or {"unsupported":true}. */
int BONVERIFY_CALL bonverify_judge_answer(int64_t judge, const char *answer, char *message, size_t message_size);

/* Ends the examination, if it is not over, and says what it found, as an object: result ("conforming", "nonconforming" or
   "inconclusive"), text (for people), counterexamples, diagnosis, quantities and more. For the caller to free. */
int BONVERIFY_CALL bonverify_judge_report(int64_t judge, char **report, char *message, size_t message_size);

/* Forgets an examination. Its number is not used again. */
void BONVERIFY_CALL bonverify_judge_free(int64_t judge);

#ifdef __cplusplus
}
#endif

#endif
