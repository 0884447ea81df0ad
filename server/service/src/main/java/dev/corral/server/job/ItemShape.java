package dev.corral.server.job;

import dev.corral.server.problem.Spot;
import org.jspecify.annotations.Nullable;

/// How the items of one kind are written.
sealed interface ItemShape permits FetchShape, ListShape, PipelineShape {
    static ItemShape of(JobKind kind) {
        return switch (kind) {
            case FETCH -> new FetchShape();
            case LIST -> new ListShape();
            case PIPELINE -> new PipelineShape();
        };
    }

    /// The members that an item given as object can have.
    Table table();

    /// An item given as object, its members read without any refusal.
    @Nullable
    Item build(int index, Values values, Spot at);

    /// An item given as bare string, or null after a refusal.
    @Nullable
    Item bare(int index, String text, Spot at);
}
