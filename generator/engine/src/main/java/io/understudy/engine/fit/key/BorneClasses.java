package io.understudy.engine.fit.key;

import io.understudy.engine.fit.column.TupleBook;
import io.understudy.engine.reference.EventLog;
import io.understudy.model.chain.KeyEpisodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tells classes that keys carry from those that entities carry. A key carries a class if events of other entities at
 * the key, before and after, are of the class too, although those entities have no more of it elsewhere. Where part of
 * a class is carried by keys, that part becomes a class of its own with the same labels.
 */
public final class BorneClasses {
    private static final double WHOLE = 0.9; // share of a class carried by keys from which on it counts as all of it

    private final EventLog log;
    private final int k;
    private final int labelColumns;
    private final List<KeyEpisodes> episodes = new ArrayList<>();
    private final int[] classByRow;
    private long[] values;
    private int[] keyByClass;

    /**
     * @param classes of the log
     * @param keyColumns that are made anew
     * @param k fewest entities, and keys, that a law may rest on
     */
    public BorneClasses(
            EventLog log, TupleBook classes, int labelColumns, int[] keyColumns, int k, Consumer<String> progress) {
        this.log = log;
        this.k = k;
        this.labelColumns = labelColumns;
        classByRow = classes.numberByRow;
        values = classes.values;
        keyByClass = new int[Math.max(1, classes.size)];
        if (labelColumns == 0 || classes.size < 2 || !KeyTimelines.fits(log)) {
            return;
        }
        for (int i = 0; i < keyColumns.length; i++) {
            KeyTimelines timelines = new KeyTimelines(log, keyColumns[i]);
            for (int label = 1; label < classes.size; label++) {
                if (keyByClass[label] == 0) {
                    carry(
                            timelines,
                            label,
                            i,
                            log.layout().column(keyColumns[i]).name(),
                            progress);
                }
            }
        }
    }

    private void carry(KeyTimelines timelines, int label, int key, String name, Consumer<String> progress) {
        KeyContagion contagion = new KeyContagion(timelines, classByRow, label, k);
        if (!contagion.found()) {
            return;
        }
        boolean whole = contagion.part() >= WHOLE;
        int borne = whole ? label : split(contagion.rows(), label);
        keyByClass[borne] = key + 1;
        episodes.add(contagion.law(borne, key));
        progress.accept(name + ": carries " + (whole ? "" : "part of ") + "class " + label);
    }

    private int split(int[] rows, int label) {
        int borne = keyByClass.length;
        keyByClass = Arrays.copyOf(keyByClass, borne + 1);
        values = Arrays.copyOf(values, values.length + labelColumns);
        System.arraycopy(values, label * labelColumns, values, borne * labelColumns, labelColumns);
        for (int row : rows) {
            classByRow[row] = borne;
        }
        return borne;
    }

    /** Class of each row. // [row] */
    public int[] classByRow() {
        return classByRow;
    }

    /** Labels of each class. // [class * labels + i] */
    public long[] values() {
        return values;
    }

    /** Index of the key column that carries the class, plus 1; 0 where the entity does. // [class] */
    public int[] keyByClass() {
        return keyByClass;
    }

    public List<KeyEpisodes> episodes() {
        return List.copyOf(episodes);
    }
}
