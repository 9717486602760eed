package io.understudy.engine.fit.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is rare behind another token is refused only where all that chance would bring as often is scarce. */
class ScarceFollowersTest {
    private static final int K = 10;
    private static final int TOKENS = 20;
    private static final int ENTITIES = 400;
    private static final int ROWS = 8; // of an entity

    private final FollowerCounts counts = new FollowerCounts(TOKENS, TOKENS);
    private final FollowerCounts any = new FollowerCounts(1, TOKENS);

    private void see(int context, int token, int entity) {
        counts.see(context, token, entity);
        any.see(0, token, entity);
    }

    /** Each token is followed by itself or the next one; {@code strays} of the entities have a token that is neither. */
    private void rings(int strays) {
        for (int e = 0; e < ENTITIES; e++) {
            int token = e % TOKENS;
            for (int row = 0; row < ROWS; row++) {
                int next = (token + (row & 1)) % TOKENS;
                see(token, e < strays && row == 0 ? (token + 7) % TOKENS : next, e);
                token = next;
            }
        }
    }

    private int refused(int k) {
        ScarceFollowers scarce = new ScarceFollowers(counts, any, k);
        int refused = 0;
        for (int context = 0; context < TOKENS; context++) {
            for (int token = 0; token < TOKENS; token++) {
                refused += scarce.refused(context, token) ? 1 : 0;
            }
        }
        return refused;
    }

    @Test
    void refusesAllThatKeepsFromWhereFewStray() {
        rings(K);

        int refused = refused(K);

        assertThat(refused).as("all but two followers of each token").isEqualTo(TOKENS * (TOKENS - 2));
    }

    /** Nothing follows anything in particular: what few entities have is what chance brings. */
    @Test
    void refusesNothingThatFollowsByChance() {
        SplittableRandom random = new SplittableRandom(11);
        for (int e = 0; e < ENTITIES; e++) {
            for (int row = 0; row < ROWS; row++) {
                see(random.nextInt(TOKENS), random.nextInt(TOKENS), e);
            }
        }

        int refused = refused(K);

        assertThat(refused).isZero();
    }

    @Test
    void saysNothingWhereFewerThanKEntitiesHaveAnyOfWhatIsRare() {
        rings(K - 1);

        int refused = refused(K);

        assertThat(refused).isZero();
    }

    @Test
    void refusesNothingThatKEntitiesHave() {
        rings(K);

        ScarceFollowers scarce = new ScarceFollowers(counts, any, K);

        assertThat(scarce.refused(3, 3)).isFalse();
        assertThat(scarce.refused(3, 4)).isFalse();
        assertThat(scarce.refused(3, 5)).isTrue();
    }

    /** With a floor of one entity what is rare was never seen: how little of it there is tells nothing. */
    @Test
    void refusesNothingAtAFloorOfOne() {
        rings(K);

        int refused = refused(1);

        assertThat(refused).isZero();
    }
}
