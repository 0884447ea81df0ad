package dev.corral.server.walk;

import dev.corral.server.walk.Folder.Entering;
import java.io.IOException;
import java.nio.file.Path;

/// A regular file below a root, read piece by piece. Nothing is open between two pieces, so there is nothing to close:
/// each piece goes down from the root anew, by handles and through no link, as a [Walk] does, and is of the file that
/// was found first, unchanged, or there is none.
///
/// One thread at a time; calls block on the file system.
public final class RootedFile {
    /// A piece at most: large beside what it costs to go down anew.
    private static final int PIECE_BYTES = 256 * 1024;

    private final Root root;
    private final RelativePath path;
    private final Stat first;
    private long offset;

    private RootedFile(Root root, RelativePath path, Stat first) {
        this.root = root;
        this.path = path;
        this.first = first;
    }

    /// The answer of [#find].
    public sealed interface Finding {
        record Found(RootedFile file) implements Finding {}

        record Refused(WalkError error) implements Finding {}
    }

    /// The answer of [#next].
    public sealed interface Piece {
        /// A piece, or the end.
        ///
        /// @param bytes of the next piece, not kept; none at the end
        @SuppressWarnings("ArrayRecordComponent") // handed over once
        record Bytes(byte[] bytes) implements Piece {}

        /// There are no more pieces, though it has not ended.
        record Broken(WalkError error) implements Piece {}
    }

    /// Looks at a file without opening it.
    public static Finding find(Root root, RelativePath path) {
        if (path.names().isEmpty()) {
            return new Finding.Refused(WalkError.NOT_FILE);
        }
        return switch (WalkStart.find(root, path.parent())) {
            case Entering.Kept(WalkError error) -> new Finding.Refused(error);
            case Entering.Entered(Folder folder) -> {
                try (folder) {
                    Stat stat = folder.stat(name(path));
                    yield switch (stat.type()) {
                        case FILE -> new Finding.Found(new RootedFile(root, path, stat));
                        case LINK -> new Finding.Refused(WalkError.THROUGH_LINK);
                        case DIR, FIFO, SOCKET, DEVICE, OTHER -> new Finding.Refused(WalkError.NOT_FILE);
                    };
                } catch (IOException e) {
                    yield new Finding.Refused(WalkError.of(e));
                }
            }
        };
    }

    private static Path name(RelativePath path) {
        return path.names().getLast().path();
    }

    /// The next piece.
    public Piece next() {
        return switch (WalkStart.find(root, path.parent())) {
            case Entering.Kept(WalkError error) -> new Piece.Broken(error);
            case Entering.Entered(Folder folder) -> {
                try (folder) {
                    yield piece(folder);
                } catch (IOException e) {
                    yield new Piece.Broken(WalkError.of(e));
                }
            }
        };
    }

    private Piece piece(Folder folder) throws IOException {
        // Looked at before, so that a FIFO in its place is not opened, and after, so that these bytes are of no other.
        if (!folder.stat(name(path)).equals(first)) {
            return new Piece.Broken(WalkError.CHANGED);
        }
        byte[] bytes = folder.read(name(path), offset, (int) Math.min(PIECE_BYTES, first.sizeBytes() - offset));
        if (!folder.stat(name(path)).equals(first)) {
            return new Piece.Broken(WalkError.CHANGED);
        }
        offset += bytes.length;
        return new Piece.Bytes(bytes);
    }
}
