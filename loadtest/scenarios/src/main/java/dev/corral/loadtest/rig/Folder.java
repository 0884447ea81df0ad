package dev.corral.loadtest.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder for the service to list: the same in every run.
final class Folder {
    private static final int BRANCHES = 5;
    private static final int FILES = 4;

    private Folder() {}

    /// Makes it, with 5 folders of 4 files each.
    static Path make(Path at) throws IOException {
        for (int branch = 0; branch < BRANCHES; branch++) {
            Path folder = Files.createDirectories(at.resolve("folder-" + branch));
            for (int file = 0; file < FILES; file++) {
                Files.writeString(folder.resolve("note-" + file + (file % 2 == 0 ? ".md" : ".txt")), "smoke\n");
            }
        }
        return at;
    }
}
