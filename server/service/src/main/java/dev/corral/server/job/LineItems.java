package dev.corral.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.problem.Problems;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/// The items of an upload, each made of its line when it is asked for: a million lines are one array of bytes.
final class LineItems implements ItemSource {
    private final Lines lines;
    private final ItemIntake intake;
    private final Size size;
    private int index;

    /// @param total how many lines there are
    /// @param maxLineBytes a longer line is an [InvalidItem]
    record Size(long total, int maxLineBytes) {}

    LineItems(Lines lines, ItemIntake intake, Size size) {
        this.lines = lines;
        this.intake = intake;
        this.size = size;
    }

    @Override
    public @Nullable Item next() {
        return next(new Problems());
    }

    /// The next item; what is wrong with it goes to `found`, which is empty before.
    @Nullable
    Item next(Problems found) {
        if (!lines.advance()) {
            return null;
        }
        int item = index++;
        JsonNode node = read(item, found);
        return node == null ? new InvalidItem(item, null, found.first()) : intake.take(item, node, found);
    }

    private @Nullable JsonNode read(int item, Problems found) {
        if (lines.length() > size.maxLineBytes) {
            return refuse(
                    item,
                    found,
                    Codes.LENGTH,
                    "has " + lines.length() + " bytes, expected at most " + size.maxLineBytes);
        }
        try {
            return lines.read();
        } catch (CharacterCodingException e) {
            return refuse(item, found, Codes.CHARACTERS, StrictJson.explain(e));
        } catch (IOException e) {
            return refuse(item, found, Codes.MALFORMED, StrictJson.explain(e));
        }
    }

    private @Nullable JsonNode refuse(int item, Problems found, String code, String detail) {
        return ItemIntake.place(item, found).refuse(code, "line " + lines.number() + " " + detail);
    }

    @Override
    public long totalOrMinusOne() {
        return size.total;
    }
}
