package dev.corral.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.corral.server.problem.Problems;
import dev.corral.server.problem.Spot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a job in each of the three forms in which it can come.
///
/// Never throws on what a client sent, whatever it is: the answer is one of [Read]'s three. Nothing is clamped,
/// and everything that is wrong is told at once, up to [Problems#CAP] errors. Thread-safe if its [ItemCheck] is.
public final class JobReader {
    private final ReadLimits limits;
    private final ItemCheck check;
    private final InputFiles files;
    private final boolean judging;

    /// A reader for which there are no files on the server.
    public JobReader(ReadLimits limits, ItemCheck check) {
        this(limits, check, InputFiles.NONE);
    }

    public JobReader(ReadLimits limits, ItemCheck check, InputFiles files) {
        this(limits, check, files, false);
    }

    private JobReader(ReadLimits limits, ItemCheck check, InputFiles files, boolean judging) {
        this.limits = limits;
        this.check = check;
        this.files = files;
        this.judging = judging;
    }

    /// A reader that refuses no job for its items, whatever `on_invalid` says: to tell what would be refused.
    public JobReader judging() {
        return new JobReader(limits, check, files, true);
    }

    /// Reads one JSON document, items included (`application/json`). A list of no items is a job of no items. Where
    /// the document names a file in their place, its lines are read as those of an upload. A checkpoint then.
    ///
    /// @param body not changed while this runs, and not kept
    public Read readJson(byte[] body) throws InterruptedException {
        try {
            JsonBody json = new JsonBody(body);
            ObjectNode fields = json.head();
            Head head = new HeadReader().read(fields);
            if (fields.has(JsonBody.ITEMS_FROM)) {
                return fromFile(fields, head);
            }
            List<Item> items = hasItems(fields, head.problems()) ? items(json, head) : List.of();
            return finish(head, ItemSource.of(items));
        } catch (IOException e) {
            return new Read.Malformed("the body " + StrictJson.explain(e));
        }
    }

    /// Reads again what [JobDocument#effective] gave, as JSON.
    ///
    /// @throws IllegalArgumentException if that is not what it is
    public static JobDocument readDocument(String json) {
        try {
            Head head = new HeadReader().read(new JsonBody(json.getBytes(StandardCharsets.UTF_8)).head());
            if (!head.problems().isEmpty()) {
                throw new IllegalArgumentException(
                        "the document is refused: " + head.problems().list());
            }
            return head.document();
        } catch (IOException e) {
            throw new IllegalArgumentException("the document " + StrictJson.explain(e), e);
        }
    }

    private static boolean hasItems(ObjectNode fields, Problems problems) {
        Spot at = Spot.root(problems).child(JsonBody.ITEMS);
        JsonNode items = fields.get(JsonBody.ITEMS);
        if (items == null) {
            at.refuse(
                    Codes.REQUIRED,
                    "is missing, expected a list of items, which may be empty, or " + JsonBody.ITEMS_FROM);
        } else if (!items.isArray()) {
            at.refuse(Codes.TYPE, "is not a list, expected a list of items, which may be empty");
        }
        return items != null && items.isArray();
    }

    private Read fromFile(ObjectNode fields, Head head) throws InterruptedException {
        Spot at = Spot.root(head.problems()).child(JsonBody.ITEMS_FROM);
        if (fields.has(JsonBody.ITEMS)) {
            at.refuse(Codes.CONFLICT, "stands beside " + JsonBody.ITEMS + ", expected only one of them");
        }
        InputFile file = inputFile(fields.get(JsonBody.ITEMS_FROM), at);
        if (file == null || !head.problems().isEmpty()) {
            return new Read.Invalid(head.problems().list());
        }
        return switch (files.find(file)) {
            case InputFiles.Found.There(Upload upload) -> {
                Lines lines = new Lines(upload, file.lines(), lineBytes(file.lines()));
                refuseUnreadable(lines, at);
                yield lines(head, lines);
            }
            case InputFiles.Found.Refused(String member, String code, String detail) -> {
                at.child(member).refuse(code, detail);
                yield new Read.Invalid(head.problems().list());
            }
        };
    }

    private static void refuseUnreadable(Lines lines, Spot at) throws InterruptedException {
        try {
            if (lines.startsWithBom()) {
                at.refuse(Codes.CHARACTERS, "starts with a byte order mark, expected plain UTF-8");
            }
        } catch (UploadBroken e) {
            at.refuse(Codes.BROKEN, "cannot be read: " + e.getMessage());
        }
    }

    private static @Nullable InputFile inputFile(JsonNode node, Spot at) {
        if (!node.isObject()) {
            return at.refuse(
                    Codes.TYPE, "is not an object, expected one such as {\"root\": \"docs\", \"path\": \"urls.txt\"}");
        }
        Values values = new Values();
        ItemOptions.FILE.read(node, at, values);
        String root = values.find(ItemOptions.ROOT);
        String path = values.find(ItemOptions.PATH);
        String pathUri = values.find(ItemOptions.PATH_URI);
        if ((path == null) == (pathUri == null)) {
            return at.child("path").refuse(Codes.REQUIRED, "or path_uri is expected, one of them");
        }
        return root == null ? null : new InputFile(root, path, pathUri, values.find(ItemOptions.FORMAT));
    }

