package dev.corral.server.job;

import org.jspecify.annotations.Nullable;

/// A file on the server that holds a job's items, one a line.
///
/// @param root name of the root that it lies under
/// @param path plain Unicode; null where `pathUri` is given
/// @param pathUri percent-encoded, for names that are not UTF-8
/// @param format null: by the name, `.ndjson` and `.jsonl` for lines of JSON, all others for lines of text
public record InputFile(
        String root,
        @Nullable String path,
        @Nullable String pathUri,
        @Nullable Format format) {
    /// What its lines are.
    public enum Format implements Word {
        /// URLs or paths.
        TEXT,
        /// Items as JSON.
        NDJSON
    }

    LineFormat lines() {
        if (format != null) {
            return format == Format.NDJSON ? LineFormat.JSON : LineFormat.TEXT;
        }
        String name = String.valueOf(path == null ? pathUri : path);
        return name.endsWith(".ndjson") || name.endsWith(".jsonl") ? LineFormat.JSON : LineFormat.TEXT;
    }
}
