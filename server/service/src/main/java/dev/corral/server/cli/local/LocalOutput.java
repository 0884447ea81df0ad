package dev.corral.server.cli.local;

import dev.corral.nursery.Offload;
import dev.corral.server.cli.process.StandardOutput;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.RecordEncoder;
import dev.corral.server.stream.RecordSink;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Where the records of a job in this process go, as lines. Waits while nobody takes them, so a slow pipe slows the
/// job.
///
/// What is written is whole lines; where a file takes only part of them, that part is taken back.
public final class LocalOutput implements RecordSink, AutoCloseable {
    private static final int BATCH_BYTES = 64 * 1024;
    /// A write is a trip to a worker thread, which should be worth it.
    private static final int AHEAD = 64;

    private static final Offload WRITE = Offload.named("output");

    private final RecordEncoder encoder = new RecordEncoder();
    private final Place place;
    private final FileOutputStream stream;
    private final Trouble trouble;
    private long wholeBytes;

    /// Where bytes go.
    private enum Place {
        /// Its reader may leave: then nobody needs to be told.
        PIPE,
        /// Something that holds on to what it gets, and should be told of when it does not.
        OWN_FILE,
        OTHER
    }

    private LocalOutput(Place place, FileOutputStream stream, Trouble trouble) {
        this.place = place;
        this.stream = stream;
        this.trouble = trouble;
    }

    public static LocalOutput standard(Trouble trouble) {
        return new LocalOutput(StandardOutput.isPipe() ? Place.PIPE : Place.OTHER, StandardOutput.open(), trouble);
    }

    /// A file, whose contents are replaced.
    ///
    /// @throws IOException saying why it cannot be written
    public static LocalOutput to(Path file, Trouble trouble) throws IOException {
        try {
            return new LocalOutput(Place.OWN_FILE, new FileOutputStream(file.toFile()), trouble);
        } catch (FileNotFoundException e) {
            throw new IOException("cannot write " + e.getMessage(), e);
        }
    }

    @Override
    public int ahead() {
        return AHEAD;
    }

    @Override
    public void write(List<JobRecord> records) throws ReaderGone, InterruptedException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (JobRecord each : records) {
            lines.writeBytes(encoder.encode(each));
            if (lines.size() >= BATCH_BYTES) {
                write(lines.toByteArray());
                lines.reset();
            }
        }
        if (lines.size() > 0) {
            write(lines.toByteArray());
        }
    }

    private void write(byte[] lines) throws ReaderGone, InterruptedException {
        try {
            WRITE.run(() -> {
                stream.write(lines);
                return lines;
            });
            wholeBytes += lines.length;
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            broke(e);
            throw ReaderGone.left();
        }
    }

    private void broke(Exception why) {
        if (place == Place.PIPE) {
            return;
        }
        trouble.tell("the output cannot be written further: " + why.getMessage());
        if (place == Place.OWN_FILE) {
            takeBackHalfALine();
        }
    }

    private void takeBackHalfALine() {
        try {
            var _ = stream.getChannel().truncate(wholeBytes);
        } catch (IOException e) {
            // A device: there is nothing to take back.
        }
    }

    @Override
    public void close() throws IOException {
        if (place == Place.OWN_FILE) {
            stream.close();
        }
    }
}
