package dev.corral.server.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The walk tells what `find` tells.
final class WalkPeerTest {
    private static final Path TREE = Path.of("/usr/share");

    @Test
    void tellsTheSamePathsTypesAndSizesAsFind() throws IOException, InterruptedException {
        assumeTrue(Files.isDirectory(TREE), "SKIPPED: no " + TREE + " here");
        List<String> theirs = find();
        Listing listing =
                Listing.of(TREE, WalkOptions.DEFAULT.withMaxDepth(64).withMaxEntries(WalkOptions.HIGHEST_MAX_ENTRIES));
        List<String> ours = listing.entries().stream()
                .map(entry -> letter(entry) + (entry.size() == null ? "" : entry.size()) + " " + entry.pathUri())
                .toList();
        assertThat(ours).hasSizeGreaterThan(100).hasSameSizeAs(theirs);
        assertThat(ours.stream().sorted())
                .containsExactlyElementsOf(theirs.stream().sorted().toList());
        assertThat(listing.end().counts().errors()).isZero();
    }

    private static String letter(Entry entry) {
        return switch (entry.type()) {
            case FILE -> "f";
            case DIR -> "d";
            case LINK -> "l";
            case null, default -> "?";
        };
    }

    private static List<String> find() throws IOException, InterruptedException {
        byte[] output = OtherProcess.run(new ProcessBuilder(
                "find",
                TREE.toString(),
                "-mindepth",
                "1",
                "(",
                "-type",
                "f",
                "-printf",
                "%y%s %P\\0",
                ")",
                "-o",
                "-printf",
                "%y %P\\0"));
        List<String> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (byte b : output) {
            if (b == 0) {
                lines.add(encoded(line.toByteArray()));
                line.reset();
            } else {
                line.write(b);
            }
        }
        return lines;
    }

    /// Type and size as they are, the path percent-encoded.
    private static String encoded(byte[] line) {
        String uri = FileName.of(line).uri();
        return uri.replaceFirst("%20", " ").replace("%2F", "/");
    }
}
