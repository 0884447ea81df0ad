package dev.corral.server.cli.local;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// What a line of an input holds.
public enum InputFormat {
    /// A URL.
    TEXT,
    /// An item as JSON, bare URLs in quotes included.
    NDJSON;

    /// That of a file, by its name.
    public static InputFormat of(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return name.endsWith(".ndjson") || name.endsWith(".jsonl") ? NDJSON : TEXT;
    }

    /// URLs as lines of this format.
    public byte[] lines(List<String> urls) {
        StringBuilder text = new StringBuilder();
        for (String url : urls) {
            text.append(this == NDJSON ? TextNode.valueOf(url).toString() : url).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
