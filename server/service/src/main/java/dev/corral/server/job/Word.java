package dev.corral.server.job;

import java.util.Locale;

/// A constant of a closed set as it is written in a document: by default the name in lower case.
public interface Word {
    String name();

    /// The spelling in documents, records and queries.
    default String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
