package dev.corral.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class QuestionTest {
    private final LongAdder quarantined = new LongAdder();
    private final AtomicInteger over = new AtomicInteger();

    @Test
    void isQuarantinedFromWhenItsTaskLeavesUntilItIsAnswered() {
        Question[] self = new Question[1];
        self[0] = new Question(
                () -> {
                    assertThat(quarantined.sum()).isZero();
                    self[0].leave();
                    assertThat(quarantined.sum()).isEqualTo(1);
                    assertThat(over).as("its permit is taken").hasValue(0);
                    return List.of();
                },
                quarantined,
                over::incrementAndGet);
        assertThat(self[0].ask()).isEmpty();
        assertThat(quarantined.sum()).isZero();
        assertThat(over).hasValue(1);
    }

    @Test
    void isNotAskedAnyMoreIfItsTaskLeftBefore() {
        Question question = new Question(
                () -> {
                    throw new AssertionError("nobody waits for the answer");
                },
                quarantined,
                over::incrementAndGet);
        question.leave();
        assertThat(over).hasValue(1);
        assertThat(question.ask()).isEmpty();
        assertThat(quarantined.sum()).isZero();
        assertThat(over).hasValue(1);
    }

    @Test
    void isNotQuarantinedWhenItsTaskHasTheAnswer() {
        Question question = new Question(List::of, quarantined, over::incrementAndGet);
        assertThat(question.ask()).isEmpty();
        question.leave();
        assertThat(quarantined.sum()).isZero();
        assertThat(over).hasValue(1);
    }
}
