package io.understudy.engine.fit.floor;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.fit.FitSettings;
import io.understudy.engine.fit.ModelFitter;
import io.understudy.engine.fit.SmallLog;
import io.understudy.engine.fit.tree.Examples;
import io.understudy.engine.fit.tree.Growth;
import io.understudy.engine.fit.tree.TreeGrower;
import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnFormat.Dictionary;
import io.understudy.model.ColumnRole;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.chain.Feature;
import io.understudy.model.chain.NumberLaw;
import io.understudy.model.tree.ProbabilityTree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Nothing in a model rests on fewer than k entities, however many rows those have; at k = 1 everything is there. */
class EntityFloorTest {
    private static final int K = 10;
    private static final long USUAL_MOST = 20_000;

    /** Entities 0 to 5 alone pay a hundredfold, by a channel and with a kind of their own, in 60 rows each. */
    private static EventLog log() {
        SplittableRandom random = new SplittableRandom(8);
        SmallLog log = new SmallLog()
                .column("kind", ColumnRole.TYPE, "buy", "refund", "secret kind")
                .number("amount", ColumnRole.NUMERIC)
                .column("channel", ColumnRole.CATEGORICAL, "web", "shop", "secret channel");
        for (int e = 0; e < 200; e++) {
            log.entity();
            long seconds = random.nextInt(100_000);
            for (int i = 0; i < 60; i++) {
                boolean odd = e < 6;
                long amount = 100 + random.nextInt((int) USUAL_MOST - 100);
                log.row(
                        seconds += odd ? 1 : 60 + random.nextInt(10_000),
                        odd && i % 2 == 0 ? 2 : random.nextInt(2),
                        odd ? 100 * amount : amount,
                        odd ? 2 : random.nextInt(2));
            }
        }
        return log.build();
    }

    private static ChainModel fit(int k) {
        return (ChainModel) ModelFitter.fit(log(), FitSettings.defaults().withK(k), note -> {});
    }

    private static long mostAmount(ChainModel model) {
        return model.laws().numbers().get(0).laws().stream()
                .map(NumberLaw::plain)
                .mapToLong(law -> law.bins().high()[law.bins().size() - 1])
                .max()
                .orElseThrow();
    }

    private static Set<String> names(ChainModel model) {
        Set<String> names = new HashSet<>();
        model.layout().columns().forEach(column -> {
            if (column.format() instanceof Dictionary dictionary) {
                names.addAll(dictionary.values());
            }
        });
        return names;
    }

    @Test
    void holdsNoNameAndNoEndThatFewEntitiesHave() {
        ChainModel model = fit(K);

        assertThat(names(model)).contains("buy", "web").doesNotContain("secret kind", "secret channel");
        assertThat(mostAmount(model)) // the outermost bins reach a little beyond what ten entities have
                .isLessThanOrEqualTo(USUAL_MOST + USUAL_MOST / 100);
        assertThat(least(model.laws().gap().gaps()))
                .as("six entities alone have gaps of one second")
                .isGreaterThan(1);
    }

    private static long least(Bins bins) {
        return bins.low()[0];
    }

    /** The control: all three trip at a floor of one entity. */
    @Test
    void holdsThemAtAFloorOfOne() {
        ChainModel model = fit(1);

        assertThat(names(model)).contains("secret kind", "secret channel");
        assertThat(mostAmount(model)).isGreaterThan(USUAL_MOST);
        assertThat(least(model.laws().gap().gaps())).isEqualTo(1);
    }

    @Test
    void clipsByEntitiesRatherThanByValues() {
        long[] values = {1, 1, 1, 50, 51, 52, 999, 999};
        int[] entities = {0, 0, 0, 1, 2, 3, 4, 4};

        EntityFloor.clip(values, entities, values.length, 2);

        assertThat(values).containsExactly(50, 50, 50, 50, 51, 52, 52, 52);
    }

    /** Leaves of a tree that could well tell six entities' rows apart, by how many entities lead to them. */
    private static int fewestEntitiesOfALeaf(int k) {
        Examples examples = new Examples(new int[] {Feature.COUNT.id(), Feature.AGE.id()}, 1_000);
        double[][] rows = new double[200 * 20][];
        SplittableRandom random = new SplittableRandom(4);
        for (int row = 0; row < rows.length; row++) {
            int entity = row / 20;
            double[] features = {entity < 6 ? 100 : 0, random.nextInt(50)};
            rows[row] = features;
            int outcome = entity < 6 ? 2 : features[1] < 25 ? 0 : 1;
            examples.add(id -> features[id == Feature.COUNT.id() ? 0 : 1], outcome, 1, entity);
        }
        ProbabilityTree tree = TreeGrower.grow(examples, 3, new Growth(k, 1, 1));
        assertThat(tree.leaves()).isGreaterThan(1);
        Map<Integer, Set<Integer>> entitiesByLeaf = new HashMap<>();
        for (int row = 0; row < rows.length; row++) {
            double[] features = rows[row];
            int leaf = tree.leaf(id -> features[id == Feature.COUNT.id() ? 0 : 1], 0);
            entitiesByLeaf.computeIfAbsent(leaf, l -> new HashSet<>()).add(row / 20);
        }
        assertThat(entitiesByLeaf).hasSize(tree.leaves());
        return entitiesByLeaf.values().stream().mapToInt(Set::size).min().orElseThrow();
    }

    @Test
    void growsNoLeafThatFewerThanKEntitiesLeadTo() {
        assertThat(fewestEntitiesOfALeaf(K)).isGreaterThanOrEqualTo(K);
    }

    /** The control: the six entities have a leaf of their own where they may. */
    @Test
    void growsSuchALeafAtASmallerFloor() {
        assertThat(fewestEntitiesOfALeaf(2)).isEqualTo(6);
    }
}
