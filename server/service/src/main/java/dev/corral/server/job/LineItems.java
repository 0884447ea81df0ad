package dev.corral.server.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.server.problem.Problems;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/// The items of an upload, each made of its line when it is asked for: of a million lines one is in memory.
final class LineItems implements ItemSource {
    private final Lines lines;
    private final ItemIntake intake;
    private final int most;
    private int index;
    private boolean ended;

    /// @param most how many items there may be; the one beyond is an [InvalidItem], and the last
    LineItems(Lines lines, ItemIntake intake, int most) {
        this.lines = lines;
        this.intake = intake;
        this.most = most;
    }

    @Override
    public @Nullable Item next() throws InterruptedException {
        return next(new Problems());
    }

    /// The next item; what is wrong with it goes to `found`, which is empty before.
    @Nullable
    Item next(Problems found) throws InterruptedException {
        try {
            ended = ended || !lines.advance();
        } catch (UploadBroken e) {
            ended = true;
            String detail = "after line " + lines.number() + ": " + e.getMessage();
            ItemIntake.place(index, found).refuse(Codes.BROKEN, detail);
            return new InvalidItem(index++, null, found.first());
        }
        if (ended) {
            return null;
        }
        int item = index++;
        JsonNode node = item == most ? tooMany(item, found) : read(item, found);
        return node == null ? new InvalidItem(item, null, found.first()) : intake.take(item, node, found);
    }

    private @Nullable JsonNode tooMany(int item, Problems found) {
        ended = true;
        return refuse(
                item, found, Codes.LENGTH, "is beyond the " + most + " items that an upload may have; none is read");
    }

    private @Nullable JsonNode read(int item, Problems found) {
        if (lines.isTooLong()) {
            return refuse(
                    item,
                    found,
                    Codes.LENGTH,
                    "has " + lines.length() + " bytes, expected " + lines.mostBytes() + " or fewer");
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
        return ended ? index : -1;
    }
}
