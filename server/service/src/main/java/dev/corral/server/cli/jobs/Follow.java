package dev.corral.server.cli.jobs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.corral.nursery.Task;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Reads the records of a job until its end, over as many connections as it takes: one that breaks is opened again
/// behind the last record that came whole. Used by one task.
public final class Follow {
    private static final int TRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int PIECE_BYTES = 32 * 1024;
    private static final JsonFactory JSON = new JsonFactory();

    private final ApiClient client;
    private final String id;
    private final Taker taker;
    private long lastSeq;
    private int failed;
    private boolean opened;
    private @Nullable String outcome;

    /// Takes records.
    @FunctionalInterface
    public interface Taker {
        /// One line, without its line feed.
        ///
        /// @throws ReaderLeftException if nobody wants more
        void take(String line) throws ReaderLeftException;
    }

    /// Whoever read the records has gone.
    public static final class ReaderLeftException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /// @param after number of the last record that is not wanted; 0 for all
    public Follow(ApiClient client, String id, long after, Taker taker) {
        this.client = client;
        this.id = id;
        this.lastSeq = after;
        this.taker = taker;
    }

    /// Follows to the end. A checkpoint.
    ///
    /// @return the job's outcome, by its word
    /// @throws UnreachableException if the connection broke, and could not be opened again
    public String run() throws UnreachableException, RefusedException, ReaderLeftException, InterruptedException {
        while (true) {
            UnreachableException why = readOnce();
            if (outcome != null) {
                return outcome;
            }
            if (why != null && !opened) {
                throw why;
            }
            if (failed == TRIES) {
                throw new UnreachableException(
                        "the stream of " + id + " broke off behind record " + lastSeq
                                + (why == null ? "" : "; " + why.getMessage()),
                        why);
            }
            Task.sleep(FIRST_PAUSE.multipliedBy(1L << failed));
            failed++;
        }
    }

    /// One connection, as far as it goes.
    ///
    /// @return why it broke; null if it ended
    private @Nullable UnreachableException readOnce()
            throws RefusedException, ReaderLeftException, InterruptedException {
        try (InputStream stream = client.stream(id, lastSeq)) {
            opened = true;
            Lines lines = new Lines();
            byte[] piece = new byte[PIECE_BYTES];
            while (outcome == null) {
                int count = client.reaching(() -> stream.read(piece));
                if (count < 0) {
                    return null;
                }
                for (String line : lines.add(piece, count)) {
                    take(line);
                }
            }
            return null;
        } catch (UnreachableException e) {
            return e;
        } catch (IOException e) {
            // The close of a stream that has broken already.
            return null;
        }
    }

    private void take(String line) throws ReaderLeftException, UnreachableException {
        try (JsonParser record = JSON.createParser(line)) {
            boolean end = read(record);
            taker.take(line);
            failed = 0;
            if (end && outcome == null) {
                outcome = "lost";
            }
        } catch (IOException e) {
            throw new UnreachableException("what the service streams is not JSON: is it Corral?", e);
        }
    }

    /// Only the members at the top are looked at, and of bodies not even those.
    private boolean read(JsonParser record) throws IOException {
        boolean end = false;
        if (record.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("a record is an object");
        }
        for (String name = record.nextFieldName(); name != null; name = record.nextFieldName()) {
            JsonToken value = record.nextToken();
            switch (name) {
                case "t" -> end = record.getText().equals("end");
                case "seq" -> lastSeq = record.getLongValue();
                case "outcome" -> outcome = end ? record.getText() : outcome;
                default -> {
                    if (value.isStructStart()) {
                        record.skipChildren();
                    }
                }
            }
        }
        return end;
    }
}
