package dev.corral.loadtest.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder for the service to list: the same in every run.
final class Folder {
    private static final int BRANCHES = 5;
    private static final int FILES = 4;
    private static final int DEEP = 60;
    private static final int LINKS = 200;

    private Folder() {}

    /// Makes it, with 5 folders of 4 files each; if there are to be more entries, also `wide`, with that many
    /// files, `deep`, with 60 folders in each other, and `links`, which lead into each other and into the
    /// open.
    static Path make(Path at, int entries) throws IOException {
        for (int branch = 0; branch < BRANCHES; branch++) {
            Path folder = Files.createDirectories(at.resolve("folder-" + branch));
            for (int file = 0; file < FILES; file++) {
                Files.writeString(folder.resolve("note-" + file + (file % 2 == 0 ? ".md" : ".txt")), "smoke\n");
            }
        }
        if (entries > 0) {
            wide(at.resolve("wide"), entries);
            deep(at.resolve("deep"));
            links(at.resolve("links"));
        }
        return at;
    }

    private static void wide(Path at, int entries) throws IOException {
        Files.createDirectories(at);
        for (int i = 0; i < entries; i++) {
            Files.writeString(at.resolve("file-" + i), "");
        }
    }

    private static void deep(Path at) throws IOException {
        Path folder = at;
        for (int i = 0; i < DEEP; i++) {
            folder = Files.createDirectories(folder.resolve("d" + i));
            Files.writeString(folder.resolve("leaf"), "");
        }
    }

    private static void links(Path at) throws IOException {
        Files.createDirectories(at);
        for (int i = 0; i < LINKS; i++) {
            Path folder = Files.createDirectories(at.resolve("l" + i));
            link(folder.resolve("next"), Path.of("..", "l" + (i + 1) % LINKS));
            link(folder.resolve("self"), Path.of("."));
            link(folder.resolve("out"), Path.of("/"));
            link(folder.resolve("nowhere"), Path.of("none"));
        }
    }

    private static void link(Path at, Path to) throws IOException {
        if (!Files.exists(at, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(at, to);
        }
    }
}
