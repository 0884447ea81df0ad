package dev.corral.server.job;

import java.time.Duration;

/// How long the phases of one fetch may take.
///
/// @param total of one attempt, waiting for a connection included
/// @param connect until the connection stands
/// @param firstByte from the request to the first byte of the answer
/// @param idle between two reads of the body
public record Timeouts(Duration total, Duration connect, Duration firstByte, Duration idle) {
    public Timeouts {
        JobOptions.TIMEOUT_TOTAL.require(total);
        JobOptions.TIMEOUT_CONNECT.require(connect);
        JobOptions.TIMEOUT_FIRST_BYTE.require(firstByte);
        JobOptions.TIMEOUT_IDLE.require(idle);
    }

    static Timeouts of(Values values) {
        return new Timeouts(
                values.get(JobOptions.TIMEOUT_TOTAL),
                values.get(JobOptions.TIMEOUT_CONNECT),
                values.get(JobOptions.TIMEOUT_FIRST_BYTE),
                values.get(JobOptions.TIMEOUT_IDLE));
    }

    View addTo(View defaults) {
        return defaults.with(JobOptions.TIMEOUT_TOTAL, total)
                .with(JobOptions.TIMEOUT_CONNECT, connect)
                .with(JobOptions.TIMEOUT_FIRST_BYTE, firstByte)
                .with(JobOptions.TIMEOUT_IDLE, idle);
    }
}
