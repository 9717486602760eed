package io.understudy.model.table;

import io.understudy.model.chain.ChainShape;
import java.util.ArrayList;
import java.util.List;

/** Which law of a {@link TablePool} is which. */
final class LawIndex {
    static final int DAY = 3;
    static final int GAP = 4;
    static final int TIME_OF_DAY = 5;
    private static final int FIRST_OF_COLUMNS = 6;

    private final TableLaws laws;
    final int label; // -1 where there is one class
    final int first = 1;
    final int token = 2;
    final int keyKinds;
    final int categories;
    final int groups;
    final int values;

    LawIndex(TableLaws laws) {
        this.laws = laws;
        label = laws.label() == null ? -1 : 0;
        keyKinds = FIRST_OF_COLUMNS;
        categories = keyKinds + laws.keyKinds().size();
        groups = categories + laws.categories().size();
        values = groups + laws.numbers().size();
    }

    /** The laws in their order, with that of the classes as given. */
    List<RowTable> laws(RowTable labelLaw) {
        List<RowTable> all = new ArrayList<>();
        all.add(labelLaw);
        all.add(laws.first());
        all.add(laws.token());
        all.add(laws.day());
        all.add(laws.gap());
        all.add(laws.timeOfDay());
        all.addAll(laws.keyKinds());
        all.addAll(laws.categories());
        laws.numbers().forEach(number -> all.add(number.group()));
        laws.numbers().forEach(number -> all.add(number.value()));
        return all;
    }

    private static List<ValueGrid> grids(TableLaws laws) {
        return laws.numbers().stream().map(TableLaws.Number::grid).toList();
    }

    private static List<ValueGrid> staticGrids(TableLaws laws) {
        List<ValueGrid> grids = new ArrayList<>();
        laws.statics()
                .forEach(fixed ->
                        grids.add(fixed.number() == null ? null : fixed.number().grid()));
        return grids;
    }

    /** The features that the laws look at. */
    static CodeBook book(ChainShape shape, TableLaws laws) {
        return TableModel.book(shape, grids(laws), staticGrids(laws), laws.balanceBins());
    }

    /** Laws of a next event: class, token, time. */
    List<RowTable> next() {
        List<RowTable> next = new ArrayList<>();
        next.add(laws.label());
        next.add(laws.token());
        next.add(laws.day());
        next.add(laws.gap());
        next.add(laws.timeOfDay());
        return next;
    }

    /** Laws of what an event has on it. */
    List<RowTable> marks() {
        List<RowTable> all = laws(null);
        return all.subList(keyKinds, all.size());
    }

    /** The features that some laws look at. // [feature] */
    static boolean[] wanted(CodeBook book, List<RowTable> laws) {
        boolean[] wanted = new boolean[book.size()];
        for (RowTable law : laws) {
            for (int feature : law == null ? new int[0] : law.features()) {
                wanted[feature] = true;
            }
        }
        return wanted;
    }

    /** Codes for one thread; those that no law looks at may be left out. */
    static EventCodes codes(ChainShape shape, TableLaws laws, boolean wantedAlone) {
        CodeBook book = book(shape, laws);
        boolean[] wanted = wanted(book, new LawIndex(laws).laws(laws.label()));
        if (!wantedAlone) {
            java.util.Arrays.fill(wanted, true);
        }
        return new EventCodes(
                shape,
                book,
                wanted,
                laws.balance() != null,
                laws.stay() != null,
                grids(laws).toArray(ValueGrid[]::new),
                staticGrids(laws).toArray(ValueGrid[]::new),
                laws.balanceBins());
    }
}
