// The header in C++: a few calls from many threads at once. Prints "ok" or where it went wrong.
#include <bonverify.h>

#include <array>
#include <atomic>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

int main()
{
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; t++) {
        threads.emplace_back([&wrong, t] {
            const std::array<double, 4> weights{2, 1, 1, 1};
            std::array<char, BONVERIFY_MESSAGE_SIZE> message{};
            for (int i = 0; i < 200; i++) {
                double kl = 0, win_rate = 0;
                char *answer = nullptr;
                if (bonverify_kl(weights.data(), nullptr, 4, 2, BONVERIFY_AMONG_DRAWS, &kl, message.data(), message.size()) != BONVERIFY_OK
                    || kl != 0.15920890851883765
                    || bonverify_win_rate(weights.data(), nullptr, 4, 2, BONVERIFY_AMONG_DRAWS, &win_rate, message.data(), message.size()) != BONVERIFY_OK
                    || win_rate != 0.652
                    || bonverify_oracle("{\"total\":3,\"correct\":1,\"k\":1}", nullptr, &answer, message.data(), message.size()) != BONVERIFY_OK
                    || std::string(answer).find("\"1/3\"") == std::string::npos
                    || bonverify_kl(weights.data(), nullptr, 4, -t, 0, &kl, message.data(), message.size()) != BONVERIFY_BAD_INPUT
                    || std::string(message.data()) != "n is " + std::to_string(-t) + "; it must be from 1 to 1000000000.") {
                    wrong++;
                }

                bonverify_free(answer);
            }
        });
    }

    for (auto &thread : threads) {
        thread.join();
    }

    std::cout << (wrong == 0 ? "ok" : "wrong") << '\n';
    return wrong == 0 ? 0 : 1;
}
