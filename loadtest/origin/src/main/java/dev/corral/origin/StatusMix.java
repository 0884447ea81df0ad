package dev.corral.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Statuses with their weights, written `200:95,503:5`; a status without a weight has weight 1.
record StatusMix(List<Share> shares) {
    private static final int MAX_SHARES = 32;
    private static final int MAX_WEIGHT = 1_000_000;

    static final String EXPECTED =
            "up to 32 of STATUS:WEIGHT, separated by commas, statuses 200 to 599, weights 1 to 1000000";

    StatusMix {
        shares = List.copyOf(shares);
        if (shares.isEmpty() || shares.size() > MAX_SHARES) {
            throw new IllegalArgumentException("mix has " + shares.size() + " shares; expected 1 to " + MAX_SHARES);
        }
    }

    /// One status and its weight among all.
    record Share(int status, int weight) {
        Share {
            if (status < 200 || status > 599) {
                throw new IllegalArgumentException("status is " + status + "; expected 200 to 599");
            }
            if (weight < 1 || weight > MAX_WEIGHT) {
                throw new IllegalArgumentException("weight is " + weight + "; expected 1 to " + MAX_WEIGHT);
            }
        }
    }

    /// The mix that the text describes.
    ///
    /// @throws IllegalArgumentException when the text is not [#EXPECTED]
    static StatusMix parse(String text) {
        List<Share> shares = new ArrayList<>();
        for (String share : text.split(",", MAX_SHARES + 1)) {
            int colon = share.indexOf(':');
            int status = Integer.parseInt(colon < 0 ? share : share.substring(0, colon));
            shares.add(new Share(status, colon < 0 ? 1 : Integer.parseInt(share.substring(colon + 1))));
        }
        return new StatusMix(shares);
    }

    /// One of the statuses, as often as its weight says.
    int pick(RandomGenerator draw) {
        int ticket = draw.nextInt(shares.stream().mapToInt(Share::weight).sum());
        for (Share share : shares) {
            ticket -= share.weight();
            if (ticket < 0) {
                return share.status();
            }
        }
        throw new AssertionError("a ticket beyond the sum of weights of " + shares);
    }
}
