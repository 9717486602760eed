package io.understudy.engine.fit.dp;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.engine.reference.ReferenceSpec;
import io.understudy.engine.simulate.Simulation;
import io.understudy.engine.simulate.SimulationSettings;
import io.understudy.model.PrivacyLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The loss to noise that is told before the budget is spent, against the one that noise and pruning make of the first tables. */
class LossForecastTest {
    private static final double DELTA = 1e-5;

    private static EventLog log(String domain, int entities) {
        return Simulation.of(domain, SimulationSettings.of(entities, 15, 5)).toEventLog();
    }

    /** Total variation distance between the shares of true counts and those that are left of the noised. */
    private static double distance(int[] counts, NoisedTable released) {
        double all = 0;
        for (int count : counts) {
            all += count;
        }
        double left = released.total();
        double distance = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            distance += Math.abs(counts[cell] / all - (left == 0 ? 0 : released.count(cell) / left)) / 2;
        }
        return all == 0 ? 0 : left == 0 ? 1 : distance;
    }

    private static boolean isFirst(String table, String law) {
        return table.equals(law) || table.startsWith(law + " by ");
    }

    @ParameterizedTest
    @CsvSource({"payments, 500, 8", "payments, 1000, 8"})
    void isWithinAThirdOfTheMeasuredOneOnSmallSets(String domain, int entities, double epsilon) {
        EventLog log = log(domain, entities);
        PrivacySettings settings =
                PrivacySettings.of(epsilon, DELTA, log, ReferenceSpec.found(), new Domains(Map.of()));
        List<Double> distances = new ArrayList<>();
        Budget budget = new Budget(
                epsilon,
                DELTA,
                new DiscreteGaussian(new Random(entities))::draw,
                (counts, released) -> distances.add(distance(counts, released)));
        PrivateFitter fitter = new PrivateFitter(log, settings, budget, note -> {});

        List<PrivacyLedger.Entry> entries = fitter.fit().privacy().entries();

        double measured = 0;
        int at = 0;
        for (LossForecast.Line line : fitter.forecast().lines()) {
            while (!isFirst(entries.get(at).table(), line.law())) {
                at++;
            }
            measured += distances.get(at) / fitter.forecast().lines().size();
        }
        assertThat(fitter.forecast().noise()).isBetween(measured * 2 / 3, measured * 4 / 3);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.128", "2, 0.032", "3, 0"})
    void countsWhatLawsLeaveUntoldWithoutNoise(int rounds, double untold) {
        LossForecast silent = LossForecast.of(List.of(), 1_000, law -> 10, 1, rounds);

        assertThat(silent.mean()).isEqualTo(untold);
    }

    @Test
    void aTableThatNoiseDrownsCostsPartOfWhatHangsTogether() {
        LossForecast clear = new LossForecast(List.of(new LossForecast.Line("token", 0.02, 0)), 0.1);
        LossForecast drowned = new LossForecast(List.of(new LossForecast.Line("token", 0.02, 1)), 0.1);

        assertThat(drowned.noise()).isEqualTo(clear.noise());
        assertThat(drowned.mean()).isGreaterThan(clear.mean() + 0.05);
    }
}
