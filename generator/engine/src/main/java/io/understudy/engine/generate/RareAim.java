package io.understudy.engine.generate;

import io.understudy.model.InputException;
import java.math.BigDecimal;

/** How often rare classes are to come: by a factor on the odds of their starts, or as a share of the events. */
public sealed interface RareAim {
    /** As often as in the reference. */
    RareAim UNCHANGED = new Odds(1);

    /**
     * A factor on the odds of each start of a rare class.
     *
     * @param factor finite, at least 0; 1 changes nothing
     */
    record Odds(double factor) implements RareAim {
        public Odds {
            if (!(factor >= 0) || Double.isInfinite(factor)) {
                throw new InputException(
                        "factor " + factor + " must be a finite factor of at least 0; 1 changes nothing");
            }
        }
    }

    /**
     * The share of rare classes among all events, for which {@link RarePilot} finds the factor.
     *
     * @param share between 0 and 1, both excluded
     */
    record Share(double share) implements RareAim {
        public Share {
            if (!(share > 0 && share < 1)) {
                throw new InputException("share " + 100 * share
                        + "% must lie above 0 % and below 100 %; write it like 2%, or 0x for no rare events");
            }
        }
    }

    /**
     * Reads {@code 5x} or {@code 5}, a factor, or {@code 0.2%}, a share.
     *
     * @throws InputException if it is neither
     */
    static RareAim parse(String text) {
        String bare = text.trim();
        try {
            return bare.endsWith("%")
                    ? new Share(
                            new BigDecimal(bare.substring(0, bare.length() - 1).trim())
                                    .movePointLeft(2)
                                    .doubleValue())
                    : new Odds(Double.parseDouble(bare.replaceFirst("[xX]$", "")));
        } catch (NumberFormatException e) {
            throw new InputException(
                    "\"" + text + "\" is neither a factor nor a percentage; write it like 5x, 0.5x or 2%", e);
        }
    }
}
