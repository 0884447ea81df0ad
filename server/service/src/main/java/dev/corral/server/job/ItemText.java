package dev.corral.server.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.corral.server.problem.FieldError;
import dev.corral.server.problem.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Items as texts, for keeping them: one JSON value each, in the form in which a client may write it. Read again,
/// an item is judged again, so that what the operator has forbidden meanwhile is not done. Thread-safe if its
/// [ItemCheck] is.
public final class ItemText {
    /// The one member of an item that could not be read when it came.
    private static final String INVALID = "invalid";

    private static final JsonMapper JSON = new JsonMapper();

    private final ItemCheck check;

    public ItemText(ItemCheck check) {
        this.check = check;
    }

    /// The item as one line of JSON.
    public static String of(Item item) {
        Object shown =
                switch (item) {
                    case FetchItem fetch -> FetchShape.show(fetch);
                    case ListItem list -> ListShape.show(list);
                    case PipelineItem pipeline -> PipelineShape.show(pipeline);
                    case InvalidItem invalid ->
                        Map.of(
                                INVALID,
                                Map.of(
                                        "pointer", invalid.error().pointer(),
                                        "code", invalid.error().code(),
                                        "detail", invalid.error().detail()));
                };
        try {
            return JSON.writeValueAsString(shown);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("item " + item.index() + " is made of what is always JSON", e);
        }
    }

    /// The item that a text of [#of] stands for, or an [InvalidItem] where it would be refused today.
    ///
    /// @param id the item's own, kept beside the text: that of an item that could not be read is not in it
    /// @throws IllegalArgumentException if the text is none that [#of] has made
    public Item read(JobKind kind, int index, @Nullable String id, String text) {
        try {
            JsonNode node = StrictJson.tree(text.getBytes(StandardCharsets.UTF_8));
            JsonNode invalid = node.path(INVALID);
            if (invalid.isObject()) {
                return new InvalidItem(index, id, error(invalid));
            }
            return ItemIntake.withAnyIds(kind, check).take(index, node, new Problems());
        } catch (IOException e) {
            throw new IllegalArgumentException("item " + index + " is no JSON: " + StrictJson.explain(e), e);
        }
    }

    private static FieldError error(JsonNode invalid) {
        return new FieldError(
                invalid.path("pointer").asText(),
                invalid.path("code").asText(),
                invalid.path("detail").asText());
    }
}
