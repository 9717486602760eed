package io.understudy.model.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class StandingOrdersTest {
    private static final long ORIGIN = LocalDate.of(2023, 1, 1).toEpochDay();
    private static final int ENTRIES = 4;

    private final StandingOrders orders = new StandingOrders(ENTRIES, ORIGIN, 1, 1);
    private final ChainState state = new ChainState(ENTRIES * StandingOrders.entryBytes(1, 1), 0);
    private final EventDraft draft = new EventDraft(1, 1, 1);

    private void pay(String day, long amount) {
        draft.day = day(day);
        draft.numbers[0] = amount;
        orders.note(state, 0, draft, 0);
    }

    private static long day(String day) {
        return LocalDate.parse(day).toEpochDay();
    }

    @Test
    void remembersTheAmountOfADayOfTheMonth() {
        pay("2023-01-07", 500);

        int order = orders.find(state, 0, day("2023-02-07"), 0);

        assertThat(state.getLong(order)).isEqualTo(500);
        assertThat(orders.passed(state, order, day("2023-02-07"))).isEqualTo(31);
        assertThat(orders.confirmed(state, order)).isFalse();
        assertThat(orders.find(state, 0, day("2023-02-08"), 0)).isNegative();
    }

    @Test
    void confirmsAnAmountThatComesAgainAndKeepsItThroughAnException() {
        pay("2023-01-12", 900);
        pay("2023-02-12", 900);

        pay("2023-03-12", 1350);

        int order = orders.find(state, 0, day("2023-04-12"), 0);
        assertThat(orders.confirmed(state, order)).isTrue();
        assertThat(state.getLong(order)).isEqualTo(900);
    }

    @Test
    void takesABonusForAConfirmationAndTheLesserAmountForTheUsualOne() {
        pay("2023-06-12", 180_640);
        pay("2023-07-12", 120_430);

        int order = orders.find(state, 0, day("2023-08-12"), 0);
        assertThat(orders.confirmed(state, order)).isTrue();
        assertThat(state.getLong(order)).isEqualTo(120_430);
    }

    @Test
    void anOrderThatWasOpenedAsOneIsSureFromTheStart() {
        draft.opens = true;
        pay("2023-01-12", 900);
        draft.opens = false;
        pay("2023-02-12", 900);

        int order = orders.find(state, 0, day("2023-03-12"), 0);
        assertThat(orders.confirmed(state, order)).isTrue();
        assertThat(orders.confirmations(state, order)).isEqualTo(1);
    }

    @Test
    void remembersWhomADayOfTheMonthPays() {
        draft.categories[0] = 3;
        draft.keys[0] = 7;
        pay("2023-01-07", 500);
        draft.categories[0] = 4;
        draft.keys[0] = 8;
        pay("2023-01-20", 500);

        int order = orders.find(state, 0, day("2023-02-07"), 0);

        assertThat(orders.category(state, order, 0)).isEqualTo(3);
        assertThat(orders.key(state, order, 0)).isEqualTo(7);
    }

    @Test
    void takesTheLastDayOfEveryMonthForOneDay() {
        pay("2023-01-31", 15);
        pay("2023-02-28", 15);

        int order = orders.find(state, 0, day("2023-04-30"), 0);

        assertThat(orders.confirmed(state, order)).isTrue();
        assertThat(orders.find(state, 0, day("2023-04-28"), 0)).isNegative();
    }

    @Test
    void givesUpWhatIsNotConfirmedFirst() {
        pay("2023-01-05", 100);
        pay("2023-02-05", 100);
        for (int d = 10; d < 20; d++) {
            pay("2023-02-" + d, d);
        }

        assertThat(orders.find(state, 0, day("2023-03-05"), 0)).isNotNegative();
        assertThat(orders.find(state, 0, day("2023-03-10"), 0)).isNegative();
        assertThat(orders.find(state, 0, day("2023-03-19"), 0)).isNotNegative();
    }

    /** Every 30 days, with one left out: the days are those of a cycle, not of the month. */
    @Test
    void keepsTheDayOfACycleThroughOneThatIsLeftOut() {
        int cycle = 30;
        long first = day("2023-01-07");
        for (int n : new int[] {0, 1, 2, 4}) {
            draft.day = first + (long) n * cycle;
            draft.numbers[0] = 100 * (n + 1);
            orders.note(state, 0, draft, cycle);
        }

        long due = first + 5L * cycle;
        int order = orders.find(state, 0, due, cycle);

        assertThat(orders.run(state, order)).isEqualTo(2);
        assertThat(orders.passed(state, order, due)).isEqualTo(cycle);
        assertThat(orders.confirmed(state, order)).isFalse();
        assertThat(state.getLong(order)).isEqualTo(500);
        assertThat(orders.alive(state, order, due + 2L * cycle, cycle)).isTrue();
        assertThat(orders.alive(state, order, due + 3L * cycle, cycle)).isFalse();
        assertThat(orders.find(state, 0, due + 1, cycle)).isNegative();
    }

    @Test
    void countsTheMonthsInARowAndBeginsAnewBehindOneThatIsLeftOut() {
        pay("2023-01-07", 500);
        pay("2023-02-07", 600);
        pay("2023-03-07", 700);
        int order = orders.find(state, 0, day("2023-04-07"), 0);
        assertThat(orders.run(state, order)).isEqualTo(2);
        assertThat(orders.surest(state, 0, day("2023-03-20"), 0)).isEqualTo(2);

        pay("2023-05-07", 800);

        assertThat(orders.run(state, order)).isZero();
    }

    @Test
    void keepsWhatCameAgainWhateverItsAmountWhenOthersAreGivenUp() {
        pay("2023-01-05", 100);
        pay("2023-02-05", 200);
        for (int d = 10; d < 20; d++) {
            pay("2023-02-" + d, d);
        }

        assertThat(orders.find(state, 0, day("2023-03-05"), 0)).isNotNegative();
    }

    @Test
    void isDueInTheNextMonthOnTheSameDayOrOnItsLastWhereItCameOnALast() {
        for (LocalDate date = LocalDate.of(1999, 1, 1); date.getYear() < 2005; date = date.plusDays(1)) {
            LocalDate next = date.plusMonths(1);
            boolean last = date.getDayOfMonth() == date.lengthOfMonth();
            long due = last
                    ? next.withDayOfMonth(next.lengthOfMonth()).toEpochDay()
                    : date.getDayOfMonth() < next.lengthOfMonth() ? next.toEpochDay() : -1;

            assertThat(StandingOrders.next(date.toEpochDay(), 0)).as("%s", date).isEqualTo(due);
        }
    }
}
