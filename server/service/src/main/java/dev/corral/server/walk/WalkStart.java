package dev.corral.server.walk;

import dev.corral.server.walk.Folder.Entering;
import java.io.IOException;
import java.nio.file.Path;

/// The way from a root down to the folder that a walk starts from: by handles, one open at a time, through no link.
final class WalkStart {
    private WalkStart() {}

    static Entering find(Root root, RelativePath path) {
        try {
            Entering reached = new Entering.Entered(Folder.openRoot(root.path()));
            for (FileName name : path.names()) {
                reached = switch (reached) {
                    case Entering.Entered(Folder parent) -> down(parent, name.path());
                    case Entering.Kept kept -> kept;
                };
            }
            return reached;
        } catch (IOException e) {
            return new Entering.Kept(WalkError.of(e));
        }
    }

    private static Entering down(Folder parent, Path name) throws IOException {
        try (parent) {
            Stat stat = parent.stat(name);
            return switch (stat.type()) {
                case DIR -> asStart(parent.enter(name, stat));
                case LINK -> new Entering.Kept(WalkError.THROUGH_LINK);
                case FILE, FIFO, SOCKET, DEVICE, OTHER -> new Entering.Kept(WalkError.NOT_FOLDER);
            };
        }
    }

    private static Entering asStart(Entering entering) {
        boolean becameLink = entering instanceof Entering.Kept(WalkError error) && error.kind() == WalkError.Kind.LOOP;
        return becameLink ? new Entering.Kept(WalkError.THROUGH_LINK) : entering;
    }
}
