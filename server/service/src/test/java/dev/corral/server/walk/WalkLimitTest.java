package dev.corral.server.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WalkLimitTest {
    private static final int LEVELS = 5_000;

    @TempDir
    Path folder;

    @Test
    void aFolderBelowTheLastDepthIsToldButNotEntered() throws IOException {
        Files.createDirectories(folder.resolve("a/b/c"));
        Listing one = Listing.of(folder, WalkOptions.DEFAULT.withMaxDepth(1));
        assertThat(one.paths()).containsExactly("a");
        assertThat(one.errorAt("a")).isEqualTo(WalkError.Kind.LIMIT_DEPTH);
        assertThat(one.entry("a").type()).isEqualTo(EntryType.DIR);
        Listing two = Listing.of(folder, WalkOptions.DEFAULT.withMaxDepth(2));
        assertThat(two.paths()).containsExactly("a", "a/b");
        assertThat(two.entry("a").error()).isNull();
        assertThat(two.errorAt("a/b")).isEqualTo(WalkError.Kind.LIMIT_DEPTH);
        assertThat(two.end().ending()).isEqualTo(Step.Ending.COMPLETE);
    }

    @Test
    void depthCountsFromWhereTheWalkStarts() throws IOException {
        Files.createDirectories(folder.resolve("a/b/c"));
        Listing listing = Listing.of(Listing.open(folder, "a/b", WalkOptions.DEFAULT.withMaxDepth(1)));
        assertThat(listing.errorAt("a/b/c")).isEqualTo(WalkError.Kind.LIMIT_DEPTH);
    }

    @Test
    void theWalkEndsWhenThereIsMoreToTellThanAllowed() throws IOException {
        plant(11);
        Listing listing = Listing.of(folder, WalkOptions.DEFAULT.withMaxEntries(10));
        assertThat(listing.entries()).hasSize(10);
        assertThat(listing.end().ending()).isEqualTo(Step.Ending.LIMIT_ENTRIES);
    }

    @Test
    void asManyEntriesAsAllowedAreComplete() throws IOException {
        plant(10);
        Files.createFile(folder.resolve("other"));
        WalkOptions options = WalkOptions.DEFAULT.withMaxEntries(10).withGlob(Glob.compile("f*"));
        Listing listing = Listing.of(folder, options);
        assertThat(listing.entries()).hasSize(10);
        assertThat(listing.end().ending()).isEqualTo(Step.Ending.COMPLETE);
    }

    @Test
    void fiveThousandLevelsEndAtTheHighestDepthAndLeaveNoHandleBehind() throws IOException {
        Path top = plantDeep();
        try {
            long before = openHandles();
            long highest;
            Listing listing;
            try (Walk walk = Listing.open(top, "", WalkOptions.DEFAULT.withMaxDepth(WalkOptions.HIGHEST_MAX_DEPTH))) {
                assertThat(walk.next(127).entries()).hasSize(127);
                highest = openHandles();
                listing = Listing.of(walk);
            }
            assertThat(highest - before).isLessThanOrEqualTo(2L * WalkOptions.HIGHEST_MAX_DEPTH);
            assertThat(openHandles()).isEqualTo(before);
            String deepest = "d" + "/d".repeat(127);
            assertThat(listing.paths()).containsExactly(deepest);
            assertThat(listing.errorAt(deepest)).isEqualTo(WalkError.Kind.LIMIT_DEPTH);
        } finally {
            dig(top);
        }
    }

    @Test
    void closingInTheMiddleClosesEveryHandle() throws IOException {
        Files.createDirectories(folder.resolve("a/b/c/d"));
        long before = openHandles();
        Walk walk = Listing.open(folder, "", WalkOptions.DEFAULT);
        assertThat(walk.next(3).entries()).hasSize(3);
        assertThat(openHandles()).isGreaterThan(before);
        walk.close();
        walk.close();
        assertThat(openHandles()).isEqualTo(before);
        assertThatIllegalStateException()
                .isThrownBy(() -> walk.next(1))
                .withMessageContaining("closed before it had ended");
    }

    private void plant(int files) throws IOException {
        for (int i = 0; i < files; i++) {
            Files.createFile(folder.resolve("f" + i));
        }
    }

    /// From the deepest folder up, by moving: no system call ever sees a long path.
    private Path plantDeep() throws IOException {
        Path top = Files.createDirectory(folder.resolve("0"));
        for (int i = 1; i <= LEVELS; i++) {
            Path above = Files.createDirectory(folder.resolve(Integer.toString(i)));
            Files.move(top, above.resolve("d"));
            top = above;
        }
        return top;
    }

    private void dig(Path top) throws IOException {
        Path rest = folder.resolve("rest");
        Files.move(top, rest);
        while (Files.exists(rest.resolve("d"))) {
            Path next = folder.resolve("next");
            Files.move(rest.resolve("d"), next);
            Files.delete(rest);
            Files.move(next, rest);
        }
    }

    private static long openHandles() throws IOException {
        try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
            return handles.count();
        }
    }
}
