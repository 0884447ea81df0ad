package dev.corral.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// An origin on a bare socket, which says what its script says, HTTP or not, and remembers what it saw.
public final class RawOrigin implements AutoCloseable {
    /// What the origin does with one connection; the connection is closed when it returns.
    @FunctionalInterface
    public interface Script {
        void serve(Peer peer) throws IOException;
    }

    private final ServerSocket listener;
    private final Script script;
    private final Set<Socket> open = Collections.synchronizedSet(new HashSet<>());
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private volatile long lastRequestNanos = System.nanoTime();

    private RawOrigin(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
    }

    public static RawOrigin open(Script script) {
        return open("127.0.0.1", script);
    }

    public static RawOrigin open(String address, Script script) {
        try {
            RawOrigin origin = new RawOrigin(new ServerSocket(0, 1024, InetAddress.ofLiteral(address)), script);
            Thread.ofVirtual().start(origin::accept);
            return origin;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Gives every request the same answer, and keeps the connection.
    public static RawOrigin answering(String answer) {
        return open(peer -> {
            while (peer.readHead() != null) {
                peer.write(answer);
            }
        });
    }

    /// Takes requests and never answers.
    public static RawOrigin silent() {
        return open(peer -> {
            peer.readHead();
            peer.awaitEnd();
        });
    }

    /// An answer with a body.
    public static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    public long accepted() {
        return accepted.get();
    }

    /// Heads that were read, also those of connections that have ended.
    public long requests() {
        return requests.get();
    }

    public long lastRequestNanos() {
        return lastRequestNanos;
    }

    /// Connections that stand, as far as the origin can tell.
    public int connections() {
        return open.size();
    }

    /// The first few hundred heads.
    public List<String> heads() {
        return heads;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                accepted.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            script.serve(new Peer(socket));
        } catch (IOException e) {
            // The service closed the connection, as it may.
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open.toArray(new Socket[0])) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One connection, as its script sees it.
    public final class Peer {
        private static final int HEADS_KEPT = 500;

        private final Socket socket;
        private final InputStream in;

        private Peer(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        /// The next request's head, without the empty line; null when the service has closed.
        public @Nullable String readHead() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            int tail = 0;
            while (tail != 0x0d0a0d0a) {
                int octet = in.read();
                if (octet < 0) {
                    return null;
                }
                head.write(octet);
                tail = tail << 8 | octet;
            }
            lastRequestNanos = System.nanoTime();
            requests.incrementAndGet();
            String text = head.toString(StandardCharsets.ISO_8859_1).strip();
            if (heads.size() < HEADS_KEPT) {
                heads.add(text);
            }
            return text;
        }

        public String readBody(int length) throws IOException {
            return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        }

        /// Waits until the service closes the connection, or breaks it.
        public void awaitEnd() throws IOException {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }

        public void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        /// Breaks the connection: the service sees a reset.
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
