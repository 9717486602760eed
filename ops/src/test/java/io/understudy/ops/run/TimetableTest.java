package io.understudy.ops.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimetableTest {
    private final BlockingQueue<String> happened = new LinkedBlockingQueue<>();
    private volatile double nowSeconds;

    @Test
    void doesThingsInTheOrderOfTheirTimes() throws InterruptedException {
        try (Timetable timetable = new Timetable(() -> nowSeconds)) {
            timetable.at(20, () -> happened.add("drift"));
            timetable.at(10, () -> happened.add("burst"));
            timetable.at(99, () -> happened.add("never"));
            nowSeconds = 30;

            timetable.start();

            assertThat(List.of(next(), next())).containsExactly("burst", "drift");
            assertThat(happened).isEmpty();
        }
    }

    @Test
    void keepsTheFirstFailureAndGoesOn() throws InterruptedException {
        try (Timetable timetable = new Timetable(() -> nowSeconds)) {
            timetable.at(0, () -> {
                throw new IllegalStateException("no such scenario");
            });
            timetable.at(0, () -> happened.add("drift"));

            timetable.start();

            assertThat(next()).isEqualTo("drift");
            assertThat(timetable.failure())
                    .hasValueSatisfying(e -> assertThat(e).hasMessage("no such scenario"));
        }
    }

    private String next() throws InterruptedException {
        return happened.poll(10, TimeUnit.SECONDS);
    }
}
