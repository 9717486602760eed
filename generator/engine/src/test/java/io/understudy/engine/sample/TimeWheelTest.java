package io.understudy.engine.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The wheel beside an order that is plain to see. */
class TimeWheelTest {
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int SEEDS = 40;

    /** How far an entity's next event is from its last. */
    private enum Gaps {
        /** From seconds to months, none likelier than another on a scale of powers. */
        SKEWED {
            @Override
            long micros(SplittableRandom random) {
                return (long) Math.exp(random.nextDouble() * Math.log(200.0 * DAY_MICROS));
            }
        },
        /** Whole days: all events of a day at one instant. */
        DAYS {
            @Override
            long micros(SplittableRandom random) {
                return random.nextInt(1, 40) * DAY_MICROS;
            }
        },
        /** Often none at all. */
        NONE {
            @Override
            long micros(SplittableRandom random) {
                return random.nextInt(3) == 0 ? random.nextInt(3) : 0;
            }
        },
        /** Bursts of milliseconds between silences of weeks. */
        BURSTS {
            @Override
            long micros(SplittableRandom random) {
                return random.nextInt(20) == 0 ? random.nextLong(30 * DAY_MICROS) : random.nextInt(5_000);
            }
        },
        /** As far ahead as there is time. */
        FAR {
            @Override
            long micros(SplittableRandom random) {
                return random.nextInt(50) == 0 ? random.nextLong(1L << 61) : random.nextLong(1_000_000);
            }
        };

        abstract long micros(SplittableRandom random);
    }

    private record Entry(long timeMicros, int place) {}

    private static final Comparator<Entry> ORDER =
            Comparator.comparingLong(Entry::timeMicros).thenComparingInt(Entry::place);

