package io.understudy.engine.evaluate.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SDMetrics' formulas held to values that were worked out by hand. */
class SdMetricsFormulasTest {
    private static final double NONE = Double.NaN;

    @Test
    void ksComplementIsOneLessTheLargestStepBetweenTheDistributions() {
        // Given: at 3 the real distribution is at 3/4, the candidate's at 1/4
        double[] real = {1, 2, 3, 4};
        double[] candidate = {2, 4, 5, 6};

        // When
        double score = KolmogorovSmirnov.complement(real, candidate);

        // Then
        assertThat(score).isEqualTo(0.5);
        assertThat(KolmogorovSmirnov.complement(real, real)).isEqualTo(1);
        assertThat(KolmogorovSmirnov.complement(real, new double[0])).isZero();
        assertThat(KolmogorovSmirnov.complement(new double[] {NONE}, candidate)).isNaN();
    }

    @Test
    void ksComplementTakesValuesAsEqualThatDifferInTheFifteenthDecimal() {
        assertThat(KolmogorovSmirnov.complement(new double[] {0.1 + 0.2}, new double[] {0.3}))
                .isEqualTo(1);
    }

    @Test
    void ksComplementIsLoweredByTheDifferenceOfTheMissingShares() {
        // Given: equal values, none missing against two of four
        double[] real = {1, 2, 1, 2};
        double[] candidate = {1, 2, NONE, NONE};

        // When
        double score = KolmogorovSmirnov.complement(real, candidate);

        // Then
        assertThat(score).isEqualTo(0.5);
        assertThat(KolmogorovSmirnov.complement(candidate, candidate)).isEqualTo(1);
    }

    @Test
    void variationComplementIsOneLessHalfTheDifferencesOfTheShares() {
        // Given: shares 1/2 1/2 0 against 1/4 1/2 1/4
        int[] real = {0, 0, 1, 1};
        int[] candidate = {0, 1, 1, 2};

        // When
        double score = Frequencies.variationComplement(real, candidate);

        // Then
        assertThat(score).isEqualTo(0.75);
    }

    @Test
    void frequenciesOfFarAndOfNearCodesAreTheSame() {
        // Given
        long[] real = {0, 0, 1, 1, 7};
        long[] candidate = {0, 1, 1, 2, 2, 9};

        // When
        double near = Frequencies.variationComplement(real, candidate);
        double far = Frequencies.variationComplement(spread(real), spread(candidate));

        // Then
        assertThat(far).isEqualTo(near, within(1e-12));
        assertThat(Frequencies.jensenShannon(spread(real), spread(candidate)))
                .isEqualTo(Frequencies.jensenShannon(real, candidate), within(1e-12));
    }

    private static long[] spread(long[] codes) {
        return Arrays.stream(codes).map(code -> code * 1_000_000_000_000L - 5).toArray();
    }

    @Test
    void contingencySimilarityComparesTheCellsOfTheTable() {
        // Given: equal marginals; the real columns agree always, the candidate's in half of the rows
        int[] realA = {0, 0, 1, 1};
        int[] candidateB = {0, 1, 0, 1};

        // When
        double score = Frequencies.contingencySimilarity(realA, realA, realA, candidateB);

        // Then: cells 1/2 0 0 1/2 against 1/4 each
        assertThat(score).isEqualTo(0.5);
    }

    @Test
    void correlationSimilarityIsOneLessHalfTheDifferenceOfTheCoefficients() {
        // Given
        double[] x = {1, 2, 3, 4};
        double[] twice = {2, 4, 6, 8};
        double[] opposite = {4, 3, 2, 1};
        double[] mixed = {1, 3, 2, 4}; // coefficient .8 with x
        double[] constant = {5, 5, 5, 5};

        // Then
        assertThat(Correlation.similarity(x, x, x, twice)).isEqualTo(1, within(1e-12));
        assertThat(Correlation.similarity(x, x, x, opposite)).isEqualTo(0, within(1e-12));
        assertThat(Correlation.similarity(x, x, x, mixed)).isEqualTo(0.9, within(1e-12));
        assertThat(Correlation.similarity(x, x, x, constant)).isEqualTo(0.5, within(1e-12));
        assertThat(Correlation.similarity(x, constant, x, x)).isNaN();
    }

