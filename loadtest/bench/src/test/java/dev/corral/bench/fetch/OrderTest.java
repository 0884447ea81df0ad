package dev.corral.bench.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class OrderTest {
    private static final String URL = "http://127.0.0.1:8000/item";

    @Test
    void sharesAddUpToTheConcurrency() {
        Order order = Order.of(URL, "7", "3");

        assertThat(IntStream.range(0, 3).map(order::concurrencyOf)).containsExactly(3, 2, 2);
    }

    @Test
    void aUrlWithoutAPortIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Order.of("http://127.0.0.1/item", "1", "1"))
                .withMessage("URL is 'http://127.0.0.1/item', expected http://HOST:PORT/PATH");
    }

    @Test
    void nothingAtOnceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Order.of(URL, "0", "1"))
                .withMessage("concurrency is 0, expected 1 or more");
    }
}