    @ParameterizedTest
    @EnumSource(Gaps.class)
    void givesTheOrderOfASortedReference(Gaps gaps) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            givesTheOrderOfASortedReference(gaps, seed);
        }
    }

    private static void givesTheOrderOfASortedReference(Gaps gaps, long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        int places = random.nextBoolean() ? random.nextInt(1, 40) : random.nextInt(40, 4_000);
        long originMicros = random.nextLong(-DAY_MICROS, DAY_MICROS);
        TimeWheel wheel = new TimeWheel(places, originMicros);
        PriorityQueue<Entry> reference = new PriorityQueue<>(ORDER);
        for (int place = 0; place < places; place++) {
            Entry entry = new Entry(originMicros + gaps.micros(random), place);
            wheel.add(entry.timeMicros(), place);
            reference.add(entry);
        }

        // When all come and most come again
        for (int i = 0; i < 20_000 && !reference.isEmpty(); i++) {
            Entry first = reference.poll();
            long gapMicros = gaps.micros(random);
            boolean ends = random.nextInt(200) == 0 || first.timeMicros() + gapMicros < first.timeMicros();

            // Then
            assertThat(wheel.isEmpty()).isFalse();
            assertThat(new Entry(wheel.firstMicros(), wheel.firstPlace()))
                    .as("%s, seed %d, event %d", gaps, seed, i)
                    .isEqualTo(first);
            if (ends) {
                wheel.removeFirst();
            } else {
                wheel.moveFirst(first.timeMicros() + gapMicros);
                reference.add(new Entry(first.timeMicros() + gapMicros, first.place()));
            }
        }
        assertThat(wheel.isEmpty()).as("seed %d", seed).isEqualTo(reference.isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Gaps.class)
    void givesTheSameOrderToWhoTakesSeveralAtOnce(Gaps gaps) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            givesTheSameOrderToWhoTakesSeveralAtOnce(gaps, seed);
        }
    }

    private static void givesTheSameOrderToWhoTakesSeveralAtOnce(Gaps gaps, long seed) {
        // Given a wheel and a heap that hold the same
        SplittableRandom random = new SplittableRandom(seed);
        int places = random.nextBoolean() ? random.nextInt(1, 40) : random.nextInt(40, 4_000);
        TimeWheel wheel = new TimeWheel(places, 0);
        PendingHeap reference = new PendingHeap(places);
        long[] timeByPlace = new long[places]; // of what is pending in the wheel
        for (int place = 0; place < places; place++) {
            timeByPlace[place] = gaps.micros(random);
            wheel.add(timeByPlace[place], place);
            reference.add(timeByPlace[place], place);
        }

        int[] taken = new int[16];
        for (int i = 0; i < 2_000 && !wheel.isEmpty() && wheel.firstMicros() < Long.MAX_VALUE / 2; i++) {
            // When several are taken before any of them is moved
            int count = wheel.take(taken.length, taken);

            // Then
            for (int c = 0; c < count; c++) {
                assertThat(taken[c])
                        .as("%s, seed %d, round %d, place %d", gaps, seed, i, c)
                        .isEqualTo(reference.firstPlace());
                assertThat(reference.firstMicros()).isEqualTo(timeByPlace[taken[c]]);
                reference.removeFirst();
            }
            for (int c = 0; c < count; c++) {
                int place = taken[c];
                timeByPlace[place] += gapMicros(gaps, timeByPlace[place], place);
                wheel.add(timeByPlace[place], place);
                reference.add(timeByPlace[place], place);
            }
        }
    }

    /** The gap behind an event, which follows from the event. */
    private static long gapMicros(Gaps gaps, long timeMicros, int place) {
        return Math.min(Long.MAX_VALUE - 1 - timeMicros, gaps.micros(new SplittableRandom(timeMicros * 31 + place)));
    }

    @ParameterizedTest
    @MethodSource("io.understudy.engine.sample.TimeWheelTest#largeSizes")
    void givesPlacesInOrderWhereAllMeetAtOneInstant(int places) {
        // Given places that come in no order at all
        TimeWheel wheel = new TimeWheel(places + 1, 0);
        wheel.add(Long.MAX_VALUE - 1, places);
        int step = 7_919; // a prime, so that each place comes once
        for (int i = 0; i < places; i++) {
            wheel.add(5 * DAY_MICROS, (int) ((long) i * step % places));
        }

        // When
        int inOrder = 0;
        while (!wheel.isEmpty() && wheel.firstPlace() == inOrder) {
            wheel.removeFirst();
            inOrder++;
        }

        // Then the one far ahead is last
        assertThat(inOrder).isEqualTo(places + 1);
        assertThat(wheel.isEmpty()).isTrue();
    }

    static int[] largeSizes() {
        return new int[] {1, 24, 25, 64, 65, 100_000};
    }

    @Test
    void isEmptyUntilSomethingIsAddedAndAgainWhenAllIsTaken() {
        TimeWheel wheel = new TimeWheel(2, 100);
        assertThat(wheel.isEmpty()).isTrue();

        wheel.add(100, 1);
        assertThat(wheel.isEmpty()).isFalse();
        wheel.removeFirst();
        assertThat(wheel.isEmpty()).isTrue();

        wheel.add(100, 0);
        assertThat(wheel.firstMicros()).isEqualTo(100);
        assertThat(wheel.firstPlace()).isZero();
    }

    @Test
    void takesSeveralInTheirOrder() {
        TimeWheel wheel = new TimeWheel(10, 0);
        for (int place = 0; place < 10; place++) {
            wheel.add(1_000 - place, place);
        }
        int[] taken = new int[16];

        assertThat(wheel.take(4, taken)).isEqualTo(4);
        assertThat(taken).startsWith(9, 8, 7, 6);
        assertThat(wheel.take(16, taken)).isEqualTo(6);
        assertThat(taken).startsWith(5, 4, 3, 2, 1, 0);
        assertThat(wheel.isEmpty()).isTrue();
    }

    @Test
    void allocatesNothingOnceItStands() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        SplittableRandom random = new SplittableRandom(3);
        TimeWheel wheel = new TimeWheel(20_000, 0);
        for (int place = 0; place < 20_000; place++) {
            wheel.add(Gaps.BURSTS.micros(random), place);
        }

        long before = threads.getCurrentThreadAllocatedBytes();
        int events = 1_000_000;
        for (int i = 0; i < events && !wheel.isEmpty(); i++) {
            wheel.moveFirst(wheel.firstMicros() + Gaps.BURSTS.micros(random));
        }

        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / (double) events)
                .isLessThan(0.1);
    }
}
