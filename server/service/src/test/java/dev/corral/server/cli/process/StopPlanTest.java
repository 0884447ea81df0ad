package dev.corral.server.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopPlanTest {
    private final List<Object> did = new ArrayList<>();
    private long nowNanos = Long.MAX_VALUE;
    private final StopPlan plan = new StopPlan(did::add, did::add, () -> nowNanos);

    @Test
    void firstSignalBeginsTheStop() {
        plan.on(StopSignal.INT);
        assertThat(did).containsExactly(StopSignal.INT);
    }

    @Test
    void secondSignalEndsTheProcessWithItsCode() {
        plan.on(StopSignal.TERM);
        nowNanos += StopPlan.ONE_AND_THE_SAME.toNanos();
        plan.on(StopSignal.TERM);
        assertThat(did).containsExactly(StopSignal.TERM, 143);
    }

    @Test
    void repeatOfTheFirstSoonAfterItIsNoSecond() {
        plan.on(StopSignal.TERM);
        nowNanos += StopPlan.ONE_AND_THE_SAME.toNanos() - 1;
        plan.on(StopSignal.TERM);
        assertThat(did).containsExactly(StopSignal.TERM);
    }

    @Test
    void secondSignalMayBeAnother() {
        plan.on(StopSignal.TERM);
        plan.on(StopSignal.INT);
        assertThat(did).containsExactly(StopSignal.TERM, 130);
    }
}
