package dev.corral.server.cli.local;

import dev.corral.server.job.Item;
import dev.corral.server.job.ItemCheck;
import dev.corral.server.job.ItemSource;
import dev.corral.server.job.JobKind;
import dev.corral.server.job.JobReader;
import dev.corral.server.job.Read;
import dev.corral.server.job.ReadLimits;
import dev.corral.server.job.Upload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The items of an input, which is not touched before the first of them is asked for: a pipe that says nothing must
/// not keep a job from being cancelled.
final class LocalItems implements ItemSource {
    /// Of one user's own input there may be any number.
    private static final ReadLimits LIMITS = new ReadLimits(
            ReadLimits.DEFAULT.jsonItems(),
            Integer.MAX_VALUE,
            ReadLimits.DEFAULT.textLineBytes(),
            ReadLimits.DEFAULT.jsonLineBytes());

    private final LocalInput input;
    private final InputFormat format;
    private final JobReader reader;
    private final Trouble trouble;
    private volatile @Nullable ItemSource items;

    LocalItems(LocalInput input, InputFormat format, ItemCheck check, Trouble trouble) {
        this.input = input;
        this.format = format;
        this.reader = new JobReader(LIMITS, check);
        this.trouble = trouble;
    }

    @Override
    public @Nullable Item next() throws InterruptedException {
        ItemSource source = items;
        if (source == null) {
            source = open();
            items = source;
        }
        return source.next();
    }

    private ItemSource open() throws InterruptedException {
        return switch (read()) {
            case Read.Accepted(var _, ItemSource opened) -> opened;
            case Read.Malformed(String detail) -> broken(detail);
            case Read.Invalid(var errors) -> broken(errors.getFirst().detail());
        };
    }

    private Read read() throws InterruptedException {
        String kind = JobKind.FETCH.word();
        return switch (format) {
            case TEXT -> reader.readText(input, Map.of("kind", List.of(kind)));
            case NDJSON -> reader.readNdjson(behind("{\"kind\":\"" + kind + "\"}\n"));
        };
    }

    private Upload behind(String head) {
        Upload before = Upload.of(head.getBytes(StandardCharsets.US_ASCII));
        return () -> {
            byte[] piece = before.next();
            return piece == null ? input.next() : piece;
        };
    }

    private ItemSource broken(String why) {
        trouble.tell("the input is refused: " + why);
        return ItemSource.of(List.of());
    }

    @Override
    public long totalOrMinusOne() {
        ItemSource source = items;
        return source == null ? -1 : source.totalOrMinusOne();
    }
}
