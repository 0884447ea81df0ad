package dev.corral.server.walk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An open folder: a handle, from which entries are looked at and sub-folders entered whatever happens to the path
/// that led here.
///
/// **How a sub-folder is entered.** Two things must not happen between looking at a name and opening it: that a
/// link slipped in is followed, and that a FIFO slipped in is opened, which would hold the thread until somebody
/// writes. The JDK opens with `O_NOFOLLOW` but cannot say `O_DIRECTORY`, so opening the bare name prevents the
/// first and not the second. Opening `name/.` makes the kernel refuse everything but folders and links to folders.
/// Hence the proof afterwards: what was opened must have the device and inode that were seen under the name,
/// without following, before. A folder reached through a link has others, and is closed unread.
///
/// The price: a folder that may be read but not searched (mode `r--`) counts as unreadable.
final class Folder implements AutoCloseable {
    /// How often a folder may be replaced by another one under our hands before it is given up.
    private static final int TRIES = 3;

    private static final String ITSELF = ".";

    private final SecureDirectoryStream<Path> stream;
    private final Iterator<Path> entries;

    /// Every folder of a walk is on the device of its root: [#enter] sees to it.
    private final long device;

    private Folder(SecureDirectoryStream<Path> stream, long device) {
        this.stream = stream;
        this.device = device;
        this.entries = stream.iterator();
    }

    /// What [#enter] answers.
    sealed interface Entering {
        record Entered(Folder folder) implements Entering {}

        record Kept(WalkError error) implements Entering {}
    }

    /// @param real a path whose last name must not be a link
    static Folder openRoot(Path real) throws IOException {
        Stat expected = Stat.of(Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS), real);
        if (expected.type() != EntryType.DIR) {
            throw new NotDirectoryException(real.toString());
        }
        @SuppressWarnings("StreamResourceLeak") // The folder owns the stream and closes it.
        DirectoryStream<Path> stream = Files.newDirectoryStream(real.resolve(ITSELF));
        Folder folder = own(stream, expected.device());
        if (folder.isThat(expected)) {
            return folder;
        }
        folder.close();
        throw new IOException("the root was replaced while it was opened");
    }

    /// The next entry, in the system's order; null at the end.
    @Nullable
    Path next() throws IOException {
        try {
            return entries.hasNext() ? entries.next() : null;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /// Looks at an entry without following it.
    Stat stat(Path entry) throws IOException {
        BasicFileAttributeView view = stream.getFileAttributeView(
                entry.getFileName(), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        return Stat.of(view.readAttributes(), entry);
    }

    /// Opens a sub-folder, if it still is what was seen.
    ///
    /// @param seen what [#stat] said of the entry, a folder
    Entering enter(Path entry, Stat seen) {
        try {
            Stat expected = seen;
            for (int attempt = 0; attempt < TRIES; attempt++) {
                if (expected.device() != device) {
                    return new Entering.Kept(WalkError.OTHER_DEVICE);
                }
                Path itself = entry.getFileName().resolve(ITSELF);
                Folder child = new Folder(stream.newDirectoryStream(itself, LinkOption.NOFOLLOW_LINKS), device);
                if (child.isThat(expected)) {
                    return new Entering.Entered(child);
                }
                child.close();
                expected = stat(entry);
                if (expected.type() != EntryType.DIR) {
                    return new Entering.Kept(refusal(expected));
                }
            }
            return new Entering.Kept(WalkError.RESTLESS);
        } catch (IOException e) {
            return new Entering.Kept(explain(entry, e));
        }
    }

    /// Reads from a regular file, not through a link; fewer bytes only where the file ends.
    byte[] read(Path entry, long offset, int length) throws IOException {
        Set<OpenOption> reading = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try (SeekableByteChannel file = stream.newByteChannel(entry.getFileName(), reading)) {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            file.position(offset);
            while (bytes.hasRemaining() && file.read(bytes) >= 0) {
                // Until there is no more.
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private boolean isThat(Stat expected) throws IOException {
        try {
            BasicFileAttributes own =
                    stream.getFileAttributeView(BasicFileAttributeView.class).readAttributes();
            return expected.key().equals(own.fileKey());
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /// A link that leads nowhere fails to open like a folder that is gone: look again to tell them apart.
    private WalkError explain(Path entry, IOException failure) {
        try {
            Stat now = stat(entry);
            return now.type() == EntryType.DIR ? WalkError.of(failure) : refusal(now);
        } catch (IOException e) {
            return WalkError.of(e);
        }
    }

    private static WalkError refusal(Stat now) {
        return now.type() == EntryType.LINK ? WalkError.BECAME_LINK : WalkError.NOT_FOLDER;
    }

    private static Folder own(DirectoryStream<Path> stream, long device) throws IOException {
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new Folder(secure, device);
        }
        stream.close();
        throw new IOException("this file system gives no handles to walk by (SecureDirectoryStream)");
    }
}
