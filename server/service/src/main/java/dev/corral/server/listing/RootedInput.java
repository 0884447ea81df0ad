package dev.corral.server.listing;

import dev.corral.nursery.Limiter;
import dev.corral.nursery.Offload;
import dev.corral.server.job.InputFile;
import dev.corral.server.job.InputFiles;
import dev.corral.server.job.UploadBroken;
import dev.corral.server.run.Waits;
import dev.corral.server.walk.ParsedPath;
import dev.corral.server.walk.RelativePath;
import dev.corral.server.walk.Root;
import dev.corral.server.walk.RootedFile;
import dev.corral.server.walk.Roots;
import dev.corral.server.walk.WalkError;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Input from files under the roots that may be listed, read on worker threads. Thread-safe.
public final class RootedInput implements InputFiles {
    private final Roots roots;
    private final Offload offload;

    /// @param permits for reads at once
    public RootedInput(Roots roots, Limiter permits) {
        this.roots = roots;
        this.offload = Offload.named("input file").limitedBy(permits);
    }

    @Override
    public Found find(InputFile file) throws InterruptedException {
        Root root = roots.find(file.root());
        if (root == null) {
            return new Found.Refused(
                    "root", "unknown_root", "is not a root of this service, expected one of its names");
        }
        @Nullable String uri = file.pathUri();
        String member = uri == null ? "path" : "path_uri";
        return switch (uri == null ? RelativePath.parse(file.path()) : RelativePath.parseUri(uri)) {
            case ParsedPath.Refused(WalkError error) -> refused(member, error);
            case ParsedPath.Ok(RelativePath path) -> {
                yield switch (Waits.blocking(offload, () -> RootedFile.find(root, path))) {
                    case RootedFile.Finding.Found(RootedFile found) -> new Found.There(() -> next(found));
                    case RootedFile.Finding.Refused(WalkError error) -> refused(member, error);
                };
            }
        };
    }

    private byte @Nullable [] next(RootedFile file) throws InterruptedException {
        return switch (Waits.blocking(offload, file::next)) {
            case RootedFile.Piece.Bytes(byte[] bytes) -> bytes.length == 0 ? null : bytes;
            case RootedFile.Piece.Broken(WalkError error) -> throw new UploadBroken(error.detail());
        };
    }

    private static Found refused(String member, WalkError error) {
        return new Found.Refused(member, error.kind().name().toLowerCase(Locale.ROOT), error.detail());
    }
}
