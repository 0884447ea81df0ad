package dev.corral.server.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// S14: links are told, never followed; other devices are told, never entered.
final class WalkLinkTest {
    @TempDir
    Path folder;

    @Test
    void linksAreToldAndNotFollowed() throws IOException {
        Files.createDirectory(folder.resolve("a"));
        Files.createSymbolicLink(folder.resolve("passwd"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(folder.resolve("etc"), Path.of("/etc"));
        Files.createSymbolicLink(folder.resolve("self"), Path.of("self"));
        Files.createSymbolicLink(folder.resolve("nothing"), Path.of("none"));
        Files.createSymbolicLink(folder.resolve("a/cycle"), Path.of(".."));
        Listing listing = Listing.of(folder);
        assertThat(listing.paths()).containsExactlyInAnyOrder("a", "a/cycle", "passwd", "etc", "self", "nothing");
        assertThat(listing.entries()).allSatisfy(entry -> {
            assertThat(entry.error()).isNull();
            assertThat(entry.type()).isEqualTo(entry.name().equals("a") ? EntryType.DIR : EntryType.LINK);
            assertThat(entry.size()).isNull();
        });
    }

    @Test
    void otherDevicesAreToldAndNotEntered() {
        WalkOptions options = WalkOptions.DEFAULT.withGlob(Glob.compile("/proc/**"));
        Listing listing = Listing.of(Path.of("/"), options);
        assertThat(listing.entries()).hasSize(1);
        assertThat(listing.entry("proc").error()).isEqualTo(WalkError.OTHER_DEVICE);
        assertThat(listing.entry("proc").type()).isEqualTo(EntryType.DIR);
    }
}
