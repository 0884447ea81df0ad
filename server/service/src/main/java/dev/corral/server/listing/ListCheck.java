package dev.corral.server.listing;

import dev.corral.server.job.Item;
import dev.corral.server.job.ItemCheck;
import dev.corral.server.job.ListItem;
import dev.corral.server.problem.Spot;
import dev.corral.server.walk.Roots;

/// Refuses a listing that needs no look at the disk to be refused: an unknown root, a bad path, a bad glob.
record ListCheck(Roots roots) implements ItemCheck {
    @Override
    public void check(Item item, Spot at) {
        if (!(item instanceof ListItem list)) {
            return;
        }
        switch (ListPlan.of(list, roots)) {
            case ListPlan.Ready _ -> {}
            case ListPlan.Refused(String member, String code, String detail) ->
                at.child(member).refuse(code, detail);
        }
    }
}
