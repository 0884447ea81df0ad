package dev.corral.server.fetch;

import dev.corral.server.metrics.UpstreamMeters;
import dev.corral.server.metrics.UpstreamPhase;
import dev.corral.server.tracing.AttemptTrace;

/// Measures one request of an attempt.
///
/// @param trace of the attempt
record RequestMeter(UpstreamMeters meters, AttemptTrace trace) {
    /// A name was looked up.
    void lookedUp(long nanos) {
        meters.took(UpstreamPhase.LOOKUP, nanos, trace.exemplar());
    }

    /// A request was cancelled before it was over.
    void withdrawn() {
        meters.withdrawn();
    }

    /// A request was sent, and is over.
    void over(long sentBytes, Answer answer) {
        Answer.Times times = answer.times();
        meters.took(UpstreamPhase.CONNECT, times.connected(), trace.exemplar());
        if (times.firstByte() >= 0) {
            meters.took(UpstreamPhase.FIRST_BYTE, times.firstByte() - times.connected(), trace.exemplar());
        }
        switch (answer) {
            case Answer.Complete complete -> {
                meters.took(UpstreamPhase.BODY, times.ended() - times.firstByte(), trace.exemplar());
                meters.over(sentBytes, complete.bytesWire(), complete.head().status());
            }
            case Answer.Broken broken ->
                meters.over(sentBytes, broken.bytesWire(), broken.status() == null ? 0 : broken.status());
        }
    }
}
