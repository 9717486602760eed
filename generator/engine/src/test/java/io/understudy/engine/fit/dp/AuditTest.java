package io.understudy.engine.fit.dp;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventLayout;
import io.understudy.model.Timestamp;
import io.understudy.model.chain.WallClock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Attacks the fit as somebody would who knows two references that differ in one entity, and sees all noised tables: the
 * likelihood ratio of the tables tells them apart as well as anything can. By how often it is right follows a lower bound
 * of epsilon (Jagielski, Ullman, Oprea 2020), which must not lie above what is promised.
 */
class AuditTest {
    private static final double EPSILON = 1;
    private static final double DELTA = 1e-3;
    private static final int RUNS = 200;
    private static final double CONFIDENCE = 0.999; // that the bound is one
    private static final int ENTITIES = 30;
    private static final long START = LocalDate.of(2026, 1, 1).toEpochDay() * WallClock.DAY;

    /** Entity 0 has 60 events like nobody else's, or none. */
    private static EventLog log(boolean withOutlier) {
        SplittableRandom random = new SplittableRandom(5);
        List<long[]> rows = new ArrayList<>();
        int[] first = new int[ENTITIES + 1];
        for (int e = 0; e < ENTITIES; e++) {
            boolean outlier = e == 0;
            long time = START + random.nextLong(WallClock.DAY);
            for (int i = 0; i < (outlier ? 60 : 12); i++) {
                long amount = outlier ? 99_000 : 100 + random.nextInt(2_000);
                if (!outlier || withOutlier) {
                    rows.add(new long[] {e, time, outlier ? 2 : random.nextInt(2), amount});
                }
                time += (outlier ? 60 : 3_600L * (1 + random.nextInt(40))) * 1_000_000L;
            }
            first[e + 1] = rows.size();
        }
        List<Column> columns = List.of(
                new Column("who", ColumnRole.ENTITY, true, false, new ColumnFormat.Serial("e", 3, 0)),
                new Column(
                        "when", ColumnRole.TIME, false, false, new Timestamp(Timestamp.Style.EPOCH_SECONDS, "", "UTC")),
                new Column(
                        "how",
                        ColumnRole.CATEGORICAL,
                        false,
                        false,
                        new ColumnFormat.Dictionary(List.of("a", "b", "c"))),
                new Column("much", ColumnRole.NUMERIC, false, false, new ColumnFormat.Decimal(2, 2)));
        long[][] cells = new long[columns.size()][rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            for (int c = 0; c < cells.length; c++) {
                cells[c][row] = rows.get(row)[c];
            }
        }
        return new EventLog(new EventLayout("audit", columns, -1, 0), cells, first, "audit", "00");
    }