    @Test
    void jensenShannonLiesBetweenZeroAndLogTwo() {
        // Given: shares 1/2 1/2 0 against 1/4 1/4 1/2
        int[] real = {0, 0, 1, 1};
        int[] candidate = {0, 1, 2, 2};

        // When
        double divergence = Frequencies.jensenShannon(real, candidate);

        // Then: H(3/8, 3/8, 1/4) less the mean of H(1/2, 1/2) and H(1/4, 1/4, 1/2)
        assertThat(divergence)
                .isEqualTo(1.0821955300387671 - (0.6931471805599453 + 1.0397207708399179) / 2, within(1e-9));
        assertThat(Frequencies.jensenShannon(real, real)).isZero();
        assertThat(Frequencies.jensenShannon(new int[] {0}, new int[] {1})).isEqualTo(Math.log(2), within(1e-12));
    }

    @Test
    void statisticsOfAnEntityAreThoseOfItsPresentValues() {
        Summary summary = Summary.of(new double[] {4, NONE, 1, 3, 8});

        assertThat(summary.statistics()).containsExactly(4.0, 3.5, Math.sqrt(26.0 / 3), 1.0, 8.0);
        assertThat(Summary.of(new double[] {7}).statistics()).containsExactly(7.0, 7.0, NONE, 7.0, 7.0);
    }

    @Test
    void burstinessIsLeastForAClockAndNoughtForExponentialGaps() {
        SplittableRandom random = new SplittableRandom(11);
        double[] exponential = IntStream.range(0, 20_000)
                .mapToDouble(i -> -Math.log(1 - random.nextDouble()))
                .toArray();

        assertThat(Summary.of(new double[] {5, 5, 5, 5}).burstiness()).isEqualTo(-1);
        assertThat(Summary.of(exponential).burstiness()).isEqualTo(0, within(0.02));
        assertThat(Summary.of(new double[] {5, 5}).burstiness()).isNaN();
    }

    @Test
    void autocorrelationIsThatOfAnAutoregression() {
        SplittableRandom random = new SplittableRandom(5);
        double[] x = new double[20_000];
        for (int i = 1; i < x.length; i++) {
            x[i] = 0.6 * x[i - 1] + random.nextGaussian();
        }

        assertThat(Correlation.autocorrelation(x)).isEqualTo(0.6, within(0.02));
        assertThat(Correlation.autocorrelation(new double[] {14.6, 14.6, 14.6, 14.6, 14.6, 14.6}))
                .isNaN();
    }

    @Test
    void wassersteinIsTheAreaBetweenTheDistributions() {
        assertThat(Samples.wasserstein(new double[] {0, 1, 3}, new double[] {5, 6, 8}))
                .isEqualTo(5, within(1e-12));
        assertThat(Samples.wasserstein(new double[] {0, 1}, new double[] {0, 0, 1, 3}))
                .isEqualTo(0.5, within(1e-12));
    }

    @Test
    void quantilesAreInterpolatedAndEdgesDoNotRepeat() {
        assertThat(Samples.quantile(new double[] {1, 2, 3, 4}, 0.5)).isEqualTo(2.5);
        assertThat(Samples.quantileEdges(new double[] {1, 1, 1, 1, 9, NONE}, 5))
                .containsExactly(new double[] {1, 2.6}, within(1e-9));
        assertThat(Samples.bins(new double[] {0, 1, 2, 9, NONE}, new double[] {1, 2.5}))
                .containsExactly(0, 0, 1, 2, 3);
    }

