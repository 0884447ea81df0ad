package dev.corral.server.cli.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where standard output goes.
public final class StandardOutput {
    private static final Path SELF = Path.of("/dev/stdout");
    private static final int TYPE = 0xF000;
    private static final int FIFO = 0x1000;
    private static final int SOCKET = 0xC000;

    private StandardOutput() {}

    /// Standard output as it is, which tells when it cannot be written: `System.out` keeps that to itself.
    public static FileOutputStream open() {
        return new FileOutputStream(FileDescriptor.out);
    }

    /// Whether another process reads it.
    public static boolean isPipe() {
        try {
            int type = (int) Files.getAttribute(SELF, "unix:mode") & TYPE;
            return type == FIFO || type == SOCKET;
        } catch (IOException | UnsupportedOperationException e) {
            // A system without that file: whatever breaks is told.
            return false;
        }
    }

    /// Whether a person reads it.
    public static boolean isTerminal() throws InterruptedException {
        return Terminal.answers("[ -t 1 ]");
    }
}
