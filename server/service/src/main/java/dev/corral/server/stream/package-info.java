/// What a job tells its reader: one record a line, as the API has them. Start from [JobRecord];
/// [RecordEncoder] writes them as NDJSON, and a [RecordSink] takes them where they go. Records are immutable.
@NullMarked
package dev.corral.server.stream;

import org.jspecify.annotations.NullMarked;
