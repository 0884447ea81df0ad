package dev.corral.server.cli.local;

import dev.corral.nursery.Offload;
import dev.corral.server.job.Upload;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The bytes of a job's items: lines of the command line, then those of a file or a pipe, a piece at a time.
///
/// A source that breaks ends the input, and its trouble is told.
public final class LocalInput implements Upload, AutoCloseable {
    private static final int PIECE_BYTES = 64 * 1024;
    /// What is read after a cancel is lost: it is nobody's any more.
    private static final Offload READ = Offload.named("input").abandonOnCancel(late -> {});

    private final Source source;
    private final Trouble trouble;
    private final LineEstimate lines;
    private final byte[] buffer = new byte[PIECE_BYTES];
    private byte @Nullable [] first;

    /// Where bytes come from.
    ///
    /// @param name for messages
    /// @param bytes how many there are; -1 if nobody can tell
    public record Source(String name, InputStream stream, long bytes) {
        /// Nothing.
        public static Source none() {
            return new Source("nothing", InputStream.nullInputStream(), 0);
        }

        /// Standard input, which stays open: to close it while it is read would wait for it.
        public static Source standard() {
            InputStream open = new FilterInputStream(System.in) {
                @Override
                public void close() {}
            };
            return new Source("standard input", open, -1);
        }

        /// A file that is read from its beginning.
        ///
        /// @throws IOException saying what is wrong with it
        public static Source of(Path file) throws IOException {
            if (Files.isDirectory(file)) {
                throw new IOException(file + " is a folder, expected a file of lines");
            }
            try {
                long bytes = Files.isRegularFile(file) ? Files.size(file) : -1;
                return new Source(file.toString(), Files.newInputStream(file), bytes);
            } catch (NoSuchFileException e) {
                throw new IOException(file + " is not there", e);
            } catch (IOException e) {
                throw new IOException(file + " cannot be read: " + e.getMessage(), e);
            }
        }
    }

    /// @param first lines that come before those of the source, each with its line feed
    public LocalInput(byte[] first, Source source, Trouble trouble) {
        this.first = first.length == 0 ? null : first.clone();
        this.source = source;
        this.trouble = trouble;
        this.lines = new LineEstimate(source.bytes() < 0 ? -1 : first.length + source.bytes());
    }

    /// How many lines there are, as far as can be told now; -1 for no idea. Any thread may ask.
    public long estimatedLines() {
        return lines.estimate();
    }

    @Override
    public byte @Nullable [] next() throws InterruptedException {
        byte[] piece = first;
        first = null;
        if (piece == null) {
            piece = read();
        }
        if (piece != null) {
            lines.saw(piece);
        }
        return piece;
    }

    private byte @Nullable [] read() throws InterruptedException {
        try {
            int count = READ.run(() -> source.stream().read(buffer));
            return count < 0 ? null : Arrays.copyOf(buffer, count);
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            trouble.tell(source.name() + " cannot be read further: " + e.getMessage());
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        source.stream().close();
    }
}
