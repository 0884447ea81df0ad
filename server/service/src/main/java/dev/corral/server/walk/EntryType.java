package dev.corral.server.walk;

/// What an entry is, told by its own attributes and never by opening it. Links are links, whatever they lead to.
public enum EntryType {
    FILE,
    DIR,
    LINK,
    FIFO,
    SOCKET,
    DEVICE,
    /// Neither file, folder nor link, and changed before it could be told which of the rest, or below a path too long
    /// to ask.
    OTHER
}
