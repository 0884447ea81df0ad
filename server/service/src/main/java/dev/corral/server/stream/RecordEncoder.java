package dev.corral.server.stream;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.corral.server.walk.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes records and numbers them: strictly ascending, without gaps. One for each stream; not thread-safe.
public final class RecordEncoder {
    private static final JsonFactory JSON = new ObjectMapper().getFactory();

    private static final int FIRST_BLOCK_BYTES = 512;

    private static final double MILLIS = 1000;

    private final Framing framing;
    private final ByteArrayBuilder bytes = new ByteArrayBuilder(FIRST_BLOCK_BYTES);
    /// Never closed: it holds nothing but memory.
    private final JsonGenerator json = generator(bytes);

    private long lastSeq;

    /// For a stream of lines that begins with number 1.
    public RecordEncoder() {
        this(Framing.NDJSON, 0);
    }

    /// @param lastSeq the number of the record before the first
    public RecordEncoder(Framing framing, long lastSeq) {
        this.framing = framing;
        this.lastSeq = lastSeq;
    }

    private static JsonGenerator generator(ByteArrayBuilder bytes) {
        try {
            JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8);
            json.setRootValueSeparator(null);
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException("memory is always writable", e);
        }
    }

    /// The record as lines to be stored, at least one; without framing.
    public List<RecordLine> lines(JobRecord each) {
        return switch (each) {
            case JobRecord.Entries(long index, List<Entry> entries) ->
                entries.stream()
                        .map(entry -> line(new JobRecord.Entries(index, List.of(entry)), "entry", index))
                        .toList();
            case JobRecord.ItemDone item -> List.of(line(item, "item", item.index()));
            case JobRecord.Start start -> List.of(line(start, "start", -1));
            case JobRecord.NotStarted range -> List.of(line(range, "not_started", -1));
            case JobRecord.Progress progress -> List.of(line(progress, "progress", -1));
            case JobRecord.End end -> List.of(line(end, "end", -1));
        };
    }

    private RecordLine line(JobRecord one, String type, long index) {
        byte[] framed = encode(one);
        Outcome outcome =
                switch (one) {
                    case JobRecord.ItemDone item -> item.outcome();
                    case JobRecord.NotStarted _ -> Outcome.NOT_STARTED;
                    default -> null;
                };
        int before = framing.before(lastSeq, type).length();
        byte[] json = Arrays.copyOfRange(
                framed, before, framed.length - framing.after().length());
        return new RecordLine(lastSeq, type, index, outcome, json);
    }

    /// The record in UTF-8, framed; several records where it stands for several.
    public byte[] encode(JobRecord each) {
        try {
            bytes.reset();
            write(json, each);
            json.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("records are always JSON, and memory is always writable", e);
        }
    }

    private void write(JsonGenerator json, JobRecord each) throws IOException {
        switch (each) {
            case JobRecord.Start start -> start(json, start);
            case JobRecord.ItemDone item -> item(json, item);
            case JobRecord.Entries(long index, List<Entry> entries) -> {
                for (Entry entry : entries) {
                    entry(json, index, entry);
                }
            }
            case JobRecord.NotStarted(long from, long to) -> {
                begin(json, "not_started");
                json.writeNumberField("from_index", from);
                json.writeNumberField("to_index", to);
                finish(json);
            }
            case JobRecord.Progress progress -> progress(json, progress);
            case JobRecord.End end -> end(json, end);
        }
    }

    private void begin(JsonGenerator json, String type) throws IOException {
        lastSeq++;
        json.writeRaw(framing.before(lastSeq, type));
        json.writeStartObject();
        json.writeStringField("t", type);
        json.writeNumberField("seq", lastSeq);
    }

    private void finish(JsonGenerator json) throws IOException {
        json.writeEndObject();
        json.writeRaw(framing.after());
    }

    private void start(JsonGenerator json, JobRecord.Start start) throws IOException {
        begin(json, "start");
        json.writeStringField("job", start.job());
        json.writeStringField("kind", start.kind());
        number(json, "total", start.total());
        text(
                json,
                "deadline",
                start.deadline() == null ? null : start.deadline().toString());
        tree(json, "effective", start.effective());
        finish(json);
    }

    private static void tree(JsonGenerator json, String field, Map<String, ? extends @Nullable Object> tree)
            throws IOException {
        json.writeFieldName(field);
        json.writeObject(tree);
    }

    private void item(JsonGenerator json, JobRecord.ItemDone item) throws IOException {
        begin(json, "item");
        if (item.id() != null) {
            json.writeStringField("id", item.id());
        }
        json.writeNumberField("index", item.index());
        json.writeStringField("outcome", item.outcome().label());
        json.writeNumberField("attempts", item.attempts());
        detail(json, item.detail());
        ItemError error = item.error();
        if (error != null) {
            json.writeObjectFieldStart("error");
            json.writeStringField("kind", error.kind().label());
            json.writeStringField("detail", error.detail());
            json.writeBooleanField("retryable", error.retryable());
            json.writeEndObject();
        }
        if (item.meta() != null) {
            json.writeFieldName("meta");
            json.writeRawValue(item.meta().json());
        }
        finish(json);
    }

    private static void detail(JsonGenerator json, ItemDetail detail) throws IOException {
        switch (detail) {
            case ItemDetail.None _ -> {}
            case ItemDetail.Fetched fetched -> fetched(json, fetched);
            case ItemDetail.Unfetched(Integer status, ItemDetail.Timing timing) -> {
                if (status != null) {
                    json.writeNumberField("status", status);
                }
                timing(json, timing);
            }
            case ItemDetail.Listed(long entries, long errors) -> {
                json.writeNumberField("entries", entries);
                json.writeNumberField("entry_errors", errors);
            }
            case ItemDetail.Piped piped -> piped(json, piped);
        }
    }

    private static void fetched(JsonGenerator json, ItemDetail.Fetched fetched) throws IOException {
        json.writeNumberField("status", fetched.status());
        json.writeStringField("final_url", fetched.finalUrl());
        json.writeNumberField("bytes", fetched.bytes());
        json.writeNumberField("bytes_wire", fetched.bytesWire());
        optional(json, "sha256", fetched.sha256());
        optional(json, "body", fetched.text());
        optional(json, "body_base64", fetched.base64());
        timing(json, fetched.timing());
    }

    private static void piped(JsonGenerator json, ItemDetail.Piped piped) throws IOException {
        json.writeNumberField("produced", piped.produced());
        json.writeNumberField("consumed", piped.consumed());
        json.writeNumberField("most_queued", piped.mostQueued());
        seconds(json, "producers_waited_s", piped.producersWaitedSeconds());
        seconds(json, "consumers_waited_s", piped.consumersWaitedSeconds());
    }

    private static void seconds(JsonGenerator json, String field, double value) throws IOException {
        json.writeNumberField(field, Math.round(value * MILLIS) / MILLIS);
    }

    private static void timing(JsonGenerator json, ItemDetail.Timing timing) throws IOException {
        json.writeObjectFieldStart("timing_ms");
        phase(json, "queued", timing.queued());
        phase(json, "dns", timing.dns());
        phase(json, "connect", timing.connect());
        phase(json, "first_byte", timing.firstByte());
        phase(json, "total", timing.total());
        json.writeEndObject();
    }

    private static void phase(JsonGenerator json, String name, long millis) throws IOException {
        if (millis >= 0) {
            json.writeNumberField(name, millis);
        }
    }

    private void entry(JsonGenerator json, long index, Entry entry) throws IOException {
        begin(json, "entry");
        json.writeNumberField("index", index);
        json.writeStringField("name", entry.name());
        json.writeStringField("path_uri", entry.pathUri());
        if (entry.type() != null) {
            json.writeStringField("type", entry.type().name().toLowerCase(Locale.ROOT));
        }
        if (entry.size() != null) {
            json.writeNumberField("size", entry.size());
        }
        Instant mtime = entry.mtime();
        optional(json, "mtime", mtime == null ? null : mtime.toString());
        if (entry.error() != null) {
            json.writeObjectFieldStart("error");
            json.writeStringField("kind", entry.error().kind().name().toLowerCase(Locale.ROOT));
            json.writeStringField("detail", entry.error().detail());
            json.writeEndObject();
        }
        finish(json);
    }

    private void progress(JsonGenerator json, JobRecord.Progress progress) throws IOException {
        begin(json, "progress");
        json.writeNumberField("done", progress.counts().done());
        number(json, "total", progress.total());
        json.writeNumberField("in_flight", progress.inFlight());
        json.writeNumberField("ok", progress.counts().ok());
        json.writeNumberField("failed", progress.counts().failed());
        json.writeNumberField("per_s", Math.round(progress.perSecond() * 10) / 10.0);
        number(json, "eta_ms", progress.etaMillis());
        json.writeArrayFieldStart("waiting");
        for (JobRecord.Waiting one : progress.waiting()) {
            json.writeStartObject();
            json.writeStringField("host", one.host());
            json.writeStringField("why", one.why());
            json.writeStringField("until", one.until().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        finish(json);
    }

    private void end(JsonGenerator json, JobRecord.End end) throws IOException {
        begin(json, "end");
        json.writeStringField("outcome", end.outcome().label());
        text(json, "cause", end.cause());
        Counts counts = end.counts();
        json.writeObjectFieldStart("counts");
        json.writeNumberField("total", counts.total());
        json.writeNumberField("ok", counts.ok());
        json.writeNumberField("failed", counts.failed());
        json.writeNumberField("cancelled", counts.cancelled());
        json.writeNumberField("not_started", counts.notStarted());
        json.writeNumberField("unknown", counts.unknown());
        json.writeNumberField("deduped", counts.deduped());
        json.writeEndObject();
        json.writeNumberField("elapsed_ms", end.elapsedMillis());
        finish(json);
    }

    private static void number(JsonGenerator json, String field, @Nullable Long value) throws IOException {
        if (value == null) {
            json.writeNullField(field);
        } else {
            json.writeNumberField(field, value);
        }
    }

    private static void text(JsonGenerator json, String field, @Nullable String value) throws IOException {
        if (value == null) {
            json.writeNullField(field);
        } else {
            json.writeStringField(field, value);
        }
    }

    private static void optional(JsonGenerator json, String field, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value);
        }
    }
}
