package io.understudy.engine.fit.key;

import io.understudy.engine.fit.past.FitData;
import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.KeyLaw;
import io.understudy.model.chain.KeyStrata;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the categorical marks that follow from a key, as far as keys of at least k entities tell, and learns how popular
 * the keys of each combination of them are.
 */
public final class StrataFit {
    private static final double FOLLOWS = 0.995; // share of events that have their key's most frequent value
    private static final double LEFT = 0.1; // of the surprise that the mark has without the key
    private static final double SHARED = 0.5; // of the events have a key that is told
    private static final int TOLD_USERS = 8; // from which a key's popularity is its own
    private static final double ALIKE = 1.15; // ratio of users within a class
    private static final double MOST_UNSEEN = 50; // keys of a class to its places

    private final FitData data;
    private final int k;
    private final List<Key> keys = new ArrayList<>();
    private final int[] keyByPlace; // -1 where it is missing

    /** One key of the reference. */
    private static final class Key {
        private final Set<Integer> users = new HashSet<>();
        private int events;
        private long combination;
    }

    /** Keys of one popularity. */
    private record Popularity(double places, double keys) {}

    private StrataFit(FitData data, int key, int k) {
        this.data = data;
        this.k = k;
        long[] cells = data.log.column(data.shape.keyColumns()[key]);
        Map<Long, Integer> known = new HashMap<>();
        keyByPlace = new int[cells.length];
        for (int e = 0; e < data.log.entities(); e++) {
            for (int place = data.log.firstRow(e); place < data.log.endRow(e); place++) {
                long cell = cells[data.rowByPlace[place]];
                keyByPlace[place] = cell == ColumnFormat.MISSING
                        ? -1
                        : known.computeIfAbsent(cell, c -> {
                            keys.add(new Key());
                            return keys.size() - 1;
                        });
                if (keyByPlace[place] >= 0) {
                    keys.get(keyByPlace[place]).users.add(e);
                    keys.get(keyByPlace[place]).events++;
                }
            }
        }
    }

    /** The law with what follows from its keys, if anything does. */
    public static KeyLaw with(KeyLaw law, FitData data, int key, int k) {
        return new StrataFit(data, key, k).with(law);
    }

    private KeyLaw with(KeyLaw law) {
        long all = keys.stream().mapToLong(key -> key.events).sum();
        long told =
                keys.stream().filter(this::told).mapToLong(key -> key.events).sum();
        if (told < SHARED * all) {
            return law;
        }
        List<Integer> marks = new ArrayList<>();
        long combinations = 1;
        for (int mark = 0; mark < data.categories.length; mark++) {
            int outcomes = outcomes(mark);
            int[] usual = usual(mark, outcomes);
            if (follows(mark, outcomes, usual) && combinations < (1L << 62) / outcomes) {
                marks.add(mark);
                combinations *= outcomes;
                for (int i = 0; i < usual.length; i++) {
                    keys.get(i).combination = KeyStrata.combination(keys.get(i).combination, outcomes, usual[i]);
                }
            }
        }
        return marks.isEmpty() ? law : law.with(strata(marks));
    }

    private boolean told(Key key) {
        return key.users.size() >= Math.max(2, k);
    }

    private int outcomes(int mark) {
        return ((ColumnFormat.Dictionary) data.shape
                                .layout()
                                .column(data.shape.categoricalColumns()[mark])
                                .format())
                        .values()
                        .size()
                + 1;
    }

    /** The most frequent value of each key. // [key] */
    private int[] usual(int mark, int outcomes) {
        long[] pairs = new long[keyByPlace.length];
        int size = 0;
        for (int place = 0; place < pairs.length; place++) {
            if (keyByPlace[place] >= 0) {
                pairs[size++] = (long) keyByPlace[place] * outcomes + data.categories[mark][place];
            }
        }
        Arrays.sort(pairs, 0, size);
        int[] usual = new int[keys.size()];
        int[] most = new int[keys.size()];
        int run = 0;
        for (int i = 0; i < size; i++) {
            run = i > 0 && pairs[i] == pairs[i - 1] ? run + 1 : 1;
            int key = (int) (pairs[i] / outcomes);
            if (run > most[key]) {
                most[key] = run;
                usual[key] = (int) (pairs[i] % outcomes);
            }
        }
        return usual;
    }

    private boolean follows(int mark, int outcomes, int[] usual) {
        double all = 0;
        double equal = 0;
        double[] byValue = new double[outcomes];
        for (int place = 0; place < keyByPlace.length; place++) {
            if (keyByPlace[place] >= 0 && told(keys.get(keyByPlace[place]))) {
                all++;
                equal += data.categories[mark][place] == usual[keyByPlace[place]] ? 1 : 0;
                byValue[data.categories[mark][place]]++;
            }
        }
        double most = Arrays.stream(byValue).max().orElse(0);
        return equal >= FOLLOWS * all && all - equal <= LEFT * (all - most) && most < all;
    }

