package dev.corral.loadtest.stream;

import java.util.BitSet;

/// The items that have had their one record.
final class IndexSet {
    /// What a check keeps at most: 8 MiB of bits. A hostile index must not cost more.
    static final long MAX_INDEX = (1L << 26) - 1;

    private final BitSet seen = new BitSet();

    void add(long from, long to) throws BrokenStreamException {
        if (from < 0 || to < from || to > MAX_INDEX) {
            throw new BrokenStreamException(
                    "items " + from + " to " + to + "; expected an ascending range within 0 to " + MAX_INDEX);
        }
        int first = seen.nextSetBit((int) from);
        if (first >= 0 && first <= to) {
            throw new BrokenStreamException("item " + first + " has a second record; expected one for each item");
        }
        seen.set((int) from, (int) to + 1);
    }

    boolean contains(long index) {
        return index >= 0 && index <= MAX_INDEX && seen.get((int) index);
    }

    /// That these are the items from 0 to the total.
    ///
    /// @param total how many records there were: so, if none is missing, none is beyond
    void mustBeAllOf(long total) throws BrokenStreamException {
        int missing = seen.nextClearBit(0);
        if (missing < total) {
            throw new BrokenStreamException(
                    "item " + missing + " of " + total + " has no record; expected one for each");
        }
    }
}
