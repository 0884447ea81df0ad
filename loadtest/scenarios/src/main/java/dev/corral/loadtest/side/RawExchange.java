package dev.corral.loadtest.side;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// One HTTP/1.1 exchange on a connection of its own, of which every byte is in the caller's hands. Not
/// thread-safe, but [#reset] and [#close] may come from another thread, and end what blocks.
///
/// Its connections come from several loopback addresses if the server's is one, so that ports do not run out.
public final class RawExchange implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final int SOURCES = 16;
    private static final int MAX_HEADERS = 100;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final LineBytes line = new LineBytes();
    private BodyFraming body = BodyFraming.none();

    /// The beginning of an answer.
    ///
    /// @param headers by name in lower case
    public record Head(int status, Map<String, String> headers) {
        public Head {
            headers = Map.copyOf(headers);
        }

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private RawExchange(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new Wire(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /// Connects. Blocks.
    ///
    /// @param receiveBytes of the socket's receive buffer, small for readers that must be felt; 0 for the
    ///     default
    /// @param idle how long a read may wait
    public static RawExchange open(URI base, int receiveBytes, Duration idle) throws IOException {
        Socket socket = new Socket();
        try {
            InetAddress server = InetAddress.getByName(base.getHost());
            if (receiveBytes > 0) {
                socket.setReceiveBufferSize(receiveBytes);
            }
            if (server.getHostAddress().startsWith("127.")) {
                int source = ThreadLocalRandom.current().nextInt(1, SOURCES);
                socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0." + source), 0));
            }
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) idle.toMillis());
            socket.connect(new InetSocketAddress(server, base.getPort()), (int) CONNECT_LIMIT.toMillis());
            return new RawExchange(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// Sends bytes as they are. Blocks.
    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /// Reads the head of the answer. Blocks.
    public Head head() throws IOException {
        String status = line();
        String[] words = status.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.")) {
            throw new IOException("the answer begins with \"" + status + "\"; expected HTTP/1.1 and a status");
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon < 1 || headers.size() >= MAX_HEADERS) {
                throw new IOException("a header is \"" + line + "\"; expected up to " + MAX_HEADERS + " NAME: VALUE");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        body = BodyFraming.of(headers);
        return new Head(Integer.parseInt(words[1]), headers);
    }

    private String line() throws IOException {
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection was closed in the head");
            }
            line.add(b);
        }
        return line.take().stripTrailing();
    }

    /// Reads the next line of the body, without its end; null after the last. Blocks.
    ///
    /// @throws EOFException when the body was cut short
    public @Nullable String bodyLine() throws IOException {
        for (int b = body.read(in); b != '\n'; b = body.read(in)) {
            if (b < 0) {
                if (line.isEmpty()) {
                    return null;
                }
                throw new EOFException("the last line is cut short");
            }
            line.add(b);
        }
        return line.take();
    }

    /// Reads up to that many raw bytes and drops them. Blocks.
    ///
    /// @return how many; below zero at the end
    public int skim(int bytes) throws IOException {
        return in.read(new byte[bytes]);
    }

    /// The rest of the body as text. Blocks.
    public String bodyText() throws IOException {
        for (int b = body.read(in); b >= 0; b = body.read(in)) {
            line.add(b);
        }
        return line.take();
    }

    /// Breaks the connection with RST.
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is gone: that is what was wanted.
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone.
        }
    }
}
