package dev.corral.server.jobs;

import java.security.SecureRandom;
import java.util.HexFormat;

/// Names of jobs that nobody can guess: 128 random bits.
public final class JobIds {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 16;

    private JobIds() {}

    /// As in `j_5b0c...`.
    public static String next() {
        byte[] bits = new byte[ID_BYTES];
        RANDOM.nextBytes(bits);
        return "j_" + HexFormat.of().formatHex(bits);
    }
}
