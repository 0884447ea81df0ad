package dev.corral.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixedStatusTest {
    private static List<Integer> statuses(String target, int requests) {
        try (RunningOrigin origin = new RunningOrigin()) {
            return IntStream.range(0, requests)
                    .mapToObj(_ -> origin.get(target).status())
                    .toList();
        }
    }

    @Test
    void statusesComeInTheirProportions() {
        List<Integer> statuses = statuses("/status?mix=200:3,503:1&seed=4", 800);
        assertThat(statuses).containsOnly(200, 503);
        assertThat(statuses.stream().filter(status -> status == 503).count()).isBetween(150L, 250L);
    }

    @Test
    void sameSeedGivesTheSameSequence() {
        List<Integer> first = statuses("/status?mix=200,500,404&seed=11", 40);
        assertThat(statuses("/status?mix=200,500,404&seed=11", 40)).isEqualTo(first);
        assertThat(statuses("/status?mix=200,500,404&seed=12", 40)).isNotEqualTo(first);
    }

    @Test
    void sequenceDependsOnOneTargetOnly() {
        try (RunningOrigin origin = new RunningOrigin()) {
            String target = "/status?mix=200,500,404&seed=11";
            List<Integer> mingled = IntStream.range(0, 40)
                    .mapToObj(_ -> {
                        assertThat(origin.get("/status?mix=200,429&seed=11").status())
                                .isIn(200, 429);
                        return origin.get(target).status();
                    })
                    .toList();
            assertThat(mingled).isEqualTo(statuses(target, 40));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 205, 304})
    void statusWithoutBodyLeavesTheConnectionUsable(int status) {
        try (RunningOrigin origin = new RunningOrigin()) {
            assertThat(origin.get("/status?mix=" + status).status()).isEqualTo(status);
            assertThat(origin.get("/status?mix=" + status).body().length()).isZero();
            assertThat(origin.get("/status").status()).isEqualTo(200);
        }
    }
}
