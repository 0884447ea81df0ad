package dev.corral.origin;

import io.vertx.core.json.JsonObject;

/// What was seen under one key. Not thread-safe: guarded by the lock of the [Seen] that owns it.
final class Tally {
    private long requests;
    private long abandoned;
    private long inFlight;
    private long highest;
    private long sinceMark;
    private long highestSinceMark;
    private long firstMillis;
    private long lastMillis;

    void entered(long nowMillis) {
        if (requests == 0) {
            firstMillis = nowMillis;
        }
        lastMillis = nowMillis;
        requests++;
        sinceMark++;
        inFlight++;
        highest = Math.max(highest, inFlight);
        highestSinceMark = Math.max(highestSinceMark, inFlight);
    }

    void answered() {
        inFlight--;
    }

    void abandoned() {
        inFlight--;
        abandoned++;
    }

    void marked() {
        sinceMark = 0;
        highestSinceMark = inFlight;
    }

    JsonObject json() {
        JsonObject json = new JsonObject()
                .put("requests", requests)
                .put("in_flight", inFlight)
                .put("highest_concurrency", highest)
                .put("abandoned", abandoned)
                .put("since_mark", sinceMark)
                .put("highest_since_mark", highestSinceMark);
        return requests == 0 ? json : json.put("first_ms", firstMillis).put("last_ms", lastMillis);
    }
}
