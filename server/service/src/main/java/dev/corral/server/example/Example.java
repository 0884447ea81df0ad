package dev.corral.server.example;

import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.TaskFailed;

/// A program of a page that shows one idea.
public interface Example {
    /// What it is about, in one line.
    String title();

    /// Why it is as it is, in a paragraph or two.
    String story();

    /// Runs it as a task.
    ///
    /// @param teller says what happens, when it happens
    void run(Teller teller) throws InterruptedException, NurseryFailed, TaskFailed;
}
