package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.Profile;
import io.understudy.model.SequenceModel;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A running balance is found in a ledger and reconciles to the cent in what is generated. */
class RunningBalanceTest {
    private static final int KIND = 2;
    private static final int AMOUNT = 3;
    private static final int BALANCE = 4;

    /** Accounts that take in and give out; with {@code error}, each third row is off by the given cents. */
    private static EventLog ledger(long error) {
        SplittableRandom random = new SplittableRandom(5);
        SmallLog log = new SmallLog()
                .column("kind", ColumnRole.TYPE, "credit", "debit", "fee")
                .number("amount", ColumnRole.NUMERIC)
                .number("balance", ColumnRole.NUMERIC);
        for (int e = 0; e < 60; e++) {
            log.entity();
            long balance = 0;
            long seconds = random.nextInt(100_000);
            for (int i = 0; i < 40; i++) {
                int kind = balance < 50_000 ? 0 : random.nextInt(3);
                long amount = kind == 2 ? 1_250 : 1_000 + random.nextInt(kind == 0 ? 80_000 : 40_000);
                balance += kind == 0 ? amount : -amount;
                seconds += 3_600 + random.nextInt(100_000);
                log.row(seconds, kind, amount, balance + (i % 3 == 2 ? error : 0));
            }
        }
        return log.build();
    }

    private static SequenceModel fit(EventLog log) {
        return ModelFitter.fit(log, FitSettings.defaults(), note -> {});
    }

    /** Rows whose balance is not the one before it, plus a credit's amount or minus another's. */
    private static long unreconciled(List<List<EventFrame>> drawn) {
        long wrong = 0;
        for (List<EventFrame> events : drawn) {
            long balance = 0;
            for (EventFrame event : events) {
                long amount = event.values[AMOUNT];
                balance += event.values[KIND] == 0 ? amount : -amount;
                wrong += event.values[BALANCE] == balance ? 0 : 1;
                balance = event.values[BALANCE];
            }
        }
        return wrong;
    }

    @Test
    void reconcilesToTheCentInEveryRow() {
        SequenceModel model = fit(ledger(0));

        List<List<EventFrame>> drawn = Drawn.events(model, 3, 1, 200);

        assertThat(drawn.stream().mapToInt(List::size).sum()).isGreaterThan(2_000);
        assertThat(unreconciled(drawn)).isZero();
        assertThat(model.layout().column(BALANCE).role()).isEqualTo(ColumnRole.DERIVED);
        assertThat(model.profile().rules()).extracting(Profile.Rule::column).containsExactly("balance");
        assertThat(model.profile().rules().get(0).text())
                .startsWith(
                        "the entity's last balance, plus amount in 1 token, minus amount in 2 tokens, hardly below");
    }

    /** Interest of a hundredth of the mean balance of thirty days, whatever came in on the last of them. */
    @Test
    void interestFollowsTheMeanOfTheBalance() {
        SplittableRandom random = new SplittableRandom(5);
        SmallLog log = new SmallLog()
                .column("kind", ColumnRole.TYPE, "credit", "debit", "interest")
                .number("amount", ColumnRole.NUMERIC)
                .number("balance", ColumnRole.NUMERIC);
        for (int e = 0; e < 150; e++) {
            log.entity();
            long balance = 0;
            long sum = 0;
            for (int day = 0; day < 180; day++) {
                long seconds = day * 86_400L;
                if (day % 30 == 29) {
                    long interest = sum / 3_000;
                    balance += interest;
                    log.row(seconds, 2, interest, balance);
                    sum = 0;
                } else if (day == 0 || random.nextInt(4) == 0) {
                    int kind = balance < 50_000 ? 0 : random.nextInt(2);
                    long amount = kind == 0 ? 20_000 + random.nextInt(300_000) : balance / 2 + random.nextInt(10_000);
                    balance += kind == 0 ? amount : -amount;
                    log.row(seconds, kind, amount, balance);
                }
                sum += balance;
            }
        }
        SequenceModel model = fit(log.build());

        List<List<EventFrame>> drawn = Drawn.events(model, 3, 1, 150);

        int interests = 0;
        int near = 0;
        for (List<EventFrame> events : drawn) {
            double sum = 0;
            long since = events.get(0).timeMicros;
            long last = since;
            long balance = 0;
            for (EventFrame event : events) {
                sum += balance * (event.timeMicros - last) * 1e-6;
                if (event.values[KIND] == 2) {
                    double mean = sum / Math.max(1, (event.timeMicros - since) * 1e-6);
                    interests++;
                    near += Math.abs(event.values[AMOUNT] / mean - 0.01) < 0.001 ? 1 : 0;
                    sum = 0;
                    since = event.timeMicros;
                }
                last = event.timeMicros;
                balance = event.values[BALANCE];
            }
        }
        assertThat(interests).isGreaterThan(400);
        assertThat(near / (double) interests).isGreaterThan(0.8);
    }

    /** The control: where the reference does not reconcile no rule is found, and the check sees it. */
    @Test
    void findsNoRuleWhereThereIsNone() {
        SequenceModel model = fit(ledger(7_700));

        assertThat(model.profile().rules()).isEmpty();
        assertThat(unreconciled(Drawn.events(model, 3, 1, 20))).isPositive();
    }
}
