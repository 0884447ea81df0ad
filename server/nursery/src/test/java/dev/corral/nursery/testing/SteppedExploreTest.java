package dev.corral.nursery.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SteppedExploreTest {
    /// Two tasks that read, let others run, and write: an update is lost in some orders.
    private static void loseAnUpdate(Stepped stepped) throws InterruptedException, NurseryFailed {
        int[] balance = {100};
        stepped.run(() -> {
            Nursery.open(nursery -> {
                for (int i = 0; i < 2; i++) {
                    nursery.start(() -> {
                        for (int steps = 0; steps < 5; steps++) {
                            Task.checkpoint();
                        }
                        int read = balance[0];
                        if (read >= 70) {
                            Task.checkpoint();
                            balance[0] -= 70;
                        }
                    });
                }
            });
            return true;
        });
        assertThat(balance[0]).isEqualTo(30);
    }

    private static long seedThatFails() {
        AssertionError found = catchThrowableOfType(
                AssertionError.class, () -> Stepped.explore(1_000, SteppedExploreTest::loseAnUpdate));
        return Pattern.compile("Stepped\\.replay\\((\\d+), experiment\\)")
                .matcher(found.getMessage())
                .results()
                .map(MatchResult::group)
                .map(text -> text.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void findsTheOrderInWhichAnUpdateIsLost() {
        assertThat(seedThatFails()).isBetween(0L, 999L);
    }

    @Test
    void aSeedThatWasFoundFailsEachTime() {
        long seed = seedThatFails();
        for (int i = 0; i < 20; i++) {
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> Stepped.replay(seed, SteppedExploreTest::loseAnUpdate))
                    .withMessageContaining("seed " + seed)
                    .withMessageContaining("30");
        }
    }

    @Test
    void triesSeedsFromFifoOn() throws InterruptedException {
        List<Long> seeds = new ArrayList<>();
        Stepped.explore(3, stepped -> seeds.add(stepped.seed()));
        assertThat(seeds).containsExactly(0L, 1L, 2L);
    }

    @Test
    void whatTheExperimentThrewIsTheCause() {
        IllegalStateException thrown = new IllegalStateException("of the experiment");
        assertThatThrownBy(() -> Stepped.explore(3, stepped -> {
                    throw thrown;
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed 0")
                .cause()
                .isSameAs(thrown);
    }

    @Test
    void anInterruptOfTheThreadLeavesAtOnce() {
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> Stepped.explore(Integer.MAX_VALUE, stepped -> {
                    throw new InterruptedException("from outside");
                }));
    }

    @Test
    void noSeedsAreNoExploration() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stepped.explore(0, stepped -> {}))
                .withMessage("seeds is 0, expected 1 or more");
    }
}
