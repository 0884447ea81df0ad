package dev.corral.server.cli.jobs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Cuts the bytes of a stream into whole lines.
final class Lines {
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();

    /// The lines that end in a piece, without their line feeds.
    List<String> add(byte[] piece, int length) {
        List<String> whole = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (piece[i] == '\n') {
                open.write(piece, from, i - from);
                whole.add(open.toString(StandardCharsets.UTF_8));
                open.reset();
                from = i + 1;
            }
        }
        open.write(piece, from, length - from);
        return whole;
    }
}
