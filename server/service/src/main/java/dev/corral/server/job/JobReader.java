package dev.corral.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.corral.server.problem.Problems;
import dev.corral.server.problem.Spot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Reads a job in each of the three forms in which it can come.
///
/// Never throws on what a client sent, whatever it is: the answer is one of [Read]'s three. Nothing is clamped,
/// and everything that is wrong is told at once, up to [Problems#CAP] errors. Thread-safe if its [ItemCheck] is.
public final class JobReader {
    private final ReadLimits limits;
    private final ItemCheck check;

    public JobReader(ReadLimits limits, ItemCheck check) {
        this.limits = limits;
        this.check = check;
    }

    /// Reads one JSON document, items included (`application/json`). A list of no items is a job of no items.
    ///
    /// @param body not changed while this runs, and not kept
    public Read readJson(byte[] body) {
        try {
            JsonBody json = new JsonBody(body);
            ObjectNode fields = json.head();
            Head head = new HeadReader().read(fields);
            List<Item> items = hasItems(fields, head.problems()) ? items(json, head) : List.of();
            return finish(head, ItemSource.of(items));
        } catch (IOException e) {
            return new Read.Malformed("the body " + StrictJson.explain(e));
        }
    }

    private static boolean hasItems(ObjectNode fields, Problems problems) {
        Spot at = Spot.root(problems).child(JsonBody.ITEMS);
        JsonNode items = fields.get(JsonBody.ITEMS);
        if (items == null) {
            at.refuse(Codes.REQUIRED, "is missing, expected a list of items, which may be empty");
        } else if (!items.isArray()) {
            at.refuse(Codes.TYPE, "is not a list, expected a list of items, which may be empty");
        }
        return items != null && items.isArray();
    }

    private List<Item> items(JsonBody json, Head head) throws IOException {
        JobKind kind = head.values().find(JobOptions.KIND);
        if (kind == null) {
            return List.of();
        }
        ItemIntake intake = new ItemIntake(kind, check);
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

    private static boolean rejects(Head head) {
        return head.values().get(JobOptions.ON_INVALID) == Intake.OnInvalid.REJECT_JOB;
    }

    private static void refuseCount(Head head, int max) {
        Spot.root(head.problems())
                .child(JsonBody.ITEMS)
                .refuse(Codes.LENGTH, "has more than " + max + " items, expected at most that many");
    }

    /// Reads one bare URL or path a line (`text/plain`), with the options in the query.
    ///
    /// Items are read from the body as they are asked for: a bad one is an [InvalidItem], unless `on_invalid` is
    /// `reject_job`; then all lines are looked at first.
    ///
    /// @param body kept, and never to be changed
    /// @param query decoded; an unknown or repeated key is refused
    public Read readText(byte[] body, Map<String, ? extends Collection<String>> query) {
        if (StrictJson.startsWithBom(body)) {
            return new Read.Malformed("the body starts with a byte order mark, expected plain UTF-8");
        }
        return lines(new QueryReader().read(query), new Lines(body, LineFormat.TEXT));
    }

    /// Reads a JSON document without items on the first line, and one item as JSON on each further line
    /// (`application/x-ndjson`). Items are read as in [#readText]; blank lines are skipped.
    ///
    /// @param body kept, and never to be changed
    public Read readNdjson(byte[] body) {
        Lines lines = new Lines(body, LineFormat.JSON);
        try {
            // Without any line the empty text is read, which says so.
            byte[] first = lines.advance() ? lines.bytes() : new byte[0];
            ObjectNode fields = new JsonBody(first).head();
            Head head = new HeadReader().read(fields);
            if (fields.has(JsonBody.ITEMS)) {
                Spot.root(head.problems())
                        .child(JsonBody.ITEMS)
                        .refuse(Codes.CONFLICT, "stands in an upload, expected one item on each further line");
            }
            return lines(head, lines);
        } catch (IOException e) {
            return new Read.Malformed("the first line " + StrictJson.explain(e));
        }
    }

    private Read lines(Head head, Lines lines) {
        head.values().fallBack(JobOptions.ON_INVALID, Intake.OnInvalid.FAIL_ITEM);
        JobKind kind = head.values().find(JobOptions.KIND);
        if (kind == null) {
            return finish(head, ItemSource.of(List.of()));
        }
        long total = lines.rest().count();
        if (total > limits.lines()) {
            refuseCount(head, limits.lines());
            return finish(head, ItemSource.of(List.of()));
        }
        LineItems.Size size = new LineItems.Size(total, limits.lineBytes());
        if (rejects(head)) {
            collect(new LineItems(lines.rest(), new ItemIntake(kind, check), size), head.problems());
        }
        return finish(head, new LineItems(lines, new ItemIntake(kind, check), size));
    }

    private static void collect(LineItems items, Problems problems) {
        Problems found = new Problems();
        while (items.next(found) != null) {
            problems.addAll(found);
            found = new Problems();
        }
    }

    private Read finish(Head head, ItemSource items) {
        return head.problems().isEmpty()
                ? new Read.Accepted(head.document(), items)
                : new Read.Invalid(head.problems().list());
    }
}
