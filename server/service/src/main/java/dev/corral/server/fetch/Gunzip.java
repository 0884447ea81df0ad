package dev.corral.server.fetch;

import java.util.zip.CRC32;
import java.util.zip.Inflater;

/// The coding `gzip` (RFC 1952): members one after the other, each with header, DEFLATE stream and trailer.
///
/// ```
///   between members ──byte──> header ──complete──> data ──stream ends──> trailer ──8 bytes──> between members
/// ```
final class Gunzip extends Unpacker {
    private static final int TRAILER_BYTES = 8;
    private static final int OCTET = 0xff;

    private enum Part {
        BETWEEN,
        HEADER,
        DATA,
        TRAILER
    }

    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private GzipHeader header = new GzipHeader();
    private Part part = Part.BETWEEN;
    /// The trailer so far, its first byte lowest.
    private long trailer;
    private int trailerBytes;

    @Override
    void feed(byte[] bytes, Sink sink) throws BodyFault {
        int at = 0;
        while (at < bytes.length) {
            at = switch (part) {
                case BETWEEN -> {
                    begin();
                    yield at;
                }
                case HEADER -> {
                    if (header.isCompleteAfter(bytes[at] & OCTET)) {
                        part = Part.DATA;
                    }
                    yield at + 1;
                }
                case DATA -> data(bytes, at, sink);
                case TRAILER -> {
                    trail(bytes[at] & OCTET);
                    yield at + 1;
                }
            };
        }
    }

    private void begin() {
        part = Part.HEADER;
        header = new GzipHeader();
        inflater.reset();
        crc.reset();
        trailer = 0;
        trailerBytes = 0;
    }

    private int data(byte[] bytes, int from, Sink sink) throws BodyFault {
        int next = inflate(inflater, bytes, from, (unpacked, length) -> {
            crc.update(unpacked, 0, length);
            sink.take(unpacked, length);
        });
        if (inflater.finished()) {
            part = Part.TRAILER;
        }
        return next;
    }

    private void trail(int octet) throws BodyFault {
        trailer |= (long) octet << (Byte.SIZE * trailerBytes++);
        if (trailerBytes < TRAILER_BYTES) {
            return;
        }
        boolean sound = (int) trailer == (int) crc.getValue()
                && (int) (trailer >>> Integer.SIZE) == (int) inflater.getBytesWritten();
        if (!sound) {
            throw corrupt();
        }
        part = Part.BETWEEN;
    }

    @Override
    void end() throws BodyFault {
        if (part != Part.BETWEEN) {
            throw cutShort();
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