    private KeyStrata strata(List<Integer> marks) {
        TreeMap<Long, List<Key>> byCombination = new TreeMap<>();
        keys.forEach(key -> byCombination
                .computeIfAbsent(key.combination, c -> new ArrayList<>())
                .add(key));
        byCombination.values().removeIf(members -> users(members) < k);
        int[] firstClass = new int[byCombination.size() + 1];
        List<Double> shares = new ArrayList<>();
        List<Double> counts = new ArrayList<>();
        int stratum = 0;
        for (List<Key> members : byCombination.values()) {
            List<Popularity> classes = classes(members);
            double all = classes.stream().mapToDouble(Popularity::places).sum();
            double below = 0;
            for (Popularity its : classes) {
                below += its.places / all;
                shares.add(below);
                counts.add(its.keys / data.log.entities());
            }
            firstClass[++stratum] = shares.size();
        }
        return new KeyStrata(
                marks.stream().mapToInt(Integer::intValue).toArray(),
                marks.stream().mapToInt(this::outcomes).toArray(),
                byCombination.keySet().stream().mapToLong(Long::longValue).toArray(),
                firstClass,
                shares.stream().mapToDouble(Double::doubleValue).toArray(),
                counts.stream().mapToDouble(Double::doubleValue).toArray(),
                usualPlaces(),
                firstShare());
    }

    private static double share(double part, double all) {
        return all > 0 ? part / all : 0;
    }

    /**
     * Keys that an entity goes to again and again when it has a combination, as many as two of its events with the combination
     * have the same key, if those are equally likely and all others are gone to once.
     */
    private double usualPlaces() {
        double same = 0;
        double pairs = 0;
        for (int e = 0; e < data.log.entities(); e++) {
            Map<Long, Integer> combinations = new HashMap<>();
            Map<Integer, Integer> its = new HashMap<>();
            for (int place = data.log.firstRow(e); place < data.log.endRow(e); place++) {
                if (keyByPlace[place] >= 0) {
                    pairs += combinations.merge(keys.get(keyByPlace[place]).combination, 1, Integer::sum) - 1;
                    same += its.merge(keyByPlace[place], 1, Integer::sum) - 1;
                }
            }
        }
        double usual = 1 - share(countFresh(false), keyed());
        double places = same == 0 ? KeyLaw.MOST_PLACES : usual * usual * pairs / same;
        return Math.max(1, Math.min(places, KeyLaw.MOST_PLACES / 2.0));
    }

    private double firstShare() {
        double first = countFresh(true);
        return share(first, first + countFresh(false));
    }

    private double keyed() {
        return keys.stream().mapToDouble(key -> key.events).sum();
    }

    /** Events with a key that is new to the entity, whose combination is new too, or is not. */
    private double countFresh(boolean combinationToo) {
        double count = 0;
        for (int e = 0; e < data.log.entities(); e++) {
            Set<Long> combinations = new HashSet<>();
            Set<Integer> its = new HashSet<>();
            for (int place = data.log.firstRow(e); place < data.log.endRow(e); place++) {
                if (keyByPlace[place] >= 0 && its.add(keyByPlace[place])) {
                    count += combinations.add(keys.get(keyByPlace[place]).combination) == combinationToo ? 1 : 0;
                }
            }
        }
        return count;
    }

    private static int users(List<Key> members) {
        Set<Integer> users = new HashSet<>();
        members.forEach(key -> users.addAll(key.users));
        return users.size();
    }

    /** Classes of a stratum's keys, popular ones first; those that few use are one class. */
    private List<Popularity> classes(List<Key> members) {
        int own = Math.max(TOLD_USERS, k);
        members.sort(Comparator.comparingInt((Key key) -> -key.users.size()));
        List<Popularity> classes = new ArrayList<>();
        List<Key> few = new ArrayList<>();
        double first = 0;
        for (Key key : members) {
            int users = key.users.size();
            if (users < own) {
                few.add(key);
            } else if (first > users * ALIKE || classes.isEmpty()) {
                first = users;
                classes.add(new Popularity(users, 1));
            } else {
                Popularity last = classes.remove(classes.size() - 1);
                classes.add(new Popularity(last.places + users, last.keys + 1));
            }
        }
        if (!few.isEmpty() && (classes.isEmpty() || users(few) >= k)) {
            double places = few.stream().mapToInt(key -> key.users.size()).sum();
            classes.add(new Popularity(places, unseenToo(few.size(), places)));
        }
        return classes;
    }

    /** Equally popular keys of which so many are seen at so many places. */
    private static double unseenToo(double seen, double places) {
        double low = seen;
        double high = MOST_UNSEEN * places;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (-middle * Math.expm1(-places / middle) < seen) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
