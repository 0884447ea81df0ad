package dev.corral.server.run;

import dev.corral.server.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;

/// Texts that were seen, by 128 bits of a keyed SHA-256 of each: two of them to be mistaken for one would
/// take 2^64 tries on average, and the key, which every job draws anew, lets nobody try at home.
///
/// Takes 22 to 43 bytes for each text (16, in a table that is three eighths to three quarters full), and half
/// as much again for a moment when it grows. Not thread-safe.
final class Seen {
    private static final int KEY_BYTES = 32;
    private static final int FIRST_SLOTS = 1024;
    private static final int LONGS = 2;

    private final MessageDigest digest = Sha256.begin();
    private final byte[] key = new byte[KEY_BYTES];
    /// Two longs a slot; both 0 in an empty one.
    private long[] table = new long[FIRST_SLOTS * LONGS];
    private int count;

    Seen(SecureRandom random) {
        random.nextBytes(key);
    }

    /// Remembers the text; false if it was seen before.
    boolean add(String text) {
        digest.update(key);
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        long high = hash.getLong();
        // Never both 0, which means empty.
        long low = hash.getLong() | 1;
        int slot = slotOf(table, high, low);
        if (table[slot + 1] != 0) {
            return false;
        }
        put(table, slot, high, low);
        count++;
        if (count * 4L > slots(table) * 3L) {
            grow();
        }
        return true;
    }

    private void grow() {
        long[] wider = new long[table.length * 2];
        for (int slot = 0; slot < table.length; slot += LONGS) {
            if (table[slot + 1] != 0) {
                put(wider, slotOf(wider, table[slot], table[slot + 1]), table[slot], table[slot + 1]);
            }
        }
        table = wider;
    }

    /// Where the pair stands or, by linear probing, would be put.
    private static int slotOf(long[] table, long high, long low) {
        int mask = slots(table) - 1;
        int slot = (int) high & mask;
        while (table[slot * LONGS + 1] != 0 && (table[slot * LONGS] != high || table[slot * LONGS + 1] != low)) {
            slot = (slot + 1) & mask;
        }
        return slot * LONGS;
    }

    private static void put(long[] table, int slot, long high, long low) {
        table[slot] = high;
        table[slot + 1] = low;
    }

    private static int slots(long[] table) {
        return table.length / LONGS;
    }
}
