package io.understudy.engine.evaluate.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.understudy.engine.evaluate.CsvText;
import io.understudy.engine.evaluate.log.LogCoder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures of histories held to values that were worked out by hand. */
class HistoriesTest {
    private static final List<String> REAL = List.of(
            "a,1600000000,pay,1.0",
            "a,1600000010,pay,2.0",
            "a,1600000030,fee,4.0",
            "b,1600000000,pay,10.0",
            "b,1600000010,fee,10.0");
    private static final List<String> CANDIDATE = List.of(
            "x,1600000000,pay,1.0",
            "x,1600000010,fee,2.0",
            "x,1600000020,fee,3.0",
            "y,1600000000,pay,10.0",
            "y,1600000010,pay,9.0");

    @TempDir
    Path folder;

    private final Scores scores = new Scores();

    @BeforeEach
    void measure() throws Exception {
        LogCoder.Coded coded = CsvText.coded(folder, REAL, CANDIDATE);
        new Histories(coded.yardstick())
                .measure(coded.logs().get(0), coded.logs().get(1), scores);
    }

    @Test
    void interRowMsasComparesThePooledSteps() {
        // Steps 1 2 0 against 1 1 -1: at 1 the distributions are 2/3 and 1, below 0 they are 0 and 1/3.
        assertThat(scores.get(Measure.SEQUENCE_INTERROW_MSAS)).isEqualTo(1 - 1.0 / 3, within(1e-12));
    }

    @Test
    void statisticMsasIsTheMeanOverFiveStatisticsOfNumberAndGap() {
        // Amount: means 7/3 10 | 2 9.5 and deviations never meet closer than 1/2; medians 2 10 | 2 9.5; least 1 10 | 1
        // 9;
        // greatest 4 10 | 3 10; deviations 1.5 0 | 1 .7: 1/2 each but 1/2 of deviations.
        // Gap: means 15 10 | 10 10; medians likewise; deviations 7.1 | 0; least 10 10 | 10 10; greatest 20 10 | 10 10.
        double amount = (0.5 + 0.5 + 0.5 + 0.5 + 0.5) / 5;
        double gap = (0.5 + 0.5 + 0 + 1 + 0.5) / 5;
        assertThat(scores.get(Measure.SEQUENCE_STATISTIC_MSAS)).isEqualTo((amount + gap) / 2, within(1e-12));
    }

    @Test
    void tokensAreComparedWithinEntitiesAlone() {
        // Pairs: pay-pay, pay-fee, pay-fee against pay-fee, fee-fee, pay-pay: shares 1/3 2/3 0 | 1/3 1/3 1/3.
        double expected = (2.0 / 3 * Math.log(4.0 / 3) + 1.0 / 3 * Math.log(2.0 / 3) + 1.0 / 3 * Math.log(2)) / 2;
        assertThat(scores.get(Measure.SEQUENCE_JSD2)).isEqualTo(expected, within(1e-12));
        // First tokens are equal; last ones are all fee against fee and pay.
        double last = (Math.log(4.0 / 3) + 0.5 * Math.log(2.0 / 3) + 0.5 * Math.log(2)) / 2;
        assertThat(scores.get(Measure.SEQUENCE_ENDS_JSD)).isEqualTo(last / 2, within(1e-12));
    }

    @Test
    void gapsAndLengthsAreCompared() {
        // Gaps 10 20 10 against 10 10 10.
        assertThat(scores.get(Measure.SEQUENCE_GAP_KSC)).isEqualTo(2.0 / 3, within(1e-12));
        assertThat(scores.get(Measure.SEQUENCE_GAP_W1_DAYS)).isEqualTo(10.0 / 3 / 86_400, within(1e-12));
        assertThat(scores.get(Measure.SEQUENCE_LENGTH_KSC)).isEqualTo(1);
    }
}
