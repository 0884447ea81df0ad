package dev.corral.server.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A DNS server on loopback, by UDP, that answers from a function, in the format of RFC 1035.
final class DnsServer implements AutoCloseable {
    private static final int HEADER_BYTES = 12;
    private static final int QUESTION_TAIL_BYTES = 4;
    private static final int TYPE_A = 1;
    private static final int TYPE_AAAA = 28;
    private static final int NO_SUCH_NAME = 3;

    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final AtomicInteger queries = new AtomicInteger();

    /// @param known the addresses of a name; none for a name that there is not, null for no answer at all
    DnsServer(Function<String, @Nullable List<InetAddress>> known) throws SocketException {
        Thread.ofVirtual().start(() -> serve(known));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }

    int queries() {
        return queries.get();
    }

    private void serve(Function<String, @Nullable List<InetAddress>> known) {
        while (true) {
            try {
                DatagramPacket packet = new DatagramPacket(new byte[512], 512);
                socket.receive(packet);
                queries.incrementAndGet();
                byte @Nullable [] answer = answer(packet, known);
                if (answer != null) {
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (SocketException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static byte @Nullable [] answer(
            DatagramPacket packet, Function<String, @Nullable List<InetAddress>> known) {
        ByteBuffer query = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
        short id = query.getShort();
        query.position(HEADER_BYTES);
        StringBuilder name = new StringBuilder();
        for (int length = query.get(); length > 0; length = query.get()) {
            byte[] label = new byte[length];
            query.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        int type = query.getShort();
        List<InetAddress> addresses = known.apply(name.toString());
        if (addresses == null) {
            return null;
        }
        List<InetAddress> ofType = addresses.stream()
                .filter(one -> (one.getAddress().length == 4 ? TYPE_A : TYPE_AAAA) == type)
                .toList();
        int questionBytes = query.position() - 2 + QUESTION_TAIL_BYTES - HEADER_BYTES;
        ByteBuffer answer = ByteBuffer.allocate(512)
                .putShort(id)
                .putShort((short) (0x8180 | (addresses.isEmpty() ? NO_SUCH_NAME : 0)))
                .putShort((short) 1)
                .putShort((short) ofType.size())
                .putInt(0)
                .put(packet.getData(), HEADER_BYTES, questionBytes);
        for (InetAddress one : ofType) {
            answer.putShort((short) 0xC00C)
                    .putShort((short) type)
                    .putShort((short) 1)
                    .putInt(0)
                    .putShort((short) one.getAddress().length)
                    .put(one.getAddress());
        }
        byte[] bytes = new byte[answer.position()];
        answer.flip().get(bytes);
        return bytes;
    }

    @Override
    public void close() {
        socket.close();
    }
}
