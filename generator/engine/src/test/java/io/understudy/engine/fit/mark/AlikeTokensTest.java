package io.understudy.engine.fit.mark;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.fit.floor.CellOwners;
import io.understudy.model.chain.TokenLaw;
import org.junit.jupiter.api.Test;

class AlikeTokensTest {
    private static final int K = 10;
    private static final double FEWEST = 20;
    private static final int TOKENS = 4;
    private static final int CELL = 5;

    private final double[] observed = new double[TOKENS * TokenLaw.CELLS];
    private final double[] expected = new double[TOKENS * TokenLaw.CELLS];
    private final CellOwners owners = new CellOwners(TOKENS * TokenLaw.CELLS);

    private void put(int token, int itsOwners, double itsExpected) {
        int cell = token * TokenLaw.CELLS + CELL;
        observed[cell] = itsOwners;
        expected[cell] = itsExpected;
        for (int entity = 0; entity < itsOwners; entity++) {
            owners.see(cell, entity);
        }
    }

    private AlikeTokens alike(double... timesByToken) {
        AlikeTokens alike = new AlikeTokens(0, TokenLaw.DAY_CELLS, timesByToken, observed, expected, owners, FEWEST, K);
        alike.sum(observed, expected);
        return alike;
    }

    private static int cell(int token) {
        return token * TokenLaw.CELLS + CELL;
    }

    @Test
    void whatIsKnownOfOneTokenStandsForItself() {
        // Given
        put(0, 30, 10);
        put(1, 0, 5);

        // When
        AlikeTokens alike = alike(1, 1, 1, 1);

        // Then
        assertThat(alike.observed(cell(0))).isEqualTo(30);
        assertThat(alike.expected(cell(0))).isEqualTo(10);
    }

    @Test
    void whatIsTooRareIsMovedWithTokensThatComeAsOften() {
        // Given two tokens that come once, too little expected of each, and one that comes often
        put(0, 0, 15);
        put(1, 0, 15);
        put(2, 0, 15);

        // When
        AlikeTokens alike = alike(1, 1.1, 7, 7);

        // Then
        assertThat(alike.expected(cell(0))).isEqualTo(30).isEqualTo(alike.expected(cell(1)));
        assertThat(alike.moves(cell(2))).isFalse();
    }

    @Test
    void nothingIsMovedByWhatFewerThanKEntitiesDid() {
        // Given
        put(0, K - 1, 40);

        // When, then
        assertThat(alike(1, 1, 1, 1).moves(cell(0))).isFalse();
    }
}
