package dev.corral.server.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.corral.server.walk.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes records and numbers them: strictly ascending, without gaps. One for each stream; not thread-safe.
public final class RecordEncoder {
    private final Framing framing;
    private final JsonBytes json = new JsonBytes();

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
        return json.made(to -> write(to, each));
    }

    /// The same for an item whose fields were made before.
    ///
    /// @param fields as an [ItemEncoder] made them
    public byte[] number(byte[] fields) {
        lastSeq++;
        byte[] head = ascii(framing.before(lastSeq, "item") + "{\"t\":\"item\",\"seq\":" + lastSeq + ',');
        byte[] tail = ascii(framing.after());
        // A field or two more of the object that the fields are.
        int rest = fields.length - 1;
        byte[] framed = Arrays.copyOf(head, head.length + rest + tail.length);
        System.arraycopy(fields, 1, framed, head.length, rest);
        System.arraycopy(tail, 0, framed, head.length + rest, tail.length);
        return framed;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
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
        ItemEncoder.fields(json, item);
        finish(json);
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

    static void optional(JsonGenerator json, String field, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value);
        }
    }
}
