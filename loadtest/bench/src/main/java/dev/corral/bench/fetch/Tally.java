package dev.corral.bench.fetch;

/// What a pass came to.
///
/// @param ok items whose answer was a whole 200
/// @param failed all others
/// @param bytes of the bodies
/// @param nanos from before the first request to after the last answer
record Tally(long ok, long failed, long bytes, long nanos) {
    String json() {
        return "{\"ok\":" + ok + ",\"failed\":" + failed + ",\"bytes\":" + bytes + ",\"nanos\":" + nanos + "}";
    }
}
