package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.corral.nursery.testing.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TaskTreeJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(100_000).build())
            .build());
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    private static TaskTree.TaskView task(String name) {
        return new TaskTree.TaskView(1, name, "running", null, null, List.of(), List.of(), List.of());
    }

    private static TaskTree.NurseryView nursery(String name, List<TaskTree.TaskView> tasks) {
        return new TaskTree.NurseryView(name, "open", 0, null, List.of(), tasks, List.of());
    }

    @Test
    void hasTheShapeThatTheApiPromises() throws Exception {
        CancelCause cause = CancelCause.deadline("deadline of PT1S passed");
        TaskTree.TaskView task = new TaskTree.TaskView(
                7,
                "fetch-7",
                "waiting",
                new TaskTree.WaitView(WaitKind.CHANNEL_RECEIVE, "items", 12),
                cause,
                List.of(new TaskTree.ScopeView(true, NOON, cause)),
                List.of(),
                List.of());
        TaskTree.ChannelView channel = new TaskTree.ChannelView("items", new ChannelStatistics(4, 3, 4, 1, 1, 2, 0));
        TaskTree tree = new TaskTree(
                NOON,
                List.of(new TaskTree.NurseryView(
                        "job", "leaving", 34, NOON.plusSeconds(1), List.of(), List.of(task), List.of(channel))));
        assertThat(JSON.readTree(tree.toJson())).isEqualTo(JSON.readTree("""
            {"taken_at":"2030-01-01T12:00:00Z","nurseries":[{"name":"job","state":"leaving","age_ms":34,
            "deadline":"2030-01-01T12:00:01Z","scopes":[],"tasks":[{"id":7,"name":"fetch-7",
            "state":"waiting","waiting_on":{"what":"channel.receive","name":"items","since_ms":12},
            "cancelled":{"reason":"deadline of PT1S passed","source":"deadline","by":null},
            "scopes":[{"shielded":true,"deadline":"2030-01-01T12:00:00Z",
            "cancelled":{"reason":"deadline of PT1S passed","source":"deadline","by":null}}],
            "nurseries":[],"tasks":[]}],
            "channels":[{"name":"items","capacity":4,"used":3,"waiting_senders":2,
            "waiting_receivers":0}]}]}
            """));
    }

    /// Any text can be a name: control characters, quotes, halves of surrogate pairs.
    @Test
    void isValidForAnyNames() throws Exception {
        Random random = new Random(42);
        for (int round = 0; round < 500; round++) {
            List<TaskTree.TaskView> tasks = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                tasks.add(task(text(random)));
            }
            String name = text(random);
            JsonNode read = JSON.readTree(new TaskTree(NOON, List.of(nursery(name, tasks))).toJson());
            JsonNode nursery = read.at("/nurseries/0");
            assertThat(nursery.get("name").textValue()).isEqualTo(name);
            for (int i = 0; i < 5; i++) {
                assertThat(nursery.at("/tasks/" + i + "/name").textValue())
                        .isEqualTo(tasks.get(i).name());
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(20); length > 0; length--) {
            switch (random.nextInt(4)) {
                case 0 -> text.append((char) random.nextInt(0x10000));
                case 1 -> text.append((char) random.nextInt(0x80));
                case 2 -> text.append("\"\\/{}[]:,\b\n".charAt(random.nextInt(11)));
                default -> text.appendCodePoint(0x1F400 + random.nextInt(0x40));
            }
        }
        return text.toString();
    }

    @Test
    void ofALiveRunItIsValidTooHoweverDeep() throws InterruptedException, Exception {
        VirtualTime time = VirtualTime.autoJump();
        String json = time.run(() -> {
            String[] taken = new String[1];
            Nursery.open(outer -> deepen(outer, 700, taken, time));
            return taken[0];
        });
        JsonNode node = JSON.readTree(json).at("/nurseries/0/tasks/0");
        int depth = 0;
        while (!node.isMissingNode()) {
            depth++;
            node = node.at("/nurseries/0/tasks/0");
        }
        assertThat(depth).isGreaterThanOrEqualTo(700);
    }

    private static void deepen(Nursery nursery, int levels, String[] taken, VirtualTime time) {
        nursery.start(() -> {
            if (levels == 0) {
                time.waitAllTasksBlocked();
                taken[0] = TaskTree.snapshot().toJson();
                return;
            }
            Nursery.open(inner -> {
                deepen(inner, levels - 1, taken, time);
                Task.sleep(Duration.ofHours(1));
            });
        });
    }
}
