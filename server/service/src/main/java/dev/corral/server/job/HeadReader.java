package dev.corral.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.corral.server.problem.Problems;
import dev.corral.server.problem.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads the options of a JSON document.
final class HeadReader {
    private static final Table TOP = JobOptions.group("");
    private static final List<String> NAMES = names();

    /// A group all of whose limits are absent by default may be given as null, meaning the same.
    private static final String NULLABLE_GROUP = "rate";

    private final Problems problems = new Problems();
    private final Spot root = Spot.root(problems);
    private final Values values = new Values();

    static boolean isKnown(String name) {
        return TOP.find(name) != null || JobOptions.isGroup(name) || isItems(name);
    }

    private static boolean isItems(String name) {
        return name.equals(JsonBody.ITEMS) || name.equals(JsonBody.ITEMS_FROM);
    }

    Head read(ObjectNode head) {
        for (Map.Entry<String, JsonNode> member : head.properties()) {
            member(member.getKey(), member.getValue(), root.child(member.getKey()));
        }
        if (!head.has(JobOptions.KIND.name())) {
            Table.refuseMissing(JobOptions.KIND, place(JobOptions.KIND));
        }
        Head read = new Head(values, problems, this::place);
        Rules.check(read);
        return read;
    }

    private void member(String name, JsonNode node, Spot at) {
        Option<?> option = TOP.find(name);
        if (option != null) {
            values.read(option, node, at);
        } else if (!isKnown(name)) {
            Table.refuseUnknown(at, NAMES);
        } else if (!isItems(name)) {
            group(name, node, at);
        }
    }

    private void group(String name, JsonNode node, Spot at) {
        if (node.isObject()) {
            JobOptions.group(name).read(node, at, values);
        } else if (!node.isNull() || !name.equals(NULLABLE_GROUP)) {
            at.refuse(Codes.TYPE, "is not an object, expected an object");
        }
    }

    private Spot place(Option<?> option) {
        Spot group = option.group().isEmpty() ? root : root.child(option.group());
        return group.child(option.name());
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of(JsonBody.ITEMS, JsonBody.ITEMS_FROM));
        for (Option<?> option : JobOptions.ALL) {
            String name = option.group().isEmpty() ? option.name() : option.group();
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }
}
