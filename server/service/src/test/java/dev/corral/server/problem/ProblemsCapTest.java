package dev.corral.server.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemsCapTest {
    private static Problems of(int count) {
        Problems problems = new Problems();
        for (int i = 0; i < count; i++) {
            problems.add(new FieldError("#/items/" + i, "type", "wrong"));
        }
        return problems;
    }

    @Test
    void aHundredErrorsAreToldInFull() {
        assertThat(of(100).list()).hasSize(100).noneMatch(error -> error.code().equals(Problems.MORE));
    }

    @Test
    void beyondAHundredOneLastEntryCounts() {
        assertThat(of(250).list()).hasSize(101).last().satisfies(last -> {
            assertThat(last.code()).isEqualTo(Problems.MORE);
            assertThat(last.detail()).startsWith("150 more");
        });
    }

    @Test
    void whatOthersOnlyCountedIsCountedToo() {
        Problems all = of(60);
        all.addAll(of(150));
        assertThat(all.list()).hasSize(101);
        assertThat(all.list().getLast().detail()).startsWith("110 more");
    }
}
