package dev.corral.loadtest;

import dev.corral.loadtest.report.Summary;
import dev.corral.loadtest.report.Verdict;
import dev.corral.loadtest.rig.NotReadyException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Runs one after the other, whatever becomes of each.
///
/// @param again how often a void run is repeated; a failed one never is
record Campaign(List<Entry> entries, int again, Player player) {
    Campaign {
        entries = List.copyOf(entries);
    }

    /// One run to play.
    record Entry(Scenario scenario, RunFolder folder) {}

    /// Plays one.
    @FunctionalInterface
    interface Player {
        Summary play(Entry entry) throws IOException, NotReadyException, InterruptedException;
    }

    /// Hears what the user should know while it goes on.
    @FunctionalInterface
    interface Voice {
        void say(String line);
    }

    /// Plays all of them. A checkpoint.
    List<Outcome> play(Voice voice) throws IOException, InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        for (Entry entry : entries) {
            try {
                play(entry, outcomes, voice);
            } catch (NotReadyException e) {
                String why = String.valueOf(e.getMessage());
                voice.say(why);
                outcomes.add(new Outcome.NotReady(entry.scenario().name(), why));
            }
        }
        return outcomes;
    }

    private void play(Entry entry, List<Outcome> outcomes, Voice voice)
            throws IOException, NotReadyException, InterruptedException {
        for (int left = again; ; left--) {
            Summary summary = player.play(entry);
            if (left == 0 || summary.judgement().verdict() != Verdict.INVALID) {
                outcomes.add(new Outcome.Judged(summary));
                return;
            }
            Outcome.PutAside aside =
                    new Outcome.PutAside(summary, entry.folder().putAside());
            outcomes.add(aside);
            voice.say(entry.scenario().name() + " was void, and is played again; the void run is kept in "
                    + aside.kept());
        }
    }
}
