package dev.corral.server.job;

import dev.corral.server.walk.Glob;
import dev.corral.server.walk.WalkOptions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// The table of what items can say, with bounds and defaults: the other half of [JobOptions].
final class ItemOptions {
    private static final Domain<Duration> PAUSE = Whole.millis(Duration.ZERO, Duration.ofMinutes(1));
    private static final Domain<Integer> WORKERS = Whole.count(1, 1024);

    static final Option<String> ID = Option.absent("id", new Text(1, 128));
    static final Option<Meta> META = Option.absent("meta", new MetaValue(4096));

    static final Option<String> URL = Option.required("url", new Text(1, 8192));
    static final Option<Method> METHOD = Option.absent("method", Choice.of(Method.class));
    static final Option<Map<String, String>> HEADERS =
            Option.of("headers", new TextMap(64, new Text(1, 256), new Text(0, 8192)), Map.of());
    static final Option<Body> BODY = Option.absent("body_base64", new Base64Body(1 << 20));
    static final Option<Duration> TIMEOUT =
            Option.absent("timeout_ms", Whole.millis(Duration.ofMillis(1), Duration.ofHours(1)));
    static final Option<Boolean> RETRY_UNSAFE = Option.of("retry_unsafe", new Flag(), false);

    static final Option<String> ROOT = Option.required("root", new Text(1, 64));
    static final Option<String> PATH = Option.absent("path", new Text(0, 4096));
    /// Three characters for each byte of a path.
    static final Option<String> PATH_URI = Option.absent("path_uri", new Text(0, 12_288));
    static final Option<InputFile.Format> FORMAT = Option.absent("format", Choice.of(InputFile.Format.class));
    static final Option<Boolean> RECURSIVE = Option.of("recursive", new Flag(), true);
    static final Option<Integer> MAX_DEPTH =
            Option.of("max_depth", Whole.count(1, WalkOptions.HIGHEST_MAX_DEPTH), WalkOptions.DEFAULT_MAX_DEPTH);
    static final Option<String> GLOB = Option.absent("glob", new Text(1, Glob.MAX_LENGTH));
    static final Option<Integer> MAX_ENTRIES =
            Option.of("max_entries", Whole.count(1, WalkOptions.HIGHEST_MAX_ENTRIES), WalkOptions.DEFAULT_MAX_ENTRIES);
    static final Option<Set<Walk.Field>> FIELDS =
            Option.of("fields", Choices.of(Walk.Field.class), Set.copyOf(EnumSet.allOf(Walk.Field.class)));
    static final Option<Walk.Links> LINKS = Option.of("links", Choice.of(Walk.Links.class), Walk.Links.REPORT);

    static final Option<Duration> WALK_TIMEOUT =
            Option.of("timeout_ms", Whole.millis(Duration.ofMillis(1), Duration.ofDays(1)), Duration.ofMinutes(10));

    static final Option<Integer> PRODUCERS = Option.of("producers", WORKERS, 1);
    static final Option<Integer> CONSUMERS = Option.of("consumers", WORKERS, 1);
    static final Option<Integer> COUNT = Option.of("count", Whole.count(0, 1_000_000), 1000);
    static final Option<Duration> PRODUCE = Option.of("produce_ms", PAUSE, Duration.ZERO);
    static final Option<Duration> CONSUME = Option.of("consume_ms", PAUSE, Duration.ZERO);
    static final Option<Integer> CAPACITY = Option.of("capacity", Whole.count(0, 65_536), 0);

    static final Table FETCH = Table.of(ID, URL, METHOD, HEADERS, BODY, TIMEOUT, RETRY_UNSAFE, META);
    static final Table LIST = Table.of(
            ID, ROOT, PATH, PATH_URI, RECURSIVE, MAX_DEPTH, GLOB, MAX_ENTRIES, FIELDS, LINKS, WALK_TIMEOUT, META);
    static final Table FILE = Table.of(ROOT, PATH, PATH_URI, FORMAT);
    static final Table PIPELINE = Table.of(ID, PRODUCERS, CONSUMERS, COUNT, PRODUCE, CONSUME, CAPACITY);

    private ItemOptions() {}
}
