package dev.corral.server.walk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the system says about one entry, read through the handle of its folder.
///
/// @param key device and inode: equal for the same thing on disk, however it was reached
record Stat(EntryType type, long sizeBytes, FileTime modified, Object key) {
    /// `S_IFMT` and its values, the same on every Linux.
    private static final int TYPE_MASK = 0xF000;

    private static final int TYPE_FIFO = 0x1000;
    private static final int TYPE_CHARACTERS = 0x2000;
    private static final int TYPE_BLOCKS = 0x6000;
    private static final int TYPE_SOCKET = 0xC000;

    /// How the JDK's file keys print. The device is in no attribute that can be read through a handle but in this key;
    /// [Root] checks at configuration that it can be read from it.
    private static final Pattern KEY = Pattern.compile("\\(dev=([0-9a-f]+),ino=-?[0-9]+\\)");

    /// @param path where the entry seems to be; looked at only to tell FIFOs, sockets and devices apart
    static Stat of(BasicFileAttributes attributes, Path path) throws IOException {
        Object key = attributes.fileKey();
        if (key == null) {
            throw new IOException("the file system gives no device and inode");
        }
        return new Stat(type(attributes, path), attributes.size(), attributes.lastModifiedTime(), key);
    }

    long device() throws IOException {
        Matcher matcher = KEY.matcher(key.toString());
        if (!matcher.matches()) {
            throw new IOException("device and inode read '" + key + "' where '(dev=<hex>,ino=<number>)' was expected");
        }
        return Long.parseUnsignedLong(matcher.group(1), 16);
    }

    private static EntryType type(BasicFileAttributes attributes, Path path) {
        if (attributes.isSymbolicLink()) {
            return EntryType.LINK;
        }
        if (attributes.isDirectory()) {
            return EntryType.DIR;
        }
        return attributes.isRegularFile() ? EntryType.FILE : special(attributes, path);
    }

    /// Attributes read through a handle do not tell the special types apart, so they are read once more by path. That
    /// path may lead elsewhere by now: the answer counts only if it is about the same device and inode.
    private static EntryType special(BasicFileAttributes attributes, Path path) {
        try {
            Map<String, Object> byPath = Files.readAttributes(path, "unix:mode,fileKey", LinkOption.NOFOLLOW_LINKS);
            boolean same = attributes.fileKey().equals(byPath.get("fileKey"));
            return same && byPath.get("mode") instanceof Integer mode ? special(mode) : EntryType.OTHER;
        } catch (IOException _) {
            return EntryType.OTHER;
        }
    }

    private static EntryType special(int mode) {
        return switch (mode & TYPE_MASK) {
            case TYPE_FIFO -> EntryType.FIFO;
            case TYPE_SOCKET -> EntryType.SOCKET;
            case TYPE_CHARACTERS, TYPE_BLOCKS -> EntryType.DEVICE;
            default -> EntryType.OTHER;
        };
    }
}
