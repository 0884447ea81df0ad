package dev.corral.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What killed processes left of their [PassingFolder]s. Blocking.
///
/// Everybody may write where it looks, so it goes by handles and follows no link. A folder is one of ours if it is
/// its user's alone and has the file that owners lock. One of a process that lives is never touched, nor one of
/// this process: its lock would be lost with the first descriptor that is closed of it.
///
/// @param place where folders were made
/// @param user whose they are
record LeftFolders(Path place, UserPrincipal user) {
    private static final Logger LOG = LoggerFactory.getLogger(LeftFolders.class);
    private static final Path OWNER = Path.of(PassingFolder.OWNER);
    private static final Set<?> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /// Deletes those whose owner is gone. What cannot be deleted stays; where the system gives no handles, all do.
    void delete() {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(place, PassingFolder.PREFIX + "*")) {
            if (all instanceof SecureDirectoryStream<Path> parent) {
                String own = PassingFolder.prefixOfOwn();
                names(all).stream()
                        .filter(name -> !name.toString().startsWith(own))
                        .forEach(name -> delete(parent, name));
            }
        } catch (IOException e) {
            LOG.debug("{} cannot be listed", place, e);
        }
    }

    private static List<Path> names(DirectoryStream<Path> folder) throws IOException {
        List<Path> names = new ArrayList<>();
        try {
            folder.forEach(each -> names.add(each.getFileName()));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    private void delete(SecureDirectoryStream<Path> parent, Path name) {
        try (SecureDirectoryStream<Path> folder = parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            if (isOurs(folder) && emptied(folder)) {
                parent.deleteDirectory(name);
                LOG.info("store.cleared the folder {} of a process that was killed", place.resolve(name));
            }
        } catch (IOException e) {
            // No folder, one without an owner's file, or one that somebody else clears away just now.
            LOG.debug("{} stays", place.resolve(name), e);
        }
    }

    private boolean isOurs(SecureDirectoryStream<Path> folder) throws IOException {
        PosixFileAttributes attributes =
                folder.getFileAttributeView(PosixFileAttributeView.class).readAttributes();
        return attributes.owner().equals(user) && attributes.permissions().equals(OWNER_ONLY);
    }

    /// Whether its owner is gone, and it was emptied. The owner's file goes last, so that what breaks off can be
    /// gone on with.
    private static boolean emptied(SecureDirectoryStream<Path> folder) throws IOException {
        try (SeekableByteChannel file =
                folder.newByteChannel(OWNER, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
            if (!(file instanceof FileChannel channel) || channel.tryLock() == null) {
                return false;
            }
            for (Path each : names(folder)) {
                if (!each.equals(OWNER)) {
                    folder.deleteFile(each);
                }
            }
            folder.deleteFile(OWNER);
            return true;
        }
    }
}
