package dev.corral.bench.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

final class PassesTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void runsAPassForEachLineUntilTheInputEnds() throws IOException, InterruptedException {
        try (PrintStream out = new PrintStream(written, true, UTF_8)) {
            new Passes(new BufferedReader(new StringReader("3\n 5 \n")), out).serve(new Counted());
        }

        assertThat(written.toString(UTF_8).lines())
                .containsExactly(
                        "ready",
                        "{\"ok\":3,\"failed\":0,\"bytes\":30,\"nanos\":7}",
                        "{\"ok\":5,\"failed\":0,\"bytes\":50,\"nanos\":7}");
    }

    private static final class Counted implements Fetcher {
        @Override
        public Tally fetch(int items) {
            return new Tally(items, 0, items * 10L, 7);
        }

        @Override
        public void close() {}
    }
}
