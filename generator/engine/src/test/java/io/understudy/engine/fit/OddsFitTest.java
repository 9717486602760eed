package io.understudy.engine.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.understudy.engine.fit.floor.ContextTally;
import io.understudy.model.chain.ContextOdds;
import org.junit.jupiter.api.Test;

class OddsFitTest {
    private static final int K = 10;
    private static final int USUAL = 0;
    private static final int OTHER = 1;
    private static final int RARE = 2;
    private static final int NEVER = 3;
    private static final int OUTCOMES = 4;

    private final OddsFit fit = new OddsFit(OUTCOMES, 2, 2, K);

    /** Context 0 is met by 100 entities, context 1 by fewer than twice k. */
    private void meet() {
        for (int entity = 0; entity < 100; entity++) {
            fit.meet(0, entity);
            if (entity < 2 * K - 1) {
                fit.meet(1, entity);
            }
        }
        fit.take(context -> false);
        for (int entity = 0; entity < 100; entity++) {
            fit.real().see(0, entity < 60 ? USUAL : entity < 95 ? OTHER : RARE, entity);
            if (entity < 2 * K - 1) {
                fit.real().see(1, USUAL, entity);
            }
        }
    }

    private float odds(int outcome) {
        ContextOdds odds = fit.odds();
        return odds.odds()[odds.rowByContext()[0] * OUTCOMES + outcome];
    }

    private ContextTally drawn(int usual, int other, int rare, int never) {
        ContextTally drawn = fit.drawn();
        int[] counts = {usual, other, rare, never};
        for (int outcome = 0; outcome < OUTCOMES; outcome++) {
            for (int i = 0; i < counts[outcome]; i++) {
                drawn.see(0, outcome, i);
            }
        }
        return drawn;
    }

    @Test
    void movesOddsTowardsTheReferenceByTheStep() {
        // Given
        meet();

        // When
        fit.move(drawn(30, 65, 5, 0), 0.5);

        // Then
        assertEquals(Math.pow(64.0 / 34, 0.5 / 0.5), odds(USUAL), 1e-6); // comes in more than half of the cases
        assertEquals(Math.pow(39.0 / 69, 0.5 / 0.65), odds(OTHER), 1e-6);
    }

    @Test
    void leavesOddsAloneWhereWhatIsDrawnAgrees() {
        // Given
        meet();

        // When
        fit.move(drawn(600, 350, 50, 0), 0.5);

        // Then: ten times as many were drawn, in equal shares
        assertEquals(1, odds(USUAL), 1e-6);
        assertEquals(1, odds(OTHER), 1e-6);
    }

    @Test
    void saysNothingOfWhatFewerThanKEntitiesHave() {
        // Given
        meet();

        // When: the 5 entities' outcome and the one that nobody has are drawn alike or not at all
        fit.move(drawn(60, 20, 20, 0), 1);

        // Then: both are as they were, since 5 entities are fewer than k, and they are not told apart
        assertEquals(odds(NEVER), odds(RARE), 0);
        assertEquals(1, odds(RARE), 0);
    }

    @Test
    void leavesOutContextsOfFewEntities() {
        // Given
        meet();

        // When
        int row = fit.odds().rowByContext()[1];

        // Then
        assertEquals(-1, row);
        assertTrue(fit.odds().rowByContext()[0] >= 0);
    }

    @Test
    void takesWhatNobodyHasAwayTogether() {
        // Given: all 100 entities have one of two outcomes
        OddsFit two = new OddsFit(OUTCOMES, 1, 1, K);
        for (int entity = 0; entity < 100; entity++) {
            two.meet(0, entity);
        }
        two.take(context -> false);
        for (int entity = 0; entity < 100; entity++) {
            two.real().see(0, entity % 2, entity);
        }
        ContextTally drawn = two.drawn();
        for (int i = 0; i < 100; i++) {
            drawn.see(0, i % OUTCOMES, i);
        }

        // When
        two.move(drawn, 1);

        // Then: 4 events are the prior of both counts
        assertEquals(4.0 / 54, two.odds().odds()[RARE], 1e-6);
        assertEquals(4.0 / 54, two.odds().odds()[NEVER], 1e-6);
    }

    @Test
    void leavesContextsAloneThatNobodyWasDrawnIn() {
        // Given
        meet();

        // When
        fit.move(fit.drawn(), 1);

        // Then
        assertEquals(1, odds(USUAL), 0);
        assertEquals(1, odds(NEVER), 0);
    }

    @Test
    void movesWhatFewHaveInSeveralContextsTogether() {
        // Given: in each of four contexts 5 of 100 entities have something rare, and ten times as much is drawn
        OddsFit four = new OddsFit(OUTCOMES, 4, 4, K);
        for (int entity = 0; entity < 400; entity++) {
            four.meet(entity / 100, entity);
        }
        four.take(context -> false);
        for (int entity = 0; entity < 400; entity++) {
            four.real().see(entity / 100, entity % 100 < 95 ? USUAL : RARE, entity);
        }
        ContextTally drawn = four.drawn();
        for (int i = 0; i < 400; i++) {
            drawn.see(i / 100, i % 2 == 0 ? USUAL : RARE, i);
        }

        // When
        four.move(drawn, 1);

        // Then: 20 entities have it, and 4 events are the prior of both counts
        for (int context = 0; context < 4; context++) {
            assertEquals(24.0 / 204, four.odds().odds()[context * OUTCOMES + RARE], 1e-6);
        }
    }

    @Test
    void contextsThatAllComeToAreMovedThoughFewHaveAnythingThere() {
        // Given a second context in which three of a hundred entities have something, and much is drawn
        OddsFit calendar = new OddsFit(OUTCOMES, 2, 0, K);
        for (int entity = 0; entity < 100; entity++) {
            calendar.meet(0, entity);
        }
        calendar.take(context -> context == 1);
        ContextTally drawn = calendar.drawn();
        for (int entity = 0; entity < 100; entity++) {
            calendar.real().see(0, USUAL, entity);
            calendar.real().allTimes++;
            drawn.see(entity % 2, USUAL, entity);
            drawn.allTimes++;
        }

        // When
        calendar.move(drawn, 1);

        // Then
        ContextOdds odds = calendar.odds();
        assertTrue(odds.odds()[odds.rowByContext()[1] * OUTCOMES + USUAL] < 0.2);
        assertTrue(odds.odds()[odds.rowByContext()[0] * OUTCOMES + USUAL] > 1.5);
    }
}
