package dev.corral.server.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/// S14: what others change while a walk is under way leads it nowhere.
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD) // A FIFO opened by mistake blocks beyond interrupts.
final class WalkChangeTest {
    @TempDir
    Path folder;

    private Path sub;
    private Folder open;
    private Stat seen;

    @BeforeEach
    void lookAtASubFolder() throws IOException {
        sub = Files.createDirectory(folder.toRealPath().resolve("sub"));
        open = Folder.openRoot(folder.toRealPath());
        seen = open.stat(sub);
    }

    @AfterEach
    void close() throws IOException {
        open.close();
    }

    private WalkError enteringFails() {
        return switch (open.enter(sub, seen)) {
            case Folder.Entering.Kept(WalkError error) -> error;
            case Folder.Entering.Entered _ -> throw new AssertionError("entered");
        };
    }

    @Test
    void aFolderThatBecameALinkIsNotFollowed() throws IOException {
        Files.delete(sub);
        Files.createSymbolicLink(sub, Path.of("/etc"));
        assertThat(enteringFails()).isEqualTo(WalkError.BECAME_LINK);
    }

    @Test
    void aFolderThatBecameALinkToNothingOrItselfIsNotFollowed() throws IOException {
        Files.delete(sub);
        Files.createSymbolicLink(sub, Path.of("nothing"));
        assertThat(enteringFails()).isEqualTo(WalkError.BECAME_LINK);
        Files.delete(sub);
        Files.createSymbolicLink(sub, Path.of("sub"));
        assertThat(enteringFails()).isEqualTo(WalkError.BECAME_LINK);
    }

    @Test
    void aFolderThatBecameAFifoIsNotOpened() throws IOException, InterruptedException {
        Files.delete(sub);
        assertThat(new ProcessBuilder("mkfifo", sub.toString()).start().waitFor())
                .isZero();
        assertThat(enteringFails()).isEqualTo(WalkError.NOT_FOLDER);
    }

    @Test
    void aFolderThatIsGoneIsNotFound() throws IOException {
        Files.delete(sub);
        assertThat(enteringFails()).isEqualTo(WalkError.GONE);
    }

    @Test
    void aFolderReplacedByAnotherOneIsLookedAtAgainAndEntered() throws IOException {
        Files.move(sub, folder.resolve("away"));
        Files.createDirectory(sub);
        assertThat(open.enter(sub, seen)).isInstanceOfSatisfying(Folder.Entering.Entered.class, entered -> {
            try (Folder child = entered.folder()) {
                assertThat(child.next()).isNull();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void aFolderSwappedWhileItIsReadGoesOnBeingTheSame() throws IOException {
        Files.createFile(sub.resolve("one"));
        Files.createFile(sub.resolve("two"));
        try (Walk walk = Listing.open(folder, "", WalkOptions.DEFAULT)) {
            assertThat(walk.next(2).entries()).extracting(Entry::type).containsExactly(EntryType.DIR, EntryType.FILE);
            Files.move(sub, folder.resolve("away"));
            Files.createSymbolicLink(sub, Path.of("/etc"));
            Entry last = walk.next(1).entries().getFirst();
            assertThat(last.pathUri()).isIn("sub/one", "sub/two");
            assertThat(last.type()).isEqualTo(EntryType.FILE);
        }
    }

    @Test
    void entriesDeletedBeforeTheyAreLookedAtAreLeftOut() throws IOException {
        Files.delete(sub);
        for (int i = 0; i < 10; i++) {
            Files.createFile(folder.resolve("f" + i));
        }
        try (Walk walk = Listing.open(folder, "", WalkOptions.DEFAULT)) {
            assertThat(walk.next(1).entries()).hasSize(1);
            for (int i = 0; i < 10; i++) {
                Files.delete(folder.resolve("f" + i));
            }
            assertThat(walk.next(100))
                    .isInstanceOfSatisfying(
                            Step.End.class, end -> assertThat(end.entries()).isEmpty());
            assertThat(walk.counts().errors()).isZero();
        }
    }
}
