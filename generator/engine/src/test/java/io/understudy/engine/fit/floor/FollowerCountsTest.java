package io.understudy.engine.fit.floor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A token is refused behind a context only where chance alone would have brought it to many more entities than k. */
class FollowerCountsTest {
    private static final int K = 10;
    private static final int ENTITIES = 100;

    /** Behind context 0 all have token 0; {@code entities} of them have token 1 as well. */
    private static FollowerCounts followers(int entities) {
        FollowerCounts followers = new FollowerCounts(2, 3);
        for (int e = 0; e < ENTITIES; e++) {
            followers.see(0, 0, e);
            if (e < entities) {
                followers.see(0, 1, e);
            }
        }
        return followers;
    }

    @Test
    void lacksWhatIsFrequentElsewhereAndHadByFewerThanK() {
        assertThat(followers(0).lack(0, 1, 0.3, K)).isTrue();
        assertThat(followers(9).lack(0, 1, 0.3, K)).isTrue();
        assertThat(followers(10).lack(0, 1, 0.3, K)).isFalse();
    }

    @Test
    void doesNotLackWhatIsRareEverywhere() {
        assertThat(followers(9).lack(0, 1, 0.26, K))
                .as("27 expected are enough")
                .isFalse();
        assertThat(followers(0).lack(0, 1, 0.01, K)).isFalse();
    }

    @Test
    void lacksWhateverWasNeverSeenWhereOneEntityIsEnough() {
        assertThat(followers(0).lack(0, 1, 0.001, 1)).isTrue();
        assertThat(followers(1).lack(0, 1, 0.9, 1)).isFalse();
    }

    @Test
    void saysNothingOfAContextThatIsRare() {
        assertThat(followers(0).lack(1, 1, 1, K)).isFalse();
        assertThat(followers(0).lack(1, 1, 1, 1)).isFalse();
    }

    @Test
    void sharesAddUp() {
        FollowerCounts followers = followers(25);

        assertThat(followers.share(0, 0)).isEqualTo(0.8);
        assertThat(followers.share(0, 1)).isEqualTo(0.2);
        assertThat(followers.share(1, 1)).isZero();
    }
}
