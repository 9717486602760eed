package io.understudy.ops.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelJoinTest {
    private final LabelJoin join = new LabelJoin();

    @Test
    void joinsAnEventWithItsLabelInEitherOrder() {
        join.event(1);
        join.label(1);
        join.label(2);
        join.event(2);

        assertThat(join.joined()).isEqualTo(2);
        assertThat(join.eventsAlone()).isZero();
        assertThat(join.labelsAlone()).isZero();
    }

    @Test
    void keepsTheBookOfThoseThatStayAlone() {
        join.event(1);
        join.label(2);
        join.label(3);

        assertThat(join.joined()).isZero();
        assertThat(join.eventsAlone()).isEqualTo(1);
        assertThat(join.labelsAlone()).isEqualTo(2);
    }

    @Test
    void noticesAnEventThatComesTwice() {
        join.event(1);
        join.event(1);
        join.event(2);
        join.label(2);
        join.event(2);

        assertThat(join.repeated()).isEqualTo(1);
        assertThat(join.eventsAlone()).isEqualTo(2);
    }
}