    private static PrivacySettings settings() {
        Map<String, ColumnRole> roles = new HashMap<>();
        roles.put("who", ColumnRole.ENTITY);
        roles.put("when", ColumnRole.TIME);
        roles.put("how", ColumnRole.CATEGORICAL);
        roles.put("much", ColumnRole.NUMERIC);
        Domains domains = new Domains(Map.of(
                "when", new Domain.Span(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 2, 1)),
                "how", new Domain.Values(List.of("a", "b", "c")),
                "much", new Domain.Range(0, 1_000, 2)));
        return new PrivacySettings(EPSILON, DELTA, roles, Set.of(), domains);
    }

    private static List<NoisedTable> tables(EventLog log, LongUnaryOperator noise) {
        List<NoisedTable> tables = new ArrayList<>();
        PrivateFitter.fit(
                log,
                settings(),
                new Budget(EPSILON, DELTA, noise, (counts, released) -> tables.add(released)),
                note -> {});
        return tables;
    }

    /** Log-likelihood ratio of the two references, up to a constant, as long as the tables have the same sizes. */
    private static double ratio(List<NoisedTable> seen, List<NoisedTable> with, List<NoisedTable> without) {
        double ratio = 0;
        for (int t = 0; t < Math.min(seen.size(), Math.min(with.size(), without.size())); t++) {
            long[] counts = seen.get(t).counts();
            if (counts.length == with.get(t).counts().length
                    && counts.length == without.get(t).counts().length) {
                double variance = (double) seen.get(t).noise() * seen.get(t).noise();
                for (int cell = 0; cell < counts.length; cell++) {
                    double difference =
                            with.get(t).counts()[cell] - without.get(t).counts()[cell];
                    ratio += difference == 0 ? 0 : counts[cell] * difference / variance;
                }
            }
        }
        return ratio;
    }

    private static final double[] ALARM_RATES = {0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0};

    /** Greatest lower bound of epsilon over some thresholds, the doubt shared among them. */
    static double epsilonBound(double[] with, double[] without, double delta) {
        double[] sorted = without.clone();
        Arrays.sort(sorted);
        double level = (1 - CONFIDENCE) / (2 * ALARM_RATES.length);
        double best = 0;
        for (double rate : ALARM_RATES) {
            double threshold = sorted[(int) Math.min(sorted.length - 1, (1 - rate) * sorted.length)];
            long hits = Arrays.stream(with).filter(x -> x > threshold).count();
            long alarms = Arrays.stream(without).filter(x -> x > threshold).count();
            double hitRate = lower(hits, with.length, level);
            double alarmRate = 1 - lower(without.length - alarms, without.length, level);
            best = Math.max(best, Math.log(Math.max(hitRate - delta, 1e-12) / alarmRate));
        }
        return best;
    }

    /** Clopper and Pearson's lower end (1934): the rate at which as many hits or more have probability {@code level}. */
    static double lower(long hits, int trials, double level) {
        double low = 0;
        double high = hits / (double) trials;
        for (int i = 0; i < 60 && hits > 0; i++) {
            double middle = (low + high) / 2;
            if (atLeast(hits, trials, middle) < level) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double atLeast(long hits, int trials, double rate) {
        double sum = 0;
        double term = trials * Math.log1p(-rate);
        for (int k = 0; k <= trials; k++) {
            sum += k >= hits ? Math.exp(term) : 0;
            term += Math.log((trials - k) / (k + 1.0)) + Math.log(rate) - Math.log1p(-rate);
        }
        return sum;
    }

    private static double audit(java.util.function.IntFunction<LongUnaryOperator> noise) {
        EventLog log = log(true);
        EventLog neighbour = log(false);
        LongUnaryOperator none = s -> 0;
        List<NoisedTable> expectedWith = tables(log, none);
        List<NoisedTable> expectedWithout = tables(neighbour, none);
        double[] with = new double[RUNS];
        double[] without = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            with[run] = ratio(tables(log, noise.apply(2 * run)), expectedWith, expectedWithout);
            without[run] = ratio(tables(neighbour, noise.apply(2 * run + 1)), expectedWith, expectedWithout);
        }
        return epsilonBound(with, without, DELTA);
    }

    @Test
    void neighboursCannotBeToldApartBeyondEpsilon() {
        double bound = audit(run -> new DiscreteGaussian(new Random(run))::draw);

        assertThat(bound).isLessThanOrEqualTo(EPSILON);
    }

    /** The control: with a fortieth of the noise that the ledger tells of, the same audit rings. */
    @Test
    void theAuditHearsNoiseThatIsTooLittle() {
        double bound = audit(run -> {
            DiscreteGaussian gaussian = new DiscreteGaussian(new Random(run));
            return s -> gaussian.draw(Math.max(1, s / 40));
        });

        assertThat(bound).isGreaterThan(EPSILON);
    }

    /** One table that takes the whole budget, and an entity that fills its clip. */
    private static double auditOfOneTable(double epsilon, double delta, long clipSquared, int events) {
        int runs = 20_000;
        double[] with = new double[runs];
        double[] without = new double[runs];
        for (int run = 0; run < runs; run++) {
            for (int there = 0; there < 2; there++) {
                int[] counts = {100, 50};
                Contribution entity = new Contribution();
                for (int i = 0; i < there * events; i++) {
                    entity.add(1);
                }
                entity.addTo(counts, clipSquared);
                NoisedTable table = new Budget(epsilon, delta, new Random(2L * run + there))
                        .release("audited", counts, Math.min(clipSquared, 25), 1);
                (there == 1 ? with : without)[run] = table.counts()[1];
            }
        }
        return epsilonBound(with, without, delta);
    }

    @Test
    void aTableThatSpendsAllComesNearEpsilonAndNotBeyond() {
        double bound = auditOfOneTable(4, 1e-5, 25, 50);

        assertThat(bound).isBetween(1.0, 4.0);
    }

    /** The control: the same noise without the clip. */
    @Test
    void theAuditHearsAMissingClip() {
        double bound = auditOfOneTable(4, 1e-5, Long.MAX_VALUE, 50);

        assertThat(bound).isGreaterThan(4);
    }

    /** 95 % lower ends worked in closed form: all of n hits give level^(1/n). */
    @Test
    void clopperAndPearsonAgreeWithTheClosedForm() {
        assertThat(lower(20, 20, 0.05))
                .isCloseTo(Math.pow(0.05, 1 / 20.0), org.assertj.core.api.Assertions.within(1e-9));
        assertThat(lower(0, 20, 0.05)).isZero();
    }
}
