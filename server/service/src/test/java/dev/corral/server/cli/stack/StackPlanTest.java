package dev.corral.server.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StackPlanTest {
    private static StackPlan plan(int rate) {
        return new StackPlan(new StackPlan.Ports(0, 0, 0, 0), rate);
    }

    @ParameterizedTest
    @ValueSource(ints = {-5, 1001, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aRateOutOfBoundsIsRefusedByName(int rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(rate))
                .withMessage("--rate is " + rate + ", expected a whole number from 0 to 1000");
    }

    @Test
    void aPortThatIsNoneIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StackPlan.Ports(0, 0, 70_000, 0))
                .withMessage("--origin-port is 70000, expected a whole number from 0 to 65535");
    }

    @Test
    void noneIsNoLoad() {
        assertThat(plan(0).jobsPerSecond()).isZero();
    }
}
