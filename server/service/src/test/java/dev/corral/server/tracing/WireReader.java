package dev.corral.server.tracing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A message of protocol buffers, by the wire format alone: fields by number, each as often as it comes.
record WireReader(List<Field> fields) {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED_32 = 5;

    /// One field: a number or bytes.
    record Field(int id, long number, ByteBuffer bytes) {
        byte[] copy() {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(bytes.position(), copy);
            return copy;
        }
    }

    static WireReader of(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        List<Field> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            int tag = (int) varint(in);
            fields.add(field(tag >>> 3, tag & 7, in));
        }
        return new WireReader(fields);
    }

    private static Field field(int id, int type, ByteBuffer in) {
        return switch (type) {
            case VARINT -> new Field(id, varint(in), ByteBuffer.allocate(0));
            case FIXED_64 -> new Field(id, in.getLong(), ByteBuffer.allocate(0));
            case FIXED_32 -> new Field(id, in.getInt(), ByteBuffer.allocate(0));
            case LENGTH -> {
                byte[] bytes = new byte[(int) varint(in)];
                in.get(bytes);
                yield new Field(id, 0, ByteBuffer.wrap(bytes));
            }
            default -> throw new IllegalArgumentException("wire type " + type + " of field " + id + " is unknown");
        };
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte part = in.get();
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
    }

    List<WireReader> messages(int id) {
        return fields.stream()
                .filter(field -> field.id() == id)
                .map(field -> of(field.copy()))
                .toList();
    }

    byte[] bytes(int id) {
        return fields.stream()
                .filter(field -> field.id() == id)
                .map(Field::copy)
                .findFirst()
                .orElse(new byte[0]);
    }

    String text(int id) {
        return new String(bytes(id), StandardCharsets.UTF_8);
    }

    long number(int id) {
        return fields.stream()
                .filter(field -> field.id() == id)
                .mapToLong(Field::number)
                .findFirst()
                .orElse(0);
    }

    boolean has(int id) {
        return fields.stream().anyMatch(field -> field.id() == id);
    }
}
