package dev.corral.server.walk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;

/// A folder that the operator opens to listing, under a name that clients use.
///
/// Made at configuration: the constructor looks at the folder, and a wrong one stops the start.
///
/// @param name a token: letters, digits, `.`, `_` and `-`, beginning with a letter or digit, 64 at most
/// @param path replaced by the real path, links resolved; clients never see it
public record Root(String name, Path path) {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /// @throws IllegalArgumentException if the name is no token, or the path is not a folder that can be walked
    public Root {
        if (!TOKEN.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "root name: '" + name + "' must be 1 to 64 of A-Z a-z 0-9 . _ - and begin with a letter or digit");
        }
        path = real(name, path);
    }

    private static Path real(String name, Path path) {
        try {
            Path real = path.toRealPath();
            Stat stat = Stat.of(Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS), real);
            if (stat.type() != EntryType.DIR) {
                throw new IllegalArgumentException("root " + name + ": '" + path + "' must be a folder");
            }
            if (stat.device() != (long) Files.getAttribute(real, "unix:dev", LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("its device reads differently by handle and by path");
            }
            Folder.openRoot(real).close();
            return real;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "root " + name + ": '" + path + "' must be an existing folder that this process may read, but "
                            + reason(e),
                    e);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is none";
            case AccessDeniedException _ -> "it may not read it";
            case FileSystemException cause when cause.getReason() != null -> "the system says: " + cause.getReason();
            default -> "it cannot be used: " + e.getMessage();
        };
    }
}
