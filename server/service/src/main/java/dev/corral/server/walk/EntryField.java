package dev.corral.server.walk;

/// What an [Entry] tells beyond its name and its error; a walk is asked for a set of these.
public enum EntryField {
    TYPE,
    SIZE,
    MTIME
}
