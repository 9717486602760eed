package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.chain.KeyStrata;
import io.understudy.model.file.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A column that follows from a key in the reference follows from it in what is drawn, whoever draws it. */
class KeyAttributesTest {
    private static final int KEY = 2;
    private static final int TRADE = 3;
    private static final int COUNTRY = 4;
    private static final int MOOD = 5;
    private static final int ENTITIES = 300;
    private static final int SHOPS = 120;
    private static final int EVENTS = 40;

    private static EventLog reference;
    private static ChainModel model;
    private static List<EventFrame> drawn;

    /**
     * Entities buy at two shops that they like, or at any, popular ones the likelier; a shop has one trade and, {@code strays}
     * apart, one country.
     */
    private static EventLog log(double strays) {
        SplittableRandom random = new SplittableRandom(7);
        SmallLog log = new SmallLog()
                .number("shop", ColumnRole.KEY)
                .column("trade", ColumnRole.CATEGORICAL, "food", "fuel", "books", "travel", "music")
                .column("country", ColumnRole.CATEGORICAL, "DE", "NL", "FR")
                .column("mood", ColumnRole.CATEGORICAL, "good", "bad");
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            int[] liked = {shop(random), shop(random)};
            long seconds = 0;
            for (int i = 0; i < EVENTS; i++) {
                int shop = random.nextInt(2) == 0 ? liked[random.nextInt(2)] : shop(random);
                int country = random.nextDouble() < strays ? random.nextInt(3) : shop / 5 % 3;
                log.row(seconds += 1 + random.nextLong(86_400), shop, shop % 5, country, random.nextInt(2));
            }
        }
        return log.build();
    }

    private static int shop(SplittableRandom random) {
        return (int) (SHOPS * Math.pow(random.nextDouble(), 2));
    }

    private static ChainModel fit(EventLog log) {
        return (ChainModel) ModelFitter.fit(log, FitSettings.defaults().quick(), note -> {});
    }

    @BeforeAll
    static void draw() {
        reference = log(0);
        model = fit(reference);
        drawn = Drawn.events(model, 3, 1, ENTITIES).stream()
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void eachKeyHasOneValueOfWhatFollowsFromIt() {
        Map<Long, Set<Long>> values = new HashMap<>();
        for (EventFrame frame : drawn) {
            values.computeIfAbsent(frame.values[KEY], key -> new HashSet<>())
                    .add(frame.values[TRADE] * 3 + frame.values[COUNTRY]);
        }

        assertThat(values.size()).isBetween(SHOPS * 8 / 10, SHOPS * 12 / 10);
        assertThat(values.values()).allMatch(its -> its.size() == 1);
    }

    @Test
    void whatDoesNotFollowFromTheKeyIsLeftAlone() {
        KeyStrata strata = model.laws().keys().get(0).strata();

        assertThat(strata.marks()).hasSize(2);
        Map<Long, Set<Long>> moods = new HashMap<>();
        drawn.forEach(frame ->
                moods.computeIfAbsent(frame.values[KEY], key -> new HashSet<>()).add(frame.values[MOOD]));
        assertThat(moods.values()).anyMatch(its -> its.size() == 2);
    }

    private static int[] users(Collection<Set<Long>> usersByKey) {
        return usersByKey.stream()
                .map(Set::size)
                .sorted(Comparator.reverseOrder())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @Test
    void keysAreAsPopularAsInTheReference() {
        Map<Long, Set<Long>> real = new HashMap<>();
        for (int e = 0; e < reference.entities(); e++) {
            for (int row = reference.firstRow(e); row < reference.endRow(e); row++) {
                real.computeIfAbsent(reference.value(KEY, row), key -> new HashSet<>())
                        .add((long) e);
            }
        }
        Map<Long, Set<Long>> made = new HashMap<>();
        drawn.forEach(frame ->
                made.computeIfAbsent(frame.values[KEY], key -> new HashSet<>()).add(frame.entity));

        int[] users = users(real.values());
        int[] drawnUsers = users(made.values());

        for (int rank : new int[] {0, 5, 20, 60, 90}) {
            assertThat((double) drawnUsers[rank]).isBetween(0.75 * users[rank], 1.3 * users[rank]);
        }
    }

    @Test
    void aStrayValueDoesNotHideWhatFollows() {
        assertThat(fit(log(0.004)).laws().keys().get(0).strata().marks()).hasSize(2);
    }

    /** The control: what only leans on the key does not follow from it. */
    @Test
    void aColumnThatOftenStraysDoesNotFollow() {
        assertThat(fit(log(0.1)).laws().keys().get(0).strata().marks()).hasSize(1);
    }

    @Test
    void filesHoldTheStrata(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("m.model");

        ModelFile.write(model, file);

        KeyStrata read =
                ((ChainModel) ModelFile.read(file)).laws().keys().get(0).strata();
        assertThat(read)
                .usingRecursiveComparison()
                .isEqualTo(model.laws().keys().get(0).strata());
    }
}
