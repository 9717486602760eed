package io.understudy.engine.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.understudy.model.EventFrame;
import io.understudy.model.InputException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultPlanTest {
    private static final int EVENTS = 1_000_000;

    @Test
    void readsEveryFault() {
        FaultPlan plan = FaultPlan.parse("late=1% by=30s, out-of-order=2% events=3, duplicate=0.1%, dropped=0.002,"
                + " malformed=0.01% kinds=truncated+schema-id, tombstone=1%, oversize=1% bytes=200k, headers=1%,"
                + " key-skew=20% exponent=1.2 keys=50");

        assertThat(plan.faults())
                .containsExactly(
                        new Fault.Late(0.01, 30_000_000),
                        new Fault.OutOfOrder(0.02, 3),
                        new Fault.Duplicate(0.001),
                        new Fault.Dropped(0.002),
                        new Fault.Malformed(0.0001, List.of(Malformation.TRUNCATED, Malformation.SCHEMA_ID)),
                        new Fault.Tombstone(0.01),
                        new Fault.Oversize(0.01, 200_000),
                        new Fault.Headers(0.01),
                        new Fault.KeySkew(0.2, 1.2, 50));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lete=1% | unknown fault lete; did you mean late?",
                "late | faults \"late\": write \"late\" like late=1% by=30s, or duplicate=0.1%",
                "late=1% bye=3s | fault late: unknown option bye; did you mean by?",
                "duplicate=1% by=3s | fault duplicate: unknown option by; it has none",
                "late=1% 30s | faults \"late=1% 30s\": write \"30s\" like KEY=VALUE",
                "late=some | fault late: share \"some\" is not a number; write it like 0.1%",
                "late=0% | fault late: share 0.0 must be above 0 and up to 100%; write it like 0.1%",
                "late=60%, dropped=50% | faults add up to 110.00 % of the events, but an event gets one at most; lower their shares",
                "dropped=1%, dropped=2% | faults: one stands twice; keep one of each",
                "malformed=1% kinds=short | fault malformed: unknown kind short; known kinds: truncated, schema-id, wrong-type",
                "oversize=1% bytes=2000k | fault oversize: bytes 2000000 must be 1000 to 1000000",
                "out-of-order=1% events=0 | fault out-of-order: events 0 must be 1 to 10000",
                "key-skew=1% exponent=11 | fault key-skew: exponent 11.0 must be 0 to 10"
            })
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> FaultPlan.parse(text))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    @ParameterizedTest(name = "seed {0}")
    @CsvSource({"1", "2", "3"})
    void givesEachFaultItsShareOfTheEvents(long seed) {
        FaultPlan plan = FaultPlan.parse("late=1%, duplicate=0.1%, dropped=20%");
        FaultDraw draw = new FaultDraw(plan, seed);
        FaultDraw other = new FaultDraw(plan, seed + 1);
        Map<Fault, Integer> counts = new HashMap<>();
        EventFrame frame = new EventFrame(1);
        int both = 0;

        for (int i = 0; i < EVENTS; i++) {
            frame.entity = i % 1_000;
            frame.sequence = i / 1_000;
            Fault fault = draw.of(frame);
            counts.merge(fault == null ? new Fault.Tombstone(1) : fault, 1, Integer::sum);
            both += fault != null && other.of(frame) != null ? 1 : 0;
        }

        // five standard deviations: once in 1.7 million
        for (Fault fault : plan.faults()) {
            double deviation = Math.sqrt(EVENTS * fault.share() * (1 - fault.share()));
            assertThat(counts.get(fault).doubleValue()).isCloseTo(EVENTS * fault.share(), within(5 * deviation));
        }
        assertThat(both / (double) EVENTS).as("apart from another seed's").isCloseTo(0.211 * 0.211, within(0.002));
    }

    @Test
    void drawsHotKeysByZipfsLaw() {
        Fault.KeySkew skew = new Fault.KeySkew(1, 1.2, 50);
        HotKeys keys = new HotKeys(skew);
        FaultDraw draw = new FaultDraw(new FaultPlan(List.of(skew)), 5);
        EventFrame frame = new EventFrame(1);
        int[] countByRank = new int[50];
        for (int i = 0; i < EVENTS; i++) {
            frame.sequence = i;
            countByRank[keys.rank(draw.chance(frame, 1))]++;
        }

        double sum = 0;
        for (int rank = 0; rank < 50; rank++) {
            sum += Math.pow(rank + 1, -1.2);
        }
        double chiSquare = 0;
        for (int rank = 0; rank < 50; rank++) {
            double expected = EVENTS * Math.pow(rank + 1, -1.2) / sum;
            chiSquare += Math.pow(countByRank[rank] - expected, 2) / expected;
        }
        // 49 degrees of freedom: above 94.6 once in 10,000
        assertThat(chiSquare).isLessThan(94.6);
    }

    @Test
    void breaksValuesEachInItsWay() {
        byte[] value = "\0\0\0\0\7payload".getBytes(StandardCharsets.US_ASCII);

        for (long chance : new long[] {0, 1, -1, Long.MIN_VALUE, 123_456_789}) {
            byte[] cut = Malformation.TRUNCATED.of(value, chance);
            byte[] unknown = Malformation.SCHEMA_ID.of(value, chance);

            assertThat(cut.length).isBetween(1, value.length - 1);
            assertThat(value).startsWith(cut);
            assertThat(unknown).hasSameSizeAs(value).endsWith("payload".getBytes(StandardCharsets.US_ASCII));
            assertThat(unknown[1]).isEqualTo((byte) 0x7f);
            assertThat(Malformation.WRONG_TYPE.of(value, chance)[0]).isNotZero();
        }
        assertThat(Arrays.stream(Malformation.values()).map(Malformation::text))
                .allSatisfy(text -> assertThat(Malformation.parse(text).text()).isEqualTo(text));
    }
}
