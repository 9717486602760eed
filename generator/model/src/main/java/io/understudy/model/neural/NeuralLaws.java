package io.understudy.model.neural;

import io.understudy.model.chain.ArrivalLaw;
import io.understudy.model.chain.BalanceRule;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.KeyEpisodes;
import io.understudy.model.chain.KeyLaw;
import io.understudy.model.chain.TimeColumn;
import java.util.List;

/**
 * What the network does not learn: the cells that its heads choose among, and the laws that it shares with the trees.
 * The lists go along the column lists of {@link io.understudy.model.chain.ChainShape}.
 *
 * @param balance null where no column runs
 * @param balanceBins null where no column runs
 * @param episodes of classes that keys carry
 */
public record NeuralLaws(
        ArrivalLaw arrival,
        GapFrame gap,
        Alphabet token,
        List<Category> categories,
        List<Bins> numbers,
        List<Fixed> statics,
        List<KeyLaw> keys,
        BalanceRule balance,
        Bins balanceBins,
        List<TimeColumn> times,
        List<KeyEpisodes> episodes) {
    public NeuralLaws {
        categories = List.copyOf(categories);
        numbers = List.copyOf(numbers);
        statics = List.copyOf(statics);
        keys = List.copyOf(keys);
        times = List.copyOf(times);
        episodes = List.copyOf(episodes);
    }

    /**
     * A categorical mark, kept to the values that the reference has together with the token.
     *
     * @param alphabet outcomes: value + 1, 0 for missing
     * @param knownWords // [token cell * words + word] bits of the cells that occur with the token
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Category(Alphabet alphabet, long[] knownWords) {
        /** Words of bits that a token has. */
        public int words() {
            return (alphabet.cells() >> 6) + 1;
        }
    }

    /**
     * A column drawn at an entity's birth: a name or a number.
     *
     * @param names outcomes: value + 1, 0 for missing; null for a number
     * @param bins null for a name
     */
    public record Fixed(Alphabet names, Bins bins) {
        /** Cells of its head: for a number 0 is missing, then come the bins. */
        public int cells() {
            return names != null ? names.cells() : bins.size() + 1;
        }
    }
}
