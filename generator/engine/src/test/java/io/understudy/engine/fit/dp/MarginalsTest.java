package io.understudy.engine.fit.dp;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.engine.reference.ReferenceSpec;
import io.understudy.engine.simulate.Simulation;
import io.understudy.engine.simulate.SimulationSettings;
import io.understudy.model.EntitySampler;
import io.understudy.model.EntityState;
import io.understudy.model.EventFrame;
import io.understudy.model.SamplerSettings;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.chain.WallClock;
import java.util.Map;
import java.util.Random;
import java.util.function.ToIntBiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a private model draws has the hours and the categories of its reference, whatever its laws hang on. */
class MarginalsTest {
    private static final int ENTITIES = 2_000;
    private static final EventLog LOG =
            Simulation.payments(SimulationSettings.of(ENTITIES, 14, 7)).toEventLog();

    private static int column(String name) {
        for (int c = 0; c < LOG.layout().size(); c++) {
            if (LOG.layout().column(c).name().equals(name)) {
                return c;
            }
        }
        throw new AssertionError(name);
    }

    private static ChainModel model(long seed) {
        PrivacySettings settings = PrivacySettings.of(8, 1e-5, LOG, ReferenceSpec.found(), new Domains(Map.of()));
        return PrivateFitter.fit(LOG, settings, new Budget(8, 1e-5, new Random(seed)), note -> {});
    }

    private static double[] drawn(ChainModel model, int cells, ToIntBiFunction<long[], Long> cell) {
        long from = model.shape().originMicros();
        EntitySampler sampler =
                model.sampler(new SamplerSettings(7, from, from + model.shape().spanMicros(), 1));
        EventFrame frame = new EventFrame(model.layout().size());
        double[] share = new double[cells];
        for (int e = 0; e < ENTITIES; e++) {
            EntityState state = model.newState();
            sampler.begin(state, e, ENTITIES);
            while (sampler.nextTimeMicros(state) != EntitySampler.ENDED) {
                sampler.emit(state, frame);
                share[cell.applyAsInt(frame.values, frame.timeMicros)]++;
            }
        }
        return share;
    }

    private static double distance(double[] a, double[] b) {
        double all = java.util.Arrays.stream(a).sum();
        double other = java.util.Arrays.stream(b).sum();
        double distance = 0;
        for (int i = 0; i < a.length; i++) {
            distance += Math.abs(a[i] / all - b[i] / other) / 2;
        }
        return distance;
    }

    private static int hour(long micros) {
        return (int) (Math.floorMod(micros, WallClock.DAY) / WallClock.HOUR);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void hoursAndCountriesAreAsFrequentAsInTheReference(long seed) {
        int country = column("merchant_country");
        double[] hours = new double[24];
        double[] countries = new double[32];
        for (int row = 0; row < LOG.rows(); row++) {
            hours[hour(LOG.timeMicros(row))]++;
            countries[(int) LOG.value(country, row) + 1]++;
        }

        ChainModel model = model(seed);

        assertThat(distance(hours, drawn(model, 24, (values, micros) -> hour(micros))))
                .isLessThan(0.14); // gaps are held to theirs at the same time
        assertThat(distance(countries, drawn(model, 32, (values, micros) -> (int) values[country] + 1)))
                .isLessThan(0.08);
    }
}
