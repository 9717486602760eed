package io.understudy.engine.fit;

import io.understudy.engine.fit.past.FitData;
import io.understudy.model.table.CodeBook;
import java.util.stream.IntStream;

/** Which codes a law may ask. */
final class CodeMenu {
    private final FitData data;
    private final CodeBook book;

    CodeMenu(FitData data, CodeBook book) {
        this.data = data;
        this.book = book;
    }

    /** What is known before the event, behind what else is known. */
    int[] past(int... further) {
        IntStream head = IntStream.of(
                CodeBook.CLUSTER,
                CodeBook.COUNT,
                CodeBook.LAST_LABEL,
                CodeBook.RUN,
                CodeBook.LABELLED,
                CodeBook.TOKEN_1,
                CodeBook.TOKEN_2,
                CodeBook.TOKEN_3,
                CodeBook.GAP_1,
                CodeBook.GAP_MEAN,
                CodeBook.INSTANTS,
                CodeBook.DAY_COUNT,
                CodeBook.HOUR_1,
                CodeBook.WEEKDAY_1,
                CodeBook.DAY_1,
                CodeBook.LEFT_1,
                CodeBook.AGE,
                CodeBook.HOUR_MEAN,
                CodeBook.BALANCE);
        IntStream marks = IntStream.concat(
                IntStream.range(0, data.categories.length).map(book::lastCategory),
                IntStream.range(0, data.numbers.length).flatMap(i -> IntStream.of(book.lastNumber(i), book.level(i))));
        IntStream fixed = IntStream.range(0, data.statics.length).map(book::fixed);
        return IntStream.concat(IntStream.of(further), IntStream.concat(head, IntStream.concat(marks, fixed)))
                .toArray();
    }

    /** What is known of the event itself comes first: of two features that tell as much, the first is taken. */
    int[] now(int... further) {
        IntStream event = IntStream.of(
                CodeBook.TOKEN_0,
                CodeBook.DAYS_0,
                CodeBook.WEEKDAY_0,
                CodeBook.DAY_0,
                CodeBook.LEFT_0,
                CodeBook.HOUR_0,
                CodeBook.GAP_0);
        return IntStream.concat(IntStream.concat(IntStream.of(further), event), IntStream.of(past()))
                .toArray();
    }
}
