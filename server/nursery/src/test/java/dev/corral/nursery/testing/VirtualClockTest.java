package dev.corral.nursery.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.nursery.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualClockTest {
    private final VirtualClock clock = new VirtualClock();
    private final List<String> ran = new ArrayList<>();

    @Test
    void standsStillUntilMoved() {
        assertThat(clock.nanoTime()).isEqualTo(clock.nanoTime());
        clock.advance(Duration.ofSeconds(3));
        assertThat(clock.nanoTime()).isEqualTo(3_000_000_000L);
    }

    @Test
    void advanceRunsWhatIsDueInOrderOfTimeThenOfScheduling() {
        clock.schedule(20, () -> ran.add("b at " + clock.nanoTime()));
        clock.schedule(10, () -> ran.add("a at " + clock.nanoTime()));
        clock.schedule(20, () -> ran.add("c at " + clock.nanoTime()));
        clock.schedule(31, () -> ran.add("never"));
        clock.advance(Duration.ofNanos(30));
        assertThat(ran).containsExactly("a at 10", "b at 20", "c at 20");
        assertThat(clock.nanoTime()).isEqualTo(30);
        assertThat(clock.pending()).isEqualTo(1);
    }

    @Test
    void anActionScheduledOnTheWayRunsInTheSameAdvance() {
        clock.schedule(10, () -> clock.schedule(20, () -> ran.add("second at " + clock.nanoTime())));
        clock.advance(Duration.ofNanos(30));
        assertThat(ran).containsExactly("second at 20");
    }

    @Test
    void aTimeAlreadyPastRunsAtTheNextMove() {
        clock.advance(Duration.ofNanos(10));
        clock.schedule(3, () -> ran.add("at " + clock.nanoTime()));
        assertThat(ran).isEmpty();
        clock.advance(Duration.ZERO);
        assertThat(ran).containsExactly("at 10");
    }

    @Test
    void aTimerCalledOffLeavesNoTrace() {
        Clock.Timer timer = clock.schedule(10, () -> ran.add("never"));
        timer.cancel();
        timer.cancel();
        assertThat(clock.pending()).isZero();
        clock.advance(Duration.ofNanos(20));
        assertThat(ran).isEmpty();
    }

    @Test
    void anActionCalledOffByAnEarlierOneOfTheSameMomentDoesNotRun() {
        List<Clock.Timer> later = new ArrayList<>();
        clock.schedule(10, () -> later.forEach(Clock.Timer::cancel));
        later.add(clock.schedule(10, () -> ran.add("never")));
        assertThat(clock.jump()).isTrue();
        assertThat(ran).isEmpty();
    }

    @Test
    void jumpGoesToTheNextMomentOnly() {
        clock.schedule(10, () -> ran.add("first"));
        clock.schedule(20, () -> ran.add("second"));
        assertThat(clock.jump()).isTrue();
        assertThat(ran).containsExactly("first");
        assertThat(clock.nanoTime()).isEqualTo(10);
    }

    @Test
    void jumpWithNothingScheduledStandsStill() {
        assertThat(clock.jump()).isFalse();
        assertThat(clock.nanoTime()).isZero();
    }

    @Test
    void timeDoesNotGoBack() {
        assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-0.000000001S");
    }

    @Test
    void whatIsAfterItsEndIsAClearError() {
        Duration century = Duration.ofDays(36_500);
        clock.advance(century.multipliedBy(2));
        assertThatThrownBy(() -> clock.advance(century))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("virtual time is at PT1752000H and ends at PT2562047H");
        assertThatThrownBy(() -> clock.schedule(clock.nanoTime() + century.toNanos(), () -> ran.add("never")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PT876000H from there is after its end");
        assertThat(clock.nanoTime()).isEqualTo(century.multipliedBy(2).toNanos());
        assertThat(clock.pending()).isZero();
        clock.schedule(-5, () -> ran.add("past"));
        clock.advance(Duration.ofDays(365));
        assertThat(ran).containsExactly("past");
    }
}
