package dev.corral.server.stream;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// Makes the records of items ready but for their numbers, which they get when their turn comes
/// ([RecordEncoder#number]). Not thread-safe.
public final class ItemEncoder {
    private static final double MILLIS = 1000;

    private final JsonBytes json = new JsonBytes();

    /// The fields that follow the number, as an object of their own.
    public byte[] encode(JobRecord.ItemDone item) {
        return json.made(to -> {
            to.writeStartObject();
            fields(to, item);
            to.writeEndObject();
        });
    }

    /// Writes the fields of an item's record that follow its number.
    static void fields(JsonGenerator json, JobRecord.ItemDone item) throws IOException {
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
        RecordEncoder.optional(json, "sha256", fetched.sha256());
        RecordEncoder.optional(json, "body", fetched.text());
        RecordEncoder.optional(json, "body_base64", fetched.base64());
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
}
