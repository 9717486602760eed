package io.understudy.model.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A running column goes no lower than what each token leaves in the reference. */
class BalanceRuleTest {
    private static final int CREDIT = 0;
    private static final int CASH = 1;
    private static final int FEE = 2;
    private static final BalanceRule RULE =
            new BalanceRule(4, 0, new int[] {1, -1, -1}, -50, new long[] {-50, 100, -50});

    private static EventDraft draft(int token, long amount) {
        EventDraft draft = new EventDraft(1, 0, 0);
        draft.token = token;
        draft.numbers[0] = amount;
        return draft;
    }

    @Test
    void eachTokenLeavesWhatItLeaves() {
        // Given 150 to draw from, and tokens of which one leaves 100 and another -50
        // When each takes a sum, Then it may as long as enough is left
        assertThat(RULE.allows(150, draft(CASH, 50))).isTrue();
        assertThat(RULE.allows(150, draft(CASH, 51))).isFalse();
        assertThat(RULE.allows(150, draft(FEE, 200))).isTrue();
        assertThat(RULE.allows(150, draft(FEE, 201))).isFalse();
    }

    @Test
    void anOrderIsKeptAsLongAsItLeavesWhatAnyDoes() {
        // Given an order of cash, which usually leaves 100, where others leave as little as -50
        // When it leaves less than 100, Then it is kept; not where it leaves less than -50, however much there was
        assertThat(RULE.keeps(150, CASH, 200)).isTrue();
        assertThat(RULE.keeps(150, CASH, 201)).isFalse();
        assertThat(RULE.keeps(-60, CREDIT, 10)).isTrue();
    }

    @Test
    void whatAddsIsAlwaysAllowed() {
        // Given a column that is too low already, When something is added, Then it may
        assertThat(RULE.allows(-500, draft(CREDIT, 10))).isTrue();
        assertThat(RULE.allows(-500, draft(FEE, 10))).isFalse();
    }

    @Test
    void theGreatestAmountIsTheLastThatIsAllowed() {
        // Given a balance of 150, or one that is too low already
        // When it is asked how much may come, Then it is just what is allowed
        assertThat(RULE.most(150, CASH)).isEqualTo(50);
        assertThat(RULE.most(150, FEE)).isEqualTo(200);
        assertThat(RULE.most(150, CREDIT)).isEqualTo(Long.MAX_VALUE);
        assertThat(RULE.most(-500, FEE)).isZero();
        assertThat(RULE.allows(-500, draft(FEE, 0))).isTrue();
    }

    @Test
    void aLevelForLifeSaysNothingOfAFirstNumberThatIsApart() {
        // Given levels for life, once with first numbers that are none of them
        float[] quantiles = new float[EntityLevel.KNOTS];
        java.util.Arrays.fill(quantiles, 5);
        EntityLevel level = new EntityLevel(new double[] {5}, 1).with(quantiles, 0);
        // When an entity has no number yet, Then its level is its cluster's, or unknown
        assertThat(level.of(0, Double.NaN, 0)).isEqualTo(5);
        assertThat(level.withFirstApart().of(0, Double.NaN, 0)).isNaN();
        assertThat(level.withFirstApart().of(0, 7, 1)).isEqualTo(6);
    }
}
