package dev.corral.server.job;

import dev.corral.server.problem.Spot;
import org.jspecify.annotations.Nullable;

/// Has no bare form.
record PipelineShape() implements ItemShape {
    static Object show(PipelineItem item) {
        return new View()
                .withGiven(ItemOptions.ID, item.id())
                .with(ItemOptions.PRODUCERS, item.producers().number())
                .with(ItemOptions.CONSUMERS, item.consumers().number())
                .with(ItemOptions.COUNT, item.count())
                .with(ItemOptions.PRODUCE, item.producers().each())
                .with(ItemOptions.CONSUME, item.consumers().each())
                .with(ItemOptions.CAPACITY, item.capacity())
                .map();
    }

    @Override
    public Table table() {
        return ItemOptions.PIPELINE;
    }

    @Override
    public Item build(int index, Values values, Spot at) {
        return new PipelineItem(
                index,
                values.find(ItemOptions.ID),
                new PipelineItem.Workers(values.get(ItemOptions.PRODUCERS), values.get(ItemOptions.PRODUCE)),
                new PipelineItem.Workers(values.get(ItemOptions.CONSUMERS), values.get(ItemOptions.CONSUME)),
                values.get(ItemOptions.COUNT),
                values.get(ItemOptions.CAPACITY));
    }

    @Override
    public @Nullable Item bare(int index, String text, Spot at) {
        return at.refuse(Codes.TYPE, "is a string, expected an object");
    }
}
