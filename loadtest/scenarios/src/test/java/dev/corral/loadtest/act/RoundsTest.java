package dev.corral.loadtest.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.loadtest.measure.Book;
import dev.corral.loadtest.measure.Samples;
import dev.corral.loadtest.measure.SideBySide;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RoundsTest {
    private final Rounds rounds = new Rounds("jdk", "loop");

    private void add(String side, double... values) {
        for (double value : values) {
            rounds.add(side, Map.of("ms", value));
        }
    }

    @Test
    void tellTheMediansOfBothSides() {
        add("jdk", 1, 9, 2);
        add("loop", 4, 4, 5);
        SideBySide.Line line = rounds.line("ms", "time, ms", true);
        assertThat(line).isEqualTo(new SideBySide.Line("time, ms", true, 2, 4, 3, ""));
        assertThat(rounds.ratio("ms")).isEqualTo(2);
        Book book = new Book();
        rounds.book(book);
        assertThat(book.measured(new Samples()).figures())
                .containsEntry("jdk.ms", 2.0)
                .containsEntry("loop.ms", 4.0);
    }

    @Test
    void sayOfADifferenceOnlyWithFiveRoundsASide() {
        add("jdk", 10, 10.1, 9.9, 10, 10.2);
        add("loop", 20, 20.1, 19.9, 20);
        assertThat(rounds.line("ms", "time", true).said()).isEmpty();
        add("loop", 20.2);
        assertThat(rounds.line("ms", "time", true).said())
                .startsWith("+100 % (95 %: ")
                .endsWith(": a difference");
    }

    @Test
    void sayWhenNoDifferenceIsSeen() {
        add("jdk", 10, 12, 9, 11, 10.5);
        add("loop", 10.5, 9, 12, 10, 11);
        assertThat(rounds.line("ms", "time", true).said()).endsWith(": no difference seen");
    }

    @Test
    void haveNoPercentOfNothing() {
        add("jdk", 0, 0, 0, 0, 0);
        add("loop", 1, 1, 1, 1, 1);
        assertThat(rounds.line("ms", "time", true).said()).isEmpty();
        assertThat(rounds.line("wings", "wings", true).rounds()).isZero();
    }
}
