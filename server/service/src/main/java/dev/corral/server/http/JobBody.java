package dev.corral.server.http;

import dev.corral.server.job.JobReader;
import dev.corral.server.job.Read;
import dev.corral.server.job.Upload;
import io.vertx.core.buffer.Buffer;

/// The body of a request that holds a job, in any of its forms.
record JobBody(Exchange exchange, MediaTypes.Input input, BodyMemory bodies) {
    /// Reads the job; of an upload its head only. A checkpoint.
    ///
    /// @param memory grows by what is held whole
    /// @throws Refused if there is no memory for it
    Read read(JobReader reader, Upload upload, BodyMemory.Share memory) throws Refused, InterruptedException {
        if (input != MediaTypes.Input.TEXT) {
            Query.requireNone(exchange, "the options in the document");
        }
        return switch (input) {
            case JSON -> reader.readJson(whole(upload, memory));
            case NDJSON -> reader.readNdjson(upload);
            case TEXT -> reader.readText(upload, Query.of(exchange));
        };
    }

    private byte[] whole(Upload upload, BodyMemory.Share memory) throws Refused, InterruptedException {
        Buffer all = Buffer.buffer();
        for (byte[] piece = upload.next(); piece != null; piece = upload.next()) {
            if (!memory.grow(piece.length)) {
                throw exchange.overloaded("the server holds as many bytes of JSON bodies as it takes, "
                        + bodies.mostBytes() + ": send the items as " + MediaTypes.NDJSON);
            }
            all.appendBytes(piece);
        }
        return all.getBytes();
    }
}
