package dev.corral.server.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WalkOptionsTest {
    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 129})
    void refusesADepthOutOfRange(int depth) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WalkOptions.DEFAULT.withMaxDepth(depth))
                .withMessage("max_depth: " + depth + " must be 1 to 128");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 10_000_001})
    void refusesANumberOfEntriesOutOfRange(int entries) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WalkOptions.DEFAULT.withMaxEntries(entries))
                .withMessage("max_entries: " + entries + " must be 1 to 10000000");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 128})
    void takesTheBounds(int depth) {
        assertThat(WalkOptions.DEFAULT.withMaxDepth(depth).maxDepth()).isEqualTo(depth);
    }
}
