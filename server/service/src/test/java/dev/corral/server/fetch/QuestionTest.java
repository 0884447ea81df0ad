package dev.corral.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class QuestionTest {
    private final LongAdder quarantined = new LongAdder();

    @Test
    void isQuarantinedFromWhenItsTaskLeavesUntilItIsAnswered() {
        Question[] self = new Question[1];
        self[0] = new Question(
                () -> {
                    assertThat(quarantined.sum()).isZero();
                    self[0].leave();
                    assertThat(quarantined.sum()).isEqualTo(1);
                    return List.of();
                },
                quarantined);
        assertThat(self[0].ask()).isEmpty();
        assertThat(quarantined.sum()).isZero();
    }

    @Test
    void isQuarantinedAlsoIfItsTaskLeftBeforeItWasAsked() {
        Question question = new Question(
                () -> {
                    assertThat(quarantined.sum()).isEqualTo(1);
                    return List.of();
                },
                quarantined);
        question.leave();
        assertThat(quarantined.sum()).isZero();
        assertThat(question.ask()).isEmpty();
        assertThat(quarantined.sum()).isZero();
    }

    @Test
    void isNotQuarantinedWhenItsTaskHasTheAnswer() {
        Question question = new Question(List::of, quarantined);
        assertThat(question.ask()).isEmpty();
        question.leave();
        assertThat(quarantined.sum()).isZero();
    }
}
