package dev.corral.server.fetch;

import java.util.ArrayDeque;
import java.util.Deque;

/// The header of a gzip member (RFC 1952, section 2.3), byte by byte.
final class GzipHeader {
    private static final int[] START = {0x1f, 0x8b, 8};
    private static final int FLAGS_AT = 3;
    private static final int FIXED_BYTES = 10;
    private static final int HAS_CRC = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private enum Part {
        FIXED,
        EXTRA_LENGTH,
        EXTRA,
        NAME,
        COMMENT,
        CRC,
        COMPLETE
    }

    private Part part = Part.FIXED;
    /// Parts to come.
    private final Deque<Part> rest = new ArrayDeque<>();

    private int flags;
    /// Bytes of this part so far.
    private int count;

    private int extraLength;

    /// Takes the next byte; true if it was the last. Not to be called after that.
    boolean isCompleteAfter(int octet) throws BodyFault {
        boolean over =
                switch (part) {
                    case FIXED -> isFixedOver(octet);
                    case EXTRA_LENGTH -> {
                        extraLength |= octet << (Byte.SIZE * count);
                        yield ++count == 2;
                    }
                    case EXTRA -> ++count == extraLength;
                    case NAME, COMMENT -> octet == 0;
                    case CRC -> ++count == 2;
                    case COMPLETE -> true;
                };
        if (over) {
            next();
        }
        return part == Part.COMPLETE;
    }

    private boolean isFixedOver(int octet) throws BodyFault {
        if (count < START.length && octet != START[count]) {
            throw Unpacker.corrupt();
        }
        if (count == FLAGS_AT) {
            flags = octet;
            if ((flags & RESERVED) != 0) {
                throw Unpacker.corrupt();
            }
        }
        return ++count == FIXED_BYTES;
    }

    private void next() {
        if (part == Part.FIXED) {
            addIf(HAS_EXTRA, Part.EXTRA_LENGTH);
            addIf(HAS_NAME, Part.NAME);
            addIf(HAS_COMMENT, Part.COMMENT);
            addIf(HAS_CRC, Part.CRC);
        } else if (part == Part.EXTRA_LENGTH && extraLength > 0) {
            rest.addFirst(Part.EXTRA);
        }
        count = 0;
        part = rest.isEmpty() ? Part.COMPLETE : rest.remove();
    }

    private void addIf(int flag, Part which) {
        if ((flags & flag) != 0) {
            rest.add(which);
        }
    }
}
