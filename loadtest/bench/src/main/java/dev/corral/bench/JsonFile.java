package dev.corral.bench;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Where the numbers go when all has been measured.
record JsonFile(Path path) {
    /// Sees whether it can be written, before time is spent on numbers that would be lost. Changes nothing.
    ///
    /// @throws IllegalArgumentException if it cannot
    void mustBeWritable() {
        boolean isNew = Files.notExists(path);
        try {
            Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
            if (isNew) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "--json is '" + path + "', expected a file that can be written: " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "its folder does not exist";
            case FileSystemException broken when broken.getReason() != null -> broken.getReason();
            case FileSystemException _ -> "access is denied";
            default -> String.valueOf(e.getMessage());
        };
    }

    void write(Document document) throws IOException {
        try (Writer writer = Files.newBufferedWriter(path)) {
            document.writeTo(writer);
        }
    }
}
