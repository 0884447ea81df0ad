package dev.corral.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A client on a bare socket: it decides each byte that it sends, and when it reads. Every read has a bound.
public final class RawClient implements AutoCloseable {
    private static final int READ_LIMIT_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    public static RawClient connect(int port) throws IOException {
        return connect(port, 0);
    }

    /// Connects.
    ///
    /// @param receiveBytes what the kernel may take before the client reads; 0 for its own choice
    public static RawClient connect(int port, int receiveBytes) throws IOException {
        Socket socket = new Socket();
        if (receiveBytes > 0) {
            socket.setReceiveBufferSize(receiveBytes);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_LIMIT_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), READ_LIMIT_MILLIS);
        return new RawClient(socket);
    }

    public RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawClient send(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
        return this;
    }

    /// Sends a whole request with a job in it.
    public RawClient post(String contentType, String body) throws IOException {
        return post("/v1/jobs", contentType, body);
    }

    public RawClient post(String path, String contentType, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(("POST " + path + " HTTP/1.1\r\nHost: corral\r\nContent-Type: " + contentType
                        + "\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        request.writeBytes(bytes);
        return send(request.toByteArray());
    }

    /// A job document; single quotes stand for double ones.
    public RawClient postJob(String json) throws IOException {
        return post("application/json", json.replace('\'', '"'));
    }

    /// The next line without its end; null at the end of the connection.
    public @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                return null;
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    /// Reads the head of an answer, and leaves its body to be read.
    public Answer head() throws IOException {
        String status = line();
        if (status == null) {
            throw new IOException("the connection ended before an answer");
        }
        List<String> headers = new ArrayList<>();
        for (String line = line(); line != null && !line.isEmpty(); line = line()) {
            headers.add(line);
        }
        return new Answer(Integer.parseInt(status.split(" ", 3)[1]), headers, "");
    }

    /// Reads a whole answer, of given length or in chunks.
    public Answer answer() throws IOException {
        Answer head = head();
        String length = head.header("content-length");
        String body = length == null
                ? new String(chunked().readAllBytes(), StandardCharsets.UTF_8)
                : new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
        return new Answer(head.status(), head.headers(), body);
    }

    /// The body of an answer that comes in chunks. Reads throw when the connection ends before the last
    /// chunk.
    public InputStream chunked() {
        return new InputStream() {
            private int left;
            private boolean over;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int most) throws IOException {
                if (left == 0 && !over) {
                    String size = line();
                    if (size == null) {
                        throw new IOException("the connection ended between two chunks");
                    }
                    left = Integer.parseInt(size.strip(), 16);
                    over = left == 0;
                    if (over) {
                        line();
                    }
                }
                if (over) {
                    return -1;
                }
                int count = in.read(into, from, Math.min(most, left));
                if (count < 0) {
                    throw new IOException("the connection ended in a chunk");
                }
                left -= count;
                if (left == 0) {
                    line();
                }
                return count;
            }
        };
    }

    /// Everything to the end of the connection.
    public String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /// Ends its own direction only.
    public void finish() throws IOException {
        socket.shutdownOutput();
    }

    /// Closes the connection in an orderly way.
    public void leave() throws IOException {
        socket.close();
    }

    /// Breaks the connection.
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /// An answer. Headers as they came.
    public record Answer(int status, List<String> headers, String body) {
        /// The value of a header, by its name in lower case.
        public @Nullable String header(String name) {
            for (String header : headers) {
                int colon = header.indexOf(':');
                if (header.substring(0, colon).equalsIgnoreCase(name)) {
                    return header.substring(colon + 1).strip();
                }
            }
            return null;
        }
    }
}
