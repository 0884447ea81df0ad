package dev.corral.server.fetch;

import dev.corral.server.stream.ErrorKind;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Undoes a coding piece by piece. What a piece unpacks to goes to the sink in small pieces, and the sink
/// ends it by throwing: so no piece, however well it is packed, takes more memory than one of those, or more
/// time than the sink lets it. To be closed: inflaters hold memory outside of the heap.
abstract sealed class Unpacker implements AutoCloseable permits Gunzip, Inflate {
    private static final int PIECE = 16 * 1024;

    /// Takes what was unpacked.
    @FunctionalInterface
    interface Sink {
        /// Takes the first bytes of an array, which are good for this call only.
        void take(byte[] bytes, int length) throws BodyFault;
    }

    private final byte[] piece = new byte[PIECE];

    static Unpacker of(Coding coding) {
        return switch (coding) {
            case GZIP -> new Gunzip();
            case DEFLATE -> new Inflate();
            case AS_IT_IS -> throw new IllegalArgumentException("there is nothing to unpack");
        };
    }

    /// Unpacks the next bytes of the body.
    abstract void feed(byte[] bytes, Sink sink) throws BodyFault;

    /// The body has ended: throws unless it was complete.
    abstract void end() throws BodyFault;

    @Override
    public abstract void close();

    /// Inflates from an index on, and gives the index of the first byte that was not used: the length, but
    /// where the stream has ended.
    final int inflate(Inflater inflater, byte[] bytes, int from, Sink sink) throws BodyFault {
        inflater.setInput(bytes, from, bytes.length - from);
        try {
            while (!inflater.finished()) {
                int length = inflater.inflate(piece);
                if (length > 0) {
                    sink.take(piece, length);
                } else if (inflater.needsDictionary()) {
                    throw corrupt();
                } else if (inflater.needsInput()) {
                    return bytes.length;
                }
            }
            return bytes.length - inflater.getRemaining();
        } catch (DataFormatException e) {
            throw corrupt();
        }
    }

    static BodyFault corrupt() {
        return new BodyFault(ErrorKind.PROTOCOL, "the body is not coded as its head says");
    }

    static BodyFault cutShort() {
        return new BodyFault(ErrorKind.PROTOCOL, "the coded body ends too early");
    }
}
