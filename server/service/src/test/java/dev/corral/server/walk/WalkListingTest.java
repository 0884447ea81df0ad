package dev.corral.server.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

final class WalkListingTest {
    @TempDir
    Path folder;

    @BeforeEach
    void plant() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/b/c.md"), "12345");
        Files.createFile(folder.resolve("a/d.txt"));
        Files.createFile(folder.resolve("e.md"));
    }

    @Test
    void tellsAllBelowTheFolderAndNotTheFolderItself() {
        Listing listing = Listing.of(folder);
        assertThat(listing.paths()).containsExactlyInAnyOrder("a", "a/b", "a/b/c.md", "a/d.txt", "e.md");
        assertThat(listing.end().ending()).isEqualTo(Step.Ending.COMPLETE);
        assertThat(listing.end().counts()).isEqualTo(new WalkCounts(5, 0, 5));
    }

    @Test
    void tellsAFolderBeforeWhatItHolds() {
        assertThat(Listing.of(folder).paths()).containsSubsequence("a", "a/b", "a/b/c.md");
    }

    @Test
    void pathsAreRelativeToTheRootWhereverTheWalkStarts() {
        Listing listing = Listing.of(Listing.open(folder, "a/b", WalkOptions.DEFAULT));
        assertThat(listing.paths()).containsExactly("a/b/c.md");
        assertThat(listing.entry("a/b/c.md").name()).isEqualTo("c.md");
    }

    @Test
    void flatTellsOneFolderOnly() {
        Listing listing = Listing.of(folder, WalkOptions.DEFAULT.flat());
        assertThat(listing.paths()).containsExactlyInAnyOrder("a", "e.md");
        assertThat(listing.end().counts().errors()).isZero();
    }

    @Test
    void globsMatchFromTheFolderTheWalkStartsFrom() {
        WalkOptions anchored = WalkOptions.DEFAULT.withGlob(Glob.compile("/b/*.md"));
        assertThat(Listing.of(Listing.open(folder, "a", anchored)).paths()).containsExactly("a/b/c.md");
        assertThat(Listing.of(folder, anchored).paths()).isEmpty();
    }

    @Test
    void globsDoNotKeepTheWalkOutOfFoldersThatDoNotMatch() {
        WalkOptions options = WalkOptions.DEFAULT.withGlob(Glob.compile("*.md"));
        assertThat(Listing.of(folder, options).paths()).containsExactlyInAnyOrder("a/b/c.md", "e.md");
    }

    @Test
    void foldersInWhichNothingCanMatchAreNotEntered() {
        WalkOptions options = WalkOptions.DEFAULT.withGlob(Glob.compile("/*.md"));
        Listing listing = Listing.of(folder, options);
        assertThat(listing.paths()).containsExactly("e.md");
        assertThat(listing.end().counts().scanned()).isEqualTo(2);
    }

    @Test
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD) // A FIFO opened by mistake blocks beyond interrupts.
    void typesAreToldAndNothingButFoldersIsOpened() throws IOException, InterruptedException {
        Files.createSymbolicLink(folder.resolve("link"), Path.of("e.md"));
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("fifo").toString())
                        .start()
                        .waitFor())
                .isZero();
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(folder.resolve("socket")));
            Listing listing = Listing.of(folder);
            assertThat(listing.entry("a").type()).isEqualTo(EntryType.DIR);
            assertThat(listing.entry("e.md").type()).isEqualTo(EntryType.FILE);
            assertThat(listing.entry("link").type()).isEqualTo(EntryType.LINK);
            assertThat(listing.entry("fifo").type()).isEqualTo(EntryType.FIFO);
            assertThat(listing.entry("socket").type()).isEqualTo(EntryType.SOCKET);
        }
    }

    @Test
    void devicesAreTyped() {
        Listing listing = Listing.of(Path.of("/dev"), WalkOptions.DEFAULT.flat());
        assertThat(listing.entry("null").type()).isEqualTo(EntryType.DEVICE);
    }

    @Test
    void sizeAndTimeAreToldOfFiles() throws IOException {
        Instant time = Instant.parse("2001-02-03T04:05:06.789Z");
        Files.setLastModifiedTime(folder.resolve("a/b/c.md"), FileTime.from(time));
        Entry entry = Listing.of(folder).entry("a/b/c.md");
        assertThat(entry.size()).isEqualTo(5);
        assertThat(entry.mtime()).isEqualTo(time);
        assertThat(Listing.of(folder).entry("a").size()).as("size of a folder").isNull();
    }

    @Test
    void onlyTheFieldsAskedForAreTold() {
        Entry bare =
                Listing.of(folder, WalkOptions.DEFAULT.withFields(Set.of())).entry("e.md");
        assertThat(bare).isEqualTo(new Entry("e.md", "e.md", null, null, null, null));
        Entry sized = Listing.of(folder, WalkOptions.DEFAULT.withFields(Set.of(EntryField.SIZE)))
                .entry("e.md");
        assertThat(sized).isEqualTo(new Entry("e.md", "e.md", null, 0L, null, null));
    }

    @Test
    void aTimeThatRfc3339CannotWriteIsNotTold() {
        Stat stat = new Stat(EntryType.FILE, 1, FileTime.from(Instant.MAX), "key");
        Place place = new Place(new FileName("a"), "a", null);
        assertThat(Entry.found(place, stat, Set.of(EntryField.MTIME)).mtime()).isNull();
    }

    @Test
    void maxBelowOneIsRefused() {
        try (Walk walk = Listing.open(folder, "", WalkOptions.DEFAULT)) {
            assertThatThrownBy(() -> walk.next(0)).hasMessage("max: 0 must be at least 1");
        }
    }
}
