package dev.corral.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.server.stream.ErrorKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How codings are undone.
final class UnpackerTest {
    private static final byte[] TEXT = "All work and no play. ".repeat(3000).getBytes(StandardCharsets.UTF_8);

    static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    static byte[] deflate(byte[] plain, boolean bare) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out =
                new DeflaterOutputStream(packed, new Deflater(Deflater.DEFAULT_COMPRESSION, bare))) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    private static byte[] unpack(Coding coding, byte[] packed, int pieceLength) throws BodyFault {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        try (Unpacker unpacker = Unpacker.of(coding)) {
            for (int at = 0; at < packed.length; at += pieceLength) {
                unpacker.feed(
                        Arrays.copyOfRange(packed, at, Math.min(packed.length, at + pieceLength)),
                        (bytes, length) -> plain.write(bytes, 0, length));
            }
            unpacker.end();
        }
        return plain.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static void assertRefused(Coding coding, byte[] packed) {
        for (int piece : List.of(1, 7, 1 << 16)) {
            assertThatThrownBy(() -> unpack(coding, packed, piece))
                    .isInstanceOfSatisfying(
                            BodyFault.class,
                            fault -> assertThat(fault.fault().kind()).isEqualTo(ErrorKind.PROTOCOL));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1000, 1 << 20})
    void itComesInPiecesOfAnyLength(int piece) throws Exception {
        assertThat(unpack(Coding.GZIP, gzip(TEXT), piece)).isEqualTo(TEXT);
        assertThat(unpack(Coding.DEFLATE, deflate(TEXT, false), piece)).isEqualTo(TEXT);
        assertThat(unpack(Coding.DEFLATE, deflate(TEXT, true), piece)).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 1 << 20})
    void membersFollowEachOther(int piece) throws Exception {
        byte[] two = joined(gzip("one ".getBytes(StandardCharsets.UTF_8)), gzip(new byte[0]), gzip(TEXT));
        assertThat(unpack(Coding.GZIP, two, piece)).isEqualTo(joined("one ".getBytes(StandardCharsets.UTF_8), TEXT));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1 << 20})
    void everyPartOfAHeaderIsSkipped(int piece) throws Exception {
        byte[] plain = gzip(TEXT);
        byte[] head = {0x1f, (byte) 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 3, 2, 0, 9, 9, 'n', 0, 'c', 0, 7, 7};
        byte[] full = joined(head, Arrays.copyOfRange(plain, 10, plain.length));
        assertThat(unpack(Coding.GZIP, full, piece)).isEqualTo(TEXT);
    }

    @Test
    void nothingUnpacksToNothing() throws Exception {
        assertThat(unpack(Coding.GZIP, new byte[0], 1)).isEmpty();
        assertThat(unpack(Coding.DEFLATE, new byte[0], 1)).isEmpty();
    }

    @Test
    void whatEndsTooEarlyIsRefused() throws Exception {
        byte[] packed = gzip(TEXT);
        for (int length = 1; length < packed.length; length += 5) {
            assertRefused(Coding.GZIP, Arrays.copyOf(packed, length));
        }
        assertRefused(Coding.DEFLATE, Arrays.copyOf(deflate(TEXT, false), 50));
        assertRefused(Coding.DEFLATE, Arrays.copyOf(deflate(TEXT, true), 50));
    }

    @Test
    void aWrongCheckSumIsRefused() throws Exception {
        byte[] packed = gzip(TEXT);
        for (int fromEnd = 1; fromEnd <= 8; fromEnd++) {
            byte[] wrong = packed.clone();
            wrong[packed.length - fromEnd] ^= 1;
            assertRefused(Coding.GZIP, wrong);
        }
    }

    @Test
    void whatFollowsTheEndIsRefused() throws Exception {
        assertRefused(Coding.GZIP, joined(gzip(TEXT), new byte[] {0}));
        assertRefused(Coding.DEFLATE, joined(deflate(TEXT, false), new byte[] {0}));
    }

    @Test
    void anotherFormatIsRefused() {
        assertRefused(Coding.GZIP, TEXT);
        assertRefused(Coding.DEFLATE, TEXT);
    }

    /// Whatever bits are turned, it ends: with the text, another text, or a fault.
    @Test
    void nothingElseComesOfTurnedBits() throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            byte[] packed = i % 2 == 0 ? gzip(TEXT) : deflate(TEXT, i % 4 == 1);
            packed[random.nextInt(packed.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                unpack(i % 2 == 0 ? Coding.GZIP : Coding.DEFLATE, packed, 1 + random.nextInt(200));
            } catch (BodyFault e) {
                assertThat(e.fault().kind()).isEqualTo(ErrorKind.PROTOCOL);
            }
        }
    }
}
