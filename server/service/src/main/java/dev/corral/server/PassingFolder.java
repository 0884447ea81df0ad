package dev.corral.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/// A folder that goes with the process. Blocking.
///
/// A locked file in it tells that its owner lives: the kernel lets go of the lock however the process ends. So the
/// next one knows what a killed one left, see [LeftFolders].
///
/// @param path the folder
/// @param lock held until the folder is closed
record PassingFolder(Path path, FileChannel lock) implements AutoCloseable {
    /// Begins the name of each.
    static final String PREFIX = "corral-";
    /// Name of the locked file. Before all others, so that it is deleted last: what is left of a folder can still be
    /// told.
    static final String OWNER = ".owner.lock";

    static PassingFolder make(Path place) throws IOException {
        Path folder = Files.createTempDirectory(place, prefixOfOwn());
        Path made = folder.resolve(OWNER + ".new");
        FileChannel lock = FileChannel.open(made, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var _ = lock.lock();
        // Nobody ever sees it under its name and free.
        Files.move(made, folder.resolve(OWNER));
        return new PassingFolder(folder, lock);
    }

    /// Begins the names of those of this process: its id, which another container may have too or had before, and
    /// when it was started.
    static String prefixOfOwn() {
        ProcessHandle own = ProcessHandle.current();
        long started = own.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
        return PREFIX + own.pid() + "-" + Long.toString(started, Character.MAX_RADIX) + "-";
    }

    /// Deletes the folder with all that is in it.
    @Override
    public void close() throws IOException {
        try (lock) {
            new TemporaryFolder(path).delete();
        }
    }
}