    private int lineBytes(LineFormat format) {
        return format == LineFormat.JSON ? limits.jsonLineBytes() : limits.textLineBytes();
    }

    private List<Item> items(JsonBody json, Head head) throws IOException {
        JobKind kind = head.values().find(JobOptions.KIND);
        if (kind == null) {
            return List.of();
        }
        ItemIntake intake = ItemIntake.withUniqueIds(kind, check);
        boolean rejects = rejects(head);
        List<Item> items = new ArrayList<>();
        json.items((index, node) -> {
            if (index == limits.jsonItems()) {
                refuseCount(head, limits.jsonItems());
                return false;
            }
            Problems found = new Problems();
            Item item = intake.take(index, node, found);
            if (rejects) {
                head.problems().addAll(found);
            }
            // Of a job that is refused anyway, no item need be kept.
            if (!rejects || head.problems().isEmpty()) {
                items.add(item);
            }
            return true;
        });
        return items;
    }

    private boolean rejects(Head head) {
        return !judging && head.values().get(JobOptions.ON_INVALID) == Intake.OnInvalid.REJECT_JOB;
    }

    private static void refuseCount(Head head, int max) {
        Spot.root(head.problems())
                .child(JsonBody.ITEMS)
                .refuse(Codes.LENGTH, "has more than " + max + " items, expected at most that many");
    }

    /// Reads one bare URL or path a line (`text/plain`), with the options in the query. A checkpoint.
    ///
    /// Items are read from the upload as they are asked for: a bad one is an [InvalidItem], unless `on_invalid` is
    /// `reject_job`; then the whole upload is read first. Ids need not be unique here: nothing is remembered of an
    /// item, so that an upload may be of any size.
    ///
    /// @param query decoded; an unknown or repeated key is refused
    public Read readText(Upload body, Map<String, ? extends Collection<String>> query) throws InterruptedException {
        Lines lines = new Lines(body, LineFormat.TEXT, limits.textLineBytes());
        if (lines.startsWithBom()) {
            return new Read.Malformed("the body starts with a byte order mark, expected plain UTF-8");
        }
        return lines(new QueryReader().read(query), lines);
    }

    /// Reads a JSON document without items on the first line, and one item as JSON on each further line
    /// (`application/x-ndjson`). Items are read as in [#readText]; blank lines are skipped. A checkpoint.
    public Read readNdjson(Upload body) throws InterruptedException {
        Lines lines = new Lines(body, LineFormat.JSON, limits.jsonLineBytes());
        try {
            // Without any line the empty text is read, which says so.
            byte[] first = lines.advance() ? lines.bytes() : new byte[0];
            if (lines.isTooLong()) {
                return new Read.Malformed("the first line is longer than " + limits.jsonLineBytes() + " bytes");
            }
            ObjectNode fields = new JsonBody(first).head();
            Head head = new HeadReader().read(fields);
            for (String name : List.of(JsonBody.ITEMS, JsonBody.ITEMS_FROM)) {
                if (fields.has(name)) {
                    Spot.root(head.problems())
                            .child(name)
                            .refuse(Codes.CONFLICT, "stands in an upload, expected one item on each further line");
                }
            }
            return lines(head, lines);
        } catch (IOException e) {
            return new Read.Malformed("the first line " + StrictJson.explain(e));
        }
    }

    private Read lines(Head head, Lines lines) throws InterruptedException {
        head.values().fallBack(JobOptions.ON_INVALID, Intake.OnInvalid.FAIL_ITEM);
        JobKind kind = head.values().find(JobOptions.KIND);
        // Of a job that is refused in any case, the items need not be waited for.
        if (kind == null || !head.problems().isEmpty()) {
            return finish(head, ItemSource.of(List.of()));
        }
        if (rejects(head)) {
            return finish(head, ItemSource.of(collect(head, lines, kind)));
        }
        return finish(head, new LineItems(lines, ItemIntake.withAnyIds(kind, check), limits.lines()));
    }

    private List<Item> collect(Head head, Lines lines, JobKind kind) throws InterruptedException {
        LineItems source = new LineItems(lines, ItemIntake.withUniqueIds(kind, check), limits.jsonItems());
        List<Item> items = new ArrayList<>();
        Problems found = new Problems();
        for (Item item = source.next(found); item != null; item = source.next(found)) {
            head.problems().addAll(found);
            if (head.problems().isEmpty()) {
                items.add(item);
            } else {
                items.clear();
            }
            found = new Problems();
        }
        return items;
    }

    private Read finish(Head head, ItemSource items) {
        return head.problems().isEmpty()
                ? new Read.Accepted(head.document(), items)
                : new Read.Invalid(head.problems().list());
    }
}
