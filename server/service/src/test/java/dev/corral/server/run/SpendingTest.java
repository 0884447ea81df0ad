package dev.corral.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// S11: what one job may make this service send.
final class SpendingTest {
    private final Spending spending = new Spending();

    @Test
    void bytesAreCapped() {
        assertThat(spending.maySend(Spending.MOST_BYTES_SENT - 10)).isTrue();
        assertThat(spending.maySend(11)).isFalse();
        assertThat(spending.maySend(10)).isTrue();
        assertThat(spending.maySend(1)).isFalse();
    }

    @Test
    void requestsBeyondTheFirstAreCapped() {
        for (long i = 0; i < Spending.MOST_FURTHER_REQUESTS; i++) {
            assertThat(spending.mayGoFurther()).isTrue();
        }
        assertThat(spending.mayGoFurther()).isFalse();
    }
}
