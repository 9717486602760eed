package io.understudy.engine.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.understudy.model.ColumnFormat;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.model.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftTest {
    private static final EventLayout LAYOUT = new FakeModel(1_000).layout();
    private static final long START = 1_000_000;
    private static final int TYPE = 3;
    private static final int AMOUNT = 4;

    @Test
    void leavesEventsBeforeItsStartAlone() {
        for (String target : new String[] {"gap*3", "amount*2", "token:1", "type=cash:1"}) {
            EventFrame frame = frame(START - 1, 7);
            Drift drift = drift("abrupt", target, 0);

            drift.apply(frame);

            assertThat(frame.timeMicros).isEqualTo(START - 1);
            assertThat(frame.values).isEqualTo(frame(START - 1, 7).values);
        }
    }

    @Test
    void multipliesNumbersFromTheStartOn() {
        EventFrame frame = frame(START, 7);

        drift("abrupt", "amount*2.5", 0).apply(frame);

        assertThat(frame.values[AMOUNT]).isEqualTo(2_500);
    }

    @ParameterizedTest
    @CsvSource({"0, 1000", "500, 1250", "1000, 1500", "9999, 1500"})
    void comesAlongALineWhereItIsGradual(long sinceMicros, long amount) {
        EventFrame frame = frame(START + sinceMicros, 7);

        drift("gradual", "amount*1.5", 1_000).apply(frame);

        assertThat(frame.values[AMOUNT]).isEqualTo(amount);
    }

    @Test
    void leavesMissingNumbersMissing() {
        EventFrame frame = frame(START, 7);
        frame.values[AMOUNT] = ColumnFormat.MISSING;

        drift("abrupt", "amount*2", 0).apply(frame);

        assertThat(frame.values[AMOUNT]).isEqualTo(ColumnFormat.MISSING);
    }

    @Test
    void stretchesEveryGapAndTheTimeColumnWithIt() {
        Drift drift = drift("abrupt", "gap*3", 0);
        EventFrame first = frame(START + 100, 7);
        EventFrame second = frame(START + 150, 7);

        drift.apply(first);
        drift.apply(second);

        assertThat(second.timeMicros - first.timeMicros).isEqualTo(150);
        assertThat(second.values[1]).isEqualTo(second.timeMicros);
    }

    @Test
    void keepsTimeOrderWhileGapsShrinkLittleByLittle() {
        Drift drift = drift("gradual", "gap*0.01", 5_000);
        long last = Long.MIN_VALUE;
        for (long time = START - 10; time < START + 10_000; time++) {
            EventFrame frame = frame(time, time);
            drift.apply(frame);
            assertThat(frame.timeMicros).isGreaterThanOrEqualTo(last);
            last = frame.timeMicros;
        }
        assertThat(last).as("5000 at a mean speed of .505, then at .01").isBetween(START + 2_560, START + 2_580);
    }

    @Test
    void replacesTheGivenShareOfCells() {
        Drift drift = drift("abrupt", "type=cash:0.3", 0);
        int cash = 0;
        for (int n = 0; n < 100_000; n++) {
            EventFrame frame = frame(START + n, n);
            drift.apply(frame);
            cash += frame.values[TYPE] == 2 ? 1 : 0;
        }

        // sd of the share is .0014; five of them fail once in 1.7 million changes of the hash
        assertThat(cash / 1e5).isCloseTo(0.3, within(0.0073));
    }

    @Test
    void turnsTokensIntoTheirSuccessors() {
        EventFrame frame = frame(START, 7);
        frame.values[TYPE] = 2;

        drift("abrupt", "token:1", 0).apply(frame);

        assertThat(frame.values[TYPE]).isZero();
    }

    @Test
    void addsUpOnADialThatIsTurnedWhileEventsPass() {
        DriftDial dial = new DriftDial(LAYOUT);
        EventFrame before = frame(START, 7);
        EventFrame after = frame(START, 8);

        dial.apply(before);
        dial.turn(DriftPlan.parse("abrupt", "amount*2", DriftPlan.AT_ONCE, 0));
        dial.turn(DriftPlan.parse("abrupt", "amount*3", DriftPlan.AT_ONCE, 0));
        dial.apply(after);

        assertThat(before.values[AMOUNT]).isEqualTo(1_000);
        assertThat(after.values[AMOUNT]).isEqualTo(6_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sudden | gap | drift kind \"sudden\" is not known; use abrupt or gradual",
                "abrupt | AMOUNT*2 | drift: fakes has no column \"AMOUNT\"; use gap, token or one of row, at, card, type, amount, class",
                "abrupt | type*2 | drift: column \"type\" holds no numbers, so it has no factor; use NAME=VALUE:SHARE",
                "abrupt | type=loan | drift: column \"type\" has no value \"loan\"; use one of buy, refund, cash",
                "abrupt | amount=3:0.5 | drift: column \"amount\" holds no categories, so it cannot be mixed; use NAME*FACTOR",
                "abrupt | gap*0 | drift: the factor 0.0 must be a finite number above 0",
                "abrupt | token:5 | drift: the share 5.0 must be above 0 and up to 1",
                "abrupt | token:x | drift target \"token:x\": \"x\" is not a share between 0 and 1",
                "gradual | gap | drift: a width of 0 microseconds does not suit the kind gradual; an abrupt one has none, a gradual one needs one"
            })
    void refusesWhatDoesNotFitAndSaysWhatDoes(String kind, String target, String message) {
        assertThatThrownBy(() -> drift(kind, target, 0))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    private static Drift drift(String kind, String target, long widthMicros) {
        return new Drift(DriftPlan.parse(kind, target, START, widthMicros), LAYOUT);
    }

    private static EventFrame frame(long timeMicros, long entity) {
        EventFrame frame = new EventFrame(LAYOUT.size());
        frame.entity = entity;
        frame.timeMicros = timeMicros;
        frame.values[1] = timeMicros;
        frame.values[TYPE] = 0;
        frame.values[AMOUNT] = 1_000;
        return frame;
    }
}
