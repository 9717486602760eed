package io.understudy.engine.reference;

import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.InputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the column whose values name the sequences that events belong to. */
final class EntityFinder {
    private record Candidate(int index, int score, int distinct) {}

    private final Source source;
    private final List<Cells> columns;
    private final ReferenceSpec spec;
    private final List<Finding> findings;

    EntityFinder(Source source, List<Cells> columns, ReferenceSpec spec, List<Finding> findings) {
        this.source = source;
        this.columns = columns;
        this.spec = spec;
        this.findings = findings;
    }

    /**
     * Indexes of the entity columns.
     *
     * @throws InputException if none is named and none can be found
     */
    List<Integer> find() throws IOException {
        if (!spec.names(ColumnRole.ENTITY)) {
            return List.of(found());
        }
        List<String> names = spec.columns(ColumnRole.ENTITY);
        if (names.isEmpty()) {
            throw new InputException("entity is \"none\"; every event belongs to one");
        }
        List<Integer> indexes = names.stream().map(source.columns()::indexOf).toList();
        if (indexes.size() == 1) {
            checkComplete(indexes.get(0));
        }
        return indexes;
    }

    private void checkComplete(int index) throws IOException {
        Cells cells = columns.get(index);
        for (int row = 0; cells.missing() > 0 && row < cells.values().length; row++) {
            if (cells.values()[row] == ColumnFormat.MISSING) {
                throw new InputException(source.place(row, index) + " " + cells.name()
                        + " is empty; every event belongs to an entity; leave such rows out by --sql");
            }
        }
    }

    private int found() {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Cells cells = columns.get(i);
            int rows = cells.values().length;
            boolean names = cells.isText() || cells.isInteger();
            if (!names || cells.missing() > 0 || spec.role(cells.name()) != null || NameHints.truth(cells.name())) {
                continue;
            }
            int distinct = distinct(cells);
            int score = NameHints.entity(cells.name());
            if (distinct > 1 && distinct <= rows * 0.7 && (score > 0 || cells.isText() && distinct > 20)) {
                candidates.add(new Candidate(i, score, distinct));
            }
        }
        candidates.sort(Comparator.comparingInt(Candidate::score)
                .thenComparingInt(Candidate::distinct)
                .reversed());
        if (candidates.isEmpty()) {
            throw new InputException(
                    source.name() + " has no column that clearly names whose events they are; name one or"
                            + " more by --entity; columns are " + String.join(", ", source.columns()));
        }
        Candidate best = candidates.get(0);
        List<String> others = candidates.subList(1, candidates.size()).stream()
                .map(candidate -> columns.get(candidate.index).name())
                .toList();
        findings.add(new Finding(
                columns.get(best.index).name(),
                "taken as the entity, with " + best.distinct + " values"
                        + (others.isEmpty() ? "" : "; " + String.join(", ", others) + " could be too")
                        + "; choose by --entity"));
        return best.index;
    }

    private static int distinct(Cells cells) {
        if (cells.isText()) {
            return cells.texts().size();
        }
        LongIndex index = new LongIndex();
        for (long value : cells.values()) {
            index.index(value);
        }
        return index.size();
    }
}
