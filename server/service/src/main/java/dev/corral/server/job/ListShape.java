package dev.corral.server.job;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.corral.server.problem.Spot;
import org.jspecify.annotations.Nullable;

/// A bare string is `root`, or `root/path` cut at the first slash.
record ListShape() implements ItemShape {
    static Object show(ListItem item) {
        ListItem.Folder folder = item.folder();
        return item.walk()
                .addTo(new View()
                        .withGiven(ItemOptions.ID, item.id())
                        .with(ItemOptions.ROOT, folder.root())
                        .withGiven(ItemOptions.PATH, folder.path())
                        .withGiven(ItemOptions.PATH_URI, folder.pathUri()))
                .withGiven(ItemOptions.META, item.meta())
                .map();
    }

    @Override
    public Table table() {
        return ItemOptions.LIST;
    }

    @Override
    public @Nullable Item build(int index, Values values, Spot at) {
        String path = values.find(ItemOptions.PATH);
        String pathUri = values.find(ItemOptions.PATH_URI);
        if (path != null && pathUri != null) {
            return at.child("path_uri").refuse(Codes.CONFLICT, "stands beside path, expected only one of them");
        }
        ListItem.Folder folder = new ListItem.Folder(values.get(ItemOptions.ROOT), path, pathUri);
        return new ListItem(index, values.find(ItemOptions.ID), folder, Walk.of(values), values.find(ItemOptions.META));
    }

    @Override
    public @Nullable Item bare(int index, String text, Spot at) {
        int slash = text.indexOf('/');
        String root = ItemOptions.ROOT.read(TextNode.valueOf(slash < 0 ? text : text.substring(0, slash)), at);
        String path = slash < 0 ? "" : ItemOptions.PATH.read(TextNode.valueOf(text.substring(slash + 1)), at);
        if (root == null || path == null) {
            return null;
        }
        ListItem.Folder folder = new ListItem.Folder(root, slash < 0 ? null : path, null);
        return new ListItem(index, null, folder, Walk.PLAIN, null);
    }
}
