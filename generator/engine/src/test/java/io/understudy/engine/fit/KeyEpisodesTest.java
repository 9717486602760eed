package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.chain.KeyEpisodes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A class that keys carry for a while is learned as that, and drawn as that: entities agree on when a key has it. */
class KeyEpisodesTest {
    private static final int KEY = 2;
    private static final int ENTITIES = 300;
    private static final int DAYS = 60;
    private static final int LENGTH_DAYS = 8;
    private static final int KEYS = 200;
    private static final int POOL = 10;
    private static final double SHARE = 0.8;
    private static final long DAY_SECONDS = 86_400;

    private static ChainModel model;
    private static List<EventFrame> drawn;

    /**
     * Entities use ten of 200 keys; a fifth of the keys are tampered with for eight days, within which four of five of
     * their events are of class "key". Where {@code mixed}, entities also have a day of their own with the same label.
     */
    private static EventLog log(boolean mixed, boolean atKeys) {
        SplittableRandom random = new SplittableRandom(5);
        long[] tampered = new long[KEYS];
        for (int key = 0; key < KEYS; key++) {
            tampered[key] =
                    random.nextInt(5) == 0 ? random.nextLong((DAYS - LENGTH_DAYS) * DAY_SECONDS) : Long.MIN_VALUE / 2;
        }
        SmallLog log = new SmallLog().number("key", ColumnRole.KEY).column("label", ColumnRole.LABEL, "none", "bad");
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            int[] pool = random.ints(POOL, 0, KEYS).toArray();
            long own = random.nextInt(4) == 0 ? random.nextLong(DAYS * DAY_SECONDS) : Long.MIN_VALUE / 2;
            long seconds = 0;
            while ((seconds += 1 + random.nextLong(DAY_SECONDS / 2)) < DAYS * DAY_SECONDS) {
                int key = pool[random.nextInt(POOL)];
                boolean inside = seconds >= tampered[key] && seconds < tampered[key] + LENGTH_DAYS * DAY_SECONDS;
                boolean bad = atKeys && inside && random.nextDouble() < SHARE
                        || mixed && seconds >= own && seconds < own + 2 * DAY_SECONDS;
                log.row(seconds, key, bad ? 1 : 0);
            }
        }
        return log.build();
    }

    private static ChainModel fit(EventLog log) {
        return (ChainModel) ModelFitter.fit(log, FitSettings.defaults().quick(), note -> {});
    }

    @BeforeAll
    static void draw() {
        model = fit(log(false, true));
        drawn = Drawn.events(model, 3, 1, ENTITIES).stream()
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void learnsLengthShareAndFrequency() {
        KeyEpisodes law = model.laws().episodes().get(0);

        assertThat(law.fixed()).isTrue();
        assertThat(law.meanMicros() / 8.64e10).isBetween(LENGTH_DAYS * 0.85, LENGTH_DAYS * 1.15);
        assertThat(law.share()).isBetween(SHARE - 0.1, SHARE + 0.1);
        // a fifth of the keys for 8 of 60 days
        assertThat(law.startsPerSlot()).isBetween(0.2 * LENGTH_DAYS / DAYS * 0.7, 0.2 * LENGTH_DAYS / DAYS * 1.4);
    }

    @Test
    void drawsTheClassAsOftenAsTheReferenceHasIt() {
        double share = drawn.stream().filter(event -> event.label > 0).count() / (double) drawn.size();

        assertThat(share).isBetween(0.2 * LENGTH_DAYS / DAYS * SHARE * 0.6, 0.2 * LENGTH_DAYS / DAYS * SHARE * 1.5);
    }

    /** Share of the class among events that follow one of the class at the same key, within a day, by another entity. */
    private static double contagion(List<EventFrame> events) {
        Map<Long, List<EventFrame>> byKey = new HashMap<>();
        events.forEach(event ->
                byKey.computeIfAbsent(event.values[KEY], k -> new ArrayList<>()).add(event));
        int pairs = 0;
        int alike = 0;
        for (List<EventFrame> timeline : byKey.values()) {
            timeline.sort(Comparator.comparingLong(event -> event.timeMicros));
            for (int i = 1; i < timeline.size(); i++) {
                EventFrame before = timeline.get(i - 1);
                EventFrame after = timeline.get(i);
                if (before.label > 0
                        && after.entity != before.entity
                        && after.timeMicros - before.timeMicros < DAY_SECONDS * 1_000_000) {
                    pairs++;
                    alike += after.label > 0 ? 1 : 0;
                }
            }
        }
        return alike / (double) Math.max(1, pairs);
    }

    @Test
    void entitiesAgreeOnTheKeysThatHaveIt() {
        assertThat(contagion(drawn)).isBetween(SHARE - 0.15, SHARE + 0.15);
    }

    @Test
    void raisedOddsBringMoreEpisodesThatLookTheSame() {
        List<EventFrame> tilted = Drawn.events(model, 3, 4, ENTITIES).stream()
                .flatMap(List::stream)
                .toList();

        long before = drawn.stream().filter(event -> event.label > 0).count();
        long after = tilted.stream().filter(event -> event.label > 0).count();
        assertThat(after / (double) before).isBetween(2.5, 5.0);
        assertThat(contagion(tilted)).isBetween(SHARE - 0.15, SHARE + 0.15);
    }

    @Test
    void tellsThePartThatKeysCarryFromThePartThatEntitiesCarry() {
        ChainModel mixed = fit(log(true, true));

        assertThat(mixed.laws().episodes()).hasSize(1);
        assertThat(mixed.shape().keyByClass()).containsExactly(0, 0, 1);
        assertThat(mixed.shape().labelValues()).containsExactly(0, 1, 1);
        assertThat(mixed.layout().labelClasses()).containsExactly("none", "bad");
    }

    /**
     * One in eight entities is struck once, ten times within a minute, at one of three keys that others seldom use. Only what
     * the entity itself does next tells that from keys that are tampered with.
     */
    private static EventLog strikes() {
        SplittableRandom random = new SplittableRandom(6);
        SmallLog log = new SmallLog().number("key", ColumnRole.KEY).column("label", ColumnRole.LABEL, "none", "bad");
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            int[] pool = random.ints(POOL, 0, KEYS).toArray();
            long struck = e % 8 == 0 ? random.nextLong(DAYS * DAY_SECONDS) : Long.MAX_VALUE;
            long seconds = 0;
            while ((seconds += 1 + random.nextLong(DAY_SECONDS / 2)) < DAYS * DAY_SECONDS) {
                for (int i = 0; i < 10 && seconds > struck; i++) {
                    log.row(seconds += 5, KEYS + e / 8 % 3, 1);
                }
                struck = seconds > struck ? Long.MAX_VALUE : struck;
                boolean seldom = random.nextInt(500) == 0;
                log.row(seconds, seldom ? KEYS + random.nextInt(3) : pool[random.nextInt(POOL)], 0);
            }
        }
        return log.build();
    }

    @Test
    void findsNothingWhereEntitiesAreStruckAtFewKeys() {
        FitSettings few = FitSettings.defaults().quick().withK(1);

        ChainModel struck = (ChainModel) ModelFitter.fit(strikes(), few, note -> {});

        assertThat(struck.laws().episodes()).isEmpty();
    }

    /** A fifth of the keys have the class for good, so no end of it is ever seen. */
    @Test
    void anEpisodeThatIsNotSeenToEndLastsAsLongAsTheReference() {
        SplittableRandom random = new SplittableRandom(7);
        SmallLog log = new SmallLog().number("key", ColumnRole.KEY).column("label", ColumnRole.LABEL, "none", "bad");
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            int[] pool = random.ints(POOL, 0, KEYS).toArray();
            long seconds = 0;
            while ((seconds += 1 + random.nextLong(DAY_SECONDS / 2)) < DAYS * DAY_SECONDS) {
                int key = pool[random.nextInt(POOL)];
                log.row(seconds, key, key % 5 == 0 && random.nextDouble() < SHARE ? 1 : 0);
            }
        }

        KeyEpisodes law = fit(log.build()).laws().episodes().get(0);

        assertThat(law.meanMicros() / 8.64e10).isBetween(DAYS * 0.5, DAYS * 1.0);
        assertThat(law.startsPerSlot()).isBetween(0.15, 0.25);
    }

    /** The control: the same label, carried by entities alone. */
    @Test
    void findsNothingWhereEntitiesCarryTheClass() {
        assertThat(fit(log(true, false)).laws().episodes()).isEmpty();
    }
}
