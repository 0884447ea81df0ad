package dev.corral.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;

/// What one line of an upload holds.
enum LineFormat {
    /// A bare URL or path, as it stands: nothing is trimmed.
    TEXT {
        @Override
        boolean isComment(byte first) {
            return first == '#';
        }

        @Override
        JsonNode read(Lines line) throws IOException {
            return TextNode.valueOf(line.text());
        }
    },
    /// An item as JSON.
    JSON {
        @Override
        boolean isComment(byte first) {
            return false;
        }

        @Override
        JsonNode read(Lines line) throws IOException {
            return StrictJson.tree(line.bytes());
        }
    };

    /// Whether a line that starts so is passed over.
    abstract boolean isComment(byte first);

    /// @throws IOException when the line is not UTF-8, or not JSON within the limits
    abstract JsonNode read(Lines line) throws IOException;
}
