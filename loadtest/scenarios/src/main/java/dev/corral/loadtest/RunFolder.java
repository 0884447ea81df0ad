package dev.corral.loadtest;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Where one run leaves what it found, and its service its data.
record RunFolder(Path path) {
    private static final List<String> OURS = List.of(
            "summary.json",
            "summary.md",
            "junit.xml",
            "index.html",
            "side-by-side.md",
            "side-by-side.svg",
            "measured",
            "profiles",
            "gatling",
            "logs",
            "listed",
            "data",
            "keys");
    private static final String ASIDE = "-void-";

    /// Whether an earlier run left anything: its report would pass for this one's, and its data for what this one's
    /// service stored.
    boolean isUsed() {
        return OURS.stream().anyMatch(name -> Files.exists(path.resolve(name), LinkOption.NOFOLLOW_LINKS));
    }

    /// Removes what an earlier run left, and nothing else.
    void clear() throws IOException {
        for (String name : OURS) {
            Path ours = path.resolve(name);
            if (Files.exists(ours, LinkOption.NOFOLLOW_LINKS)) {
                Files.walkFileTree(ours, new Deleting());
            }
        }
    }

    /// Follows no links.
    private static final class Deleting extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }

    /// Moves a void run out of the way of its repetition.
    ///
    /// @return where it is now
    Path putAside() throws IOException {
        Path own = path.toAbsolutePath().normalize();
        int number = 1;
        while (Files.exists(own.resolveSibling(own.getFileName() + ASIDE + number))) {
            number++;
        }
        return Files.move(own, own.resolveSibling(own.getFileName() + ASIDE + number));
    }

    /// Whether a path leads into a run that was put aside.
    static boolean isAside(Path path) {
        return StreamSupport.stream(path.spliterator(), false)
                .anyMatch(part -> part.toString().matches(".*" + ASIDE + "\\d+"));
    }
}
