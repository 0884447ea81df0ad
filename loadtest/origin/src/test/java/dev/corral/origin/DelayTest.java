package dev.corral.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelayTest {
    @Test
    void answersAfterTheWait() {
        try (RunningOrigin origin = new RunningOrigin()) {
            long start = System.nanoTime();
            RunningOrigin.Answer answer = origin.get("/delay?ms=40");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("waited 40 ms\n");
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(39));
        }
    }

    @Test
    void answersAtOnceWhenTheWaitIsNothing() {
        try (RunningOrigin origin = new RunningOrigin()) {
            assertThat(origin.get("/delay?ms=0").text()).isEqualTo("waited 0 ms\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lognormal", "pareto"})
    void sameSeedGivesTheSameWaitsOnEveryRun(String distribution) {
        String target = "/delay?ms=3&dist=" + distribution + "&seed=";
        List<String> first = waits(target + 7);
        assertThat(first).isEqualTo(waits(target + 7)).isNotEqualTo(waits(target + 8));
        assertThat(first.stream().distinct().count()).isGreaterThan(1);
    }

    private static List<String> waits(String target) {
        try (RunningOrigin origin = new RunningOrigin()) {
            return IntStream.range(0, 15)
                    .mapToObj(_ -> origin.get(target).text())
                    .toList();
        }
    }

    @Test
    void keyGivesTheSameWaitInWhateverOrder() {
        try (RunningOrigin origin = new RunningOrigin()) {
            String target = "/delay?ms=5&dist=pareto&seed=1&key=";
            List<String> forth = keyed(origin, target, List.of("a", "b", "c", "d"));
            List<String> back = keyed(origin, target, List.of("d", "c", "b", "a"));
            assertThat(back.reversed()).isEqualTo(forth);
            assertThat(forth.stream().distinct().count()).isGreaterThan(1);
        }
    }

    private static List<String> keyed(RunningOrigin origin, String target, List<String> keys) {
        return keys.stream().map(key -> origin.get(target + key).text()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lognormal", "pareto"})
    void medianOfADistributionIsItsMs(String distribution) {
        SplittableRandom draw = new SplittableRandom(1);
        long below = IntStream.range(0, 100_000)
                .filter(_ -> Delay.factor(distribution, draw) < 1)
                .count();
        assertThat(below).isBetween(49_000L, 51_000L);
    }
}
