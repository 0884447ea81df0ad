package dev.corral.loadtest.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MeasuredTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void comesThroughAFolder() throws IOException {
        Book book = new Book();
        book.announce("it holds", "it is looked at");
        assertThat(book.check("it holds", null)).isNull();
        assertThat(book.check("it holds", "line 3: \"no\"")).isEqualTo("line 3: \"no\"");
        book.figure("knee_per_s", 120.5);
        book.lacks("wings");
        book.row(new Row(1, Map.of("client.x", 2.0)));
        Samples samples = new Samples();
        for (int millis = 1; millis <= 100; millis++) {
            samples.record("job_total", Duration.ofMillis(millis));
        }
        book.measured(samples).write(folder, book.rows());

        Measured measured = Measured.read(folder);
        assertThat(measured.objectives())
                .containsExactly(
                        new Objective("it holds", 2, 1, List.of("line 3: \"no\"")),
                        new Objective("it is looked at", 0, 0, List.of()));
        assertThat(measured.samples()).singleElement().satisfies(sample -> {
            assertThat(sample.count()).isEqualTo(100);
            assertThat(sample.p50Millis()).isCloseTo(50, within(0.1));
            assertThat(sample.p99Millis()).isCloseTo(99, within(0.1));
        });
        assertThat(measured.lacks()).containsExactly("wings");
        assertThat(measured.allFigures()).containsEntry("knee_per_s", 120.5).containsEntry("job_total.count", 100.0);
        assertThat(Measured.rows(folder)).containsExactly(new Row(1, Map.of("client.x", 2.0)));
    }

    @Test
    void isNotThereWhenTheSimulationDidNotEnd() {
        Assertions.assertThatIOException().isThrownBy(() -> Measured.read(folder));
    }

    @Test
    void hasNotHeldWhatWasNeverLookedAt() {
        assertThat(new Objective("x", 0, 0, List.of()).held()).isFalse();
        assertThat(new Objective("x", 1, 0, List.of()).held()).isTrue();
    }

    @Test
    void takesNoObjectiveThatWasNotAnnounced() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Findings().note("b", null))
                .withMessageContaining("\"b\"");
    }
}
