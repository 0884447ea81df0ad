package dev.corral.server.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DemoItemsTest {
    private final DemoItems items = new DemoItems(URI.create("http://127.0.0.1:9"));

    private long in(long count, String path) {
        return LongStream.range(0, count)
                .filter(index -> items.url(index).startsWith("http://127.0.0.1:9" + path))
                .count();
    }

    @Test
    void mostItemsAreQuickAnswersAndSomeFail() {
        assertThat(in(10_000, "/delay?")).isEqualTo(6_980);
        assertThat(in(10_000, "/bytes?")).isEqualTo(2_000);
        assertThat(in(10_000, "/status?")).isEqualTo(1_000);
        assertThat(in(10_000, "/reset")).isEqualTo(20);
    }

    @Test
    void itemsAreTheSameOnEveryRun() {
        assertThat(items.url(123)).isEqualTo(items.url(123)).contains("key=123");
    }
}
