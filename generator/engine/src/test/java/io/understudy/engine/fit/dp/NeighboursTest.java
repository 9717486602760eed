package io.understudy.engine.fit.dp;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.engine.reference.ReferenceSpec;
import io.understudy.engine.simulate.Simulation;
import io.understudy.engine.simulate.SimulationSettings;
import io.understudy.model.PrivacyLedger;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.file.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the guarantee rests on, by brute force: two references that differ in one entity are fitted, and whatever is
 * released of one is put in place of what would be of the other. Then each table's true counts may differ by its clip at
 * most, and the models not at all: of what is not released nothing reaches them.
 */
class NeighboursTest {
    private static final double DELTA = 1e-5;
    private static final String[] HEARD = {"entities by events", "entities by norm of tokens", "tokens", "hour"};

    @TempDir
    private Path folder;

    /** A fit of one reference. */
    private record Fitted(List<int[]> counts, List<long[]> released, List<PrivacyLedger.Entry> entries, byte[] model) {}

    private static EventLog without(EventLog log, int entity) {
        int from = log.firstRow(entity);
        int gone = log.endRow(entity) - from;
        long[][] cells = new long[log.layout().size()][log.rows() - gone];
        for (int c = 0; c < cells.length; c++) {
            System.arraycopy(log.column(c), 0, cells[c], 0, from);
            System.arraycopy(log.column(c), from + gone, cells[c], from, cells[c].length - from);
        }
        int[] first = IntStream.rangeClosed(0, log.entities())
                .map(e -> (e < log.entities() ? log.firstRow(e) : log.rows()) - (e > entity ? gone : 0))
                .toArray();
        return new EventLog(log.layout(), cells, first, log.source(), log.sha256());
    }

    /** @param forced what is released whatever the counts; null where noise decides */
    private Fitted fit(EventLog log, PrivacySettings settings, List<long[]> forced) throws IOException {
        List<int[]> counts = new ArrayList<>();
        List<long[]> released = new ArrayList<>();
        Budget budget =
                new Budget(settings.epsilon(), DELTA, new DiscreteGaussian(new Random(1))::draw, (itsCounts, table) -> {
                    if (forced != null) {
                        long[] wanted = forced.get(released.size());
                        assertThat(table.counts()).hasSameSizeAs(wanted);
                        System.arraycopy(wanted, 0, table.counts(), 0, wanted.length);
                    }
                    counts.add(itsCounts.clone());
                    released.add(table.counts().clone());
                });
        ChainModel model = PrivateFitter.fit(log, settings, budget, note -> {});
        Path file = folder.resolve("private.model");
        ModelFile.write(model, file);
        return new Fitted(counts, released, model.privacy().entries(), Files.readAllBytes(file));
    }

    private static double squaredDistance(int[] a, int[] b) {
        assertThat(a).hasSameSizeAs(b);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.pow(a[i] - b[i], 2);
        }
        return sum;
    }

    /** With 2,000 entities classes are told apart; with a great epsilon tables are of more than noise. */
    @ParameterizedTest
    @CsvSource({"60, 8, 4", "60, 5000, 4", "2000, 100, 900"})
    void anEntityMovesTablesByTheirClipsAndTheModelByNothingElse(int entities, double epsilon, int step)
            throws IOException {
        EventLog log =
                Simulation.payments(SimulationSettings.of(entities, 14, 7)).toEventLog();
        PrivacySettings settings =
                PrivacySettings.of(epsilon, DELTA, log, ReferenceSpec.found(), new Domains(Map.of()));
        Fitted all = fit(log, settings, null);
        Set<String> moved = new HashSet<>();

        for (int e = 0; e < entities; e += step) {
            Fitted fewer = fit(without(log, e), settings, all.released);

            assertThat(fewer.entries).as("the ledger without entity " + e).isEqualTo(all.entries);
            for (int t = 0; t < all.entries.size(); t++) {
                PrivacyLedger.Entry entry = all.entries.get(t);
                double distance = squaredDistance(all.counts.get(t), fewer.counts.get(t));
                assertThat(distance)
                        .as(entry.table() + " without entity " + e)
                        .isLessThanOrEqualTo(entry.clip() * entry.clip() * (1 + 1e-9));
                assertThat(entry.rho())
                        .isGreaterThanOrEqualTo(
                                entry.clip() * entry.clip() / (2.0 * entry.noise() * entry.noise()) * (1 - 1e-9));
                if (distance > 0) {
                    moved.add(entry.table());
                }
            }
            assertThat(fewer.model).as("the model without entity " + e).isEqualTo(all.model);
        }

        assertThat(all.entries).hasSameSizeAs(all.counts);
        assertThat(moved).contains(HEARD); // the control: an entity is heard
    }
}
