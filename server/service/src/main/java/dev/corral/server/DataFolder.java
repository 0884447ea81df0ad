package dev.corral.server;

import dev.corral.server.config.ServerConfig;
import dev.corral.server.store.JobStore;
import dev.corral.server.store.StoreException;
import dev.corral.server.store.StoreOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the service keeps what it does not keep in memory: the operator's folder, or one that goes with the
/// process. Blocking; opened and closed outside of tasks.
final class DataFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

    private final Path folder;
    private final @Nullable PassingFolder passing;
    private final JobStore store;
    private final long freeBytes;

    private DataFolder(Path folder, @Nullable PassingFolder passing, JobStore store) {
        this.folder = folder;
        this.passing = passing;
        this.store = store;
        this.freeBytes = folder.toFile().getUsableSpace();
    }

    /// In a folder that is deleted when this is closed, if none is wanted.
    static DataFolder open(ServerConfig.Storage wanted) throws StoreException {
        StoreOptions options = StoreOptions.DEFAULT.withMaxFileBytes(wanted.mostBytes());
        Path folder = wanted.folder();
        if (folder != null) {
            return new DataFolder(folder, null, JobStore.open(folder, options));
        }
        PassingFolder made = temporary();
        LOG.info("store.passing detached jobs end with this process, since no data folder is set");
        return new DataFolder(made.path(), made, JobStore.open(made.path(), options));
    }

    /// A new one. Those that killed processes left go, as far as they can.
    private static PassingFolder temporary() {
        try {
            Path place = Path.of(System.getProperty("java.io.tmpdir"));
            PassingFolder made = PassingFolder.make(place);
            new LeftFolders(place, Files.getOwner(made.path())).delete();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("no folder can be made where the system keeps temporary files", e);
        }
    }

    JobStore store() {
        return store;
    }

    /// For files without a name.
    Path path() {
        return folder;
    }

    /// Room on its disk when it was opened; 0 if the file system does not say.
    long freeBytes() {
        return freeBytes;
    }

    @Override
    public void close() {
        store.close();
        if (passing != null) {
            delete(passing);
        }
    }

    private static void delete(PassingFolder passing) {
        try {
            passing.close();
        } catch (IOException e) {
            LOG.warn("the temporary folder {} could not be deleted", passing.path(), e);
        }
    }
}
