package dev.corral.server.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class StackPlanTest {
    private static StackPlan plan(int rate) {
        return new StackPlan(new StackPlan.Ports(0, 0, 0, 0), rate);
    }

    @Test
    void aRateBelowNoneIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> plan(-5)).withMessageContaining("-5");
    }

    @Test
    void noneIsNoLoad() {
        assertThat(plan(0).jobsPerSecond()).isZero();
    }
}
