package io.understudy.ops.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.ops.dashboard.StreamStatus.BurstStatus;
import io.understudy.schemas.record.BurstAction;
import io.understudy.schemas.record.BurstCommand;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BurstBookTest {
    private final BurstBook book = new BurstBook();

    @Test
    void followsABurstFromCommandToEnd() {
        book.commanded(command("b", BurstAction.START), 10);
        assertThat(only(11).state()).isEqualTo("commanded");

        book.injected("b", "card-1", 12);
        book.injected("b", "card-1", 12.5);
        book.injected("b", "card-2", 13);

        assertThat(only(13.5)).isEqualTo(new BurstStatus("b", "card_testing", "running", 10, 13.0, 2, 100, 3));
        assertThat(only(60).state()).isEqualTo("over");
        assertThat(book.injected()).isEqualTo(3);
    }

    @Test
    void countsACommandOnceThoughEveryPartitionHoldsIt() {
        book.commanded(command("b", BurstAction.START), 10);
        book.commanded(command("b", BurstAction.START), 10.1);

        assertThat(book.statuses(11)).hasSize(1);
        assertThat(only(11).atSeconds()).isEqualTo(10);
    }

    @Test
    void knowsACancelledBurst() {
        book.commanded(command("b", BurstAction.START), 10);
        book.commanded(command("b", BurstAction.CANCEL), 12);

        assertThat(only(13).state()).isEqualTo("cancelled");
    }

    @Test
    void leavesCampaignsAloneThatNobodyCommanded() {
        book.injected("of-the-model", "card-1", 12);

        assertThat(book.statuses(13)).isEmpty();
        assertThat(book.injected()).isZero();
    }

    private BurstStatus only(double nowSeconds) {
        return book.statuses(nowSeconds).get(0);
    }

    private static BurstCommand command(String id, BurstAction action) {
        return BurstCommand.newBuilder()
                .setBurstId(id)
                .setAction(action)
                .setScenario("card_testing")
                .setStartTime((Instant) null)
                .setDurationMicros(10_000_000)
                .setEventsPerSecond(10)
                .setEntities(5)
                .setSeed(1)
                .build();
    }
}
