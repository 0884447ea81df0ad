package dev.corral.server.job;

import dev.corral.server.problem.FieldError;
import java.util.List;

/// What came of reading a job document.
public sealed interface Read {
    /// A job that may run; items that may not are [InvalidItem]s among the items.
    record Accepted(JobDocument document, ItemSource items) implements Read {}

    /// Not readable at all (400).
    ///
    /// @param detail what and where, for the client
    record Malformed(String detail) implements Read {}

    /// Readable, and refused for all these reasons (422).
    record Invalid(List<FieldError> errors) implements Read {
        public Invalid {
            errors = List.copyOf(errors);
        }
    }
}
