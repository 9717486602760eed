package io.understudy.engine.evaluate.log;

import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a reference that are compared, by what they are compared as. Identifiers and ignored columns are not.
 *
 * @param types names of the columns whose tuple is the token; all of them are categories too
 * @param numbers marks and derived columns that are numbers, the static ones behind the others
 * @param moving how many of {@code numbers} are not static
 * @param categories types, other categories and labels, the static ones behind the others
 * @param movingCategories how many of {@code categories} are not static
 * @param label name of the column that holds the classes; empty if there is none
 * @param labels names of all columns of ground truth
 */
public record JudgedColumns(
        List<String> types,
        List<String> numbers,
        int moving,
        List<String> categories,
        int movingCategories,
        List<String> keys,
        String label,
        List<String> labels) {
    public JudgedColumns {
        types = List.copyOf(types);
        numbers = List.copyOf(numbers);
        categories = List.copyOf(categories);
        keys = List.copyOf(keys);
        labels = List.copyOf(labels);
    }

    /** The judged columns of a layout. */
    public static JudgedColumns of(EventLayout layout) {
        List<String> types = names(layout, ColumnRole.TYPE);
        List<String> numbers = new ArrayList<>();
        List<String> staticNumbers = new ArrayList<>();
        List<String> categories = new ArrayList<>(types);
        List<String> staticCategories = new ArrayList<>();
        for (Column column : layout.columns()) {
            if (column.role() == ColumnRole.NUMERIC || column.role() == ColumnRole.DERIVED) {
                if (column.format() instanceof ColumnFormat.Decimal) {
                    (column.constantPerEntity() ? staticNumbers : numbers).add(column.name());
                }
            } else if (column.role() == ColumnRole.CATEGORICAL || column.role() == ColumnRole.LABEL) {
                boolean moves = !column.constantPerEntity() || column.role() == ColumnRole.LABEL;
                (moves ? categories : staticCategories).add(column.name());
            }
        }
        int moving = numbers.size();
        int movingCategories = categories.size();
        numbers.addAll(staticNumbers);
        categories.addAll(staticCategories);
        String label = layout.labelIndex() < 0
                ? ""
                : layout.column(layout.labelIndex()).name();
        return new JudgedColumns(
                types,
                numbers,
                moving,
                categories,
                movingCategories,
                names(layout, ColumnRole.KEY),
                label,
                names(layout, ColumnRole.LABEL));
    }

    private static List<String> names(EventLayout layout, ColumnRole role) {
        return layout.columns().stream()
                .filter(column -> column.role() == role)
                .map(Column::name)
                .toList();
    }

    /** Index of the number that stands for the size of an event: the first that is not static, or -1. */
    public int amount() {
        return moving > 0 ? 0 : -1;
    }

    /** True where category {@code index} is no part of the token and no ground truth. */
    public boolean isPlainCategory(int index) {
        String name = categories.get(index);
        return !types.contains(name) && !labels.contains(name);
    }
}
