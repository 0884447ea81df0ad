package dev.corral.server.stream;

/// How records stand in a stream. All that it adds is ASCII.
public enum Framing {
    /// A line each.
    NDJSON {
        @Override
        public String before(long seq, String type) {
            return "";
        }

        @Override
        public String after() {
            return "\n";
        }
    },
    /// A server-sent event each: its id is the number of the record, its type that of the record, its data the
    /// record.
    SSE {
        @Override
        public String before(long seq, String type) {
            return "id: " + seq + "\nevent: " + type + "\ndata: ";
        }

        @Override
        public String after() {
            return "\n\n";
        }
    };

    /// What stands before a record.
    ///
    /// @param type the record's `t`
    public abstract String before(long seq, String type);

    /// What stands after a record.
    public abstract String after();
}