    @Test
    void areaUnderTheCurveCountsTiesHalf() {
        // Given: of the four pairs two are in order, one is tied, one is not in order
        double[] score = {3, 1, 2, 1};
        boolean[] positive = {true, true, false, false};

        // Then
        assertThat(Ranking.auc(score, positive)).isEqualTo(2.5 / 4);
        assertThat(Ranking.auc(score, positive, new double[] {1, 0, 1, 1})).isEqualTo(1);
        assertThat(Ranking.auc(score, new boolean[4])).isNaN();
    }

    @Test
    void averagePrecisionIsTheMeanPrecisionAtThePositives() {
        // Given: precision 1 at the first positive, 2/3 at the second
        double[] score = {4, 3, 2, 1};
        boolean[] positive = {true, false, true, false};

        // Then
        assertThat(Ranking.averagePrecision(score, positive, new double[] {1, 1, 1, 1}))
                .isEqualTo((1 + 2.0 / 3) / 2, within(1e-12));
    }

    @Test
    void hitRateAllowsAShareOfFalseAlarms() {
        // Given: 100 negatives, of which the one that scores 999 may be a false alarm
        double[] score = IntStream.range(0, 200).mapToDouble(i -> i).toArray();
        boolean[] positive = new boolean[200];
        IntStream.range(0, 100).forEach(i -> positive[i * 2 + 1] = true);
        score[0] = 999;

        // Then: 199 alone lies above the next, 198
        assertThat(Ranking.hitRate(score, positive, 0.01)).isEqualTo(0.01);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noiseOfTheAreaIsItsSpreadUnderEqualLaws(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] positive = new boolean[60];
        Arrays.fill(positive, 0, 20, true);

        // When
        double[] areas = IntStream.range(0, 2000)
                .mapToDouble(i -> Ranking.auc(random.doubles(60).toArray(), positive))
                .toArray();

        // Then
        assertThat(Samples.deviation(areas)).isEqualTo(Ranking.aucNoise(20, 40), within(0.006));
    }

    @Test
    void clusterErrorGrowsWhereRowsOfAGroupAreCopies() {
        // Given: ten independent values, each ten times
        double[] values = IntStream.range(0, 100).mapToDouble(i -> i / 10 % 2).toArray();
        int[] groups = IntStream.range(0, 100).map(i -> i / 10).toArray();
        int[] own = IntStream.range(0, 100).toArray();

        // Then
        assertThat(Ranking.clusterError(values, groups)).isEqualTo(0.5 / Math.sqrt(9), within(1e-9));
        assertThat(Ranking.clusterError(values, own)).isEqualTo(0.5 / Math.sqrt(99), within(1e-9));
        assertThat(Ranking.clusterError(values, new int[100])).isNaN();
    }

    @Test
    void codeLengthOfAFairCoinUnderTheUniformModelIsItsEntropy() {
        // Given: no training events, so that each of two symbols and the end has probability 1/3
        CodeLength.Sequences none = new CodeLength.Sequences(new int[0], new int[] {0});
        CodeLength.Sequences test = new CodeLength.Sequences(new int[] {0, 1, 0}, new int[] {0, 3});

        // Then
        assertThat(CodeLength.bits(none, test, 2)).isEqualTo(Math.log(3) / Math.log(2), within(1e-12));
    }

    @Test
    void codeLengthBacksOffByWittenAndBell() {
        // Given: one entity with the single symbol 0, and then the end
        CodeLength.Sequences log = new CodeLength.Sequences(new int[] {0}, new int[] {0, 1});

        // When: P0(0) = (1 + 2/2) / (2 + 2) = 1/2, P1 = (1 + 1/2) / 2 = 3/4, P2 = 7/8; the same of the end
        double bits = CodeLength.bits(log, log, 1);

        // Then
        assertThat(bits).isEqualTo(-Math.log(7.0 / 8) / Math.log(2), within(1e-12));
    }
}
