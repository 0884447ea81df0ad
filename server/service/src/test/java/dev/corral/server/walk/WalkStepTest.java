package dev.corral.server.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// S15: a folder of any size gives its first entries at once.
final class WalkStepTest {
    private static final int FILES = 20_000;

    @TempDir
    static Path folder;

    @BeforeAll
    static void plant() throws IOException {
        for (int i = 0; i < FILES; i++) {
            Files.createFile(folder.resolve("f" + i));
        }
    }

    @Test
    void theFirstStepReadsNoMoreThanItTells() {
        try (Walk walk = Listing.open(folder, "", WalkOptions.DEFAULT)) {
            assertThat(walk.next(10))
                    .isInstanceOfSatisfying(
                            Step.More.class, step -> assertThat(step.entries()).hasSize(10));
            assertThat(walk.counts().scanned()).isEqualTo(10);
        }
    }

    @Test
    void aStepWithoutMatchesEndsAfterABoundedNumberOfNames() {
        WalkOptions options = WalkOptions.DEFAULT.withGlob(Glob.compile("nothing"));
        try (Walk walk = Listing.open(folder, "", options)) {
            assertThat(walk.next(10)).isEqualTo(new Step.More(List.of()));
            assertThat(walk.counts().scanned()).isEqualTo(Walk.SCANNED_PER_STEP);
        }
    }

    @Test
    void allStepsTogetherTellEachEntryOnce() {
        Set<String> names = new HashSet<>();
        Listing listing = Listing.of(folder);
        listing.entries().forEach(entry -> assertThat(names.add(entry.name())).isTrue());
        assertThat(names).hasSize(FILES);
        assertThat(listing.end().counts()).isEqualTo(new WalkCounts(FILES, 0, FILES));
    }

    @Test
    void anEndedWalkSaysSoAgainWithoutEntries() {
        WalkOptions options = WalkOptions.DEFAULT.withMaxEntries(5);
        try (Walk walk = Listing.open(folder, "", options)) {
            Step.End end = (Step.End) walk.next(100);
            assertThat(end.entries()).hasSize(5);
            assertThat(walk.next(100)).isEqualTo(new Step.End(List.of(), end.ending(), end.counts()));
        }
    }
}
