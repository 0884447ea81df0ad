package dev.corral.loadtest.rig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Options that a service may have or not: an older one starts without them, and the scenario says what it
/// lacks.
final class WantedOptions {
    /// The keys of the two tenants, in the clear.
    private static final List<String> TENANTS = List.of("big", "small");

    private final Path jar;
    private final Path folder;

    WantedOptions(Path jar, Path folder) {
        this.jar = jar;
        this.folder = folder;
    }

    /// Those of them that the service's help names, with their values.
    List<String> given(List<String> wanted) throws IOException, InterruptedException {
        if (wanted.isEmpty()) {
            return List.of();
        }
        String help = help();
        List<String> given = new ArrayList<>();
        for (String option : wanted) {
            if (help.contains(option)) {
                given.add(option + "=" + value(option));
            }
        }
        return given;
    }

    private String value(String option) throws IOException {
        return switch (option) {
            case "--data" -> Files.createDirectories(folder.resolve("data")).toString();
            case "--key-file" -> keys().toString();
            default -> throw new IllegalArgumentException(option + " has no value that a scenario would know");
        };
    }

    private Path keys() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String tenant : TENANTS) {
            text.append(tenant).append(':').append(digest("key-of-" + tenant)).append('\n');
        }
        return Files.writeString(folder.resolve("keys"), text.toString());
    }

    private static String digest(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private String help() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Child.java(), "-jar", jar.toString(), "serve", "--help")
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }
}
