package io.understudy.engine.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CampaignCalendarTest {
    private static final List<Integer> VICTIMS = List.of(1, 40, 6);

    private final CampaignCalendar calendar = new CampaignCalendar(4, VICTIMS);

    @Test
    void hitsEachBlockOnceAWeekWithTheVictimsOfItsClass() {
        for (int block = 1; block < 5; block++) {
            for (int week = 0; week < 5; week++) {
                // When
                List<Campaign> hits = new ArrayList<>();
                for (int i = 0; i < CampaignCalendar.BLOCK_AGENTS; i++) {
                    hits.addAll(calendar.startingWith(block * CampaignCalendar.BLOCK_AGENTS + i, firstDayOf(week)));
                }

                // Then
                assertThat(hits).hasSize(VICTIMS.get(hits.get(0).label() - 1));
                assertThat(new HashSet<>(hits)).as("one campaign").hasSize(1);
                assertThat(hits.get(0).startDay() / CampaignCalendar.WEEK_DAYS).isEqualTo(week);
            }
        }
    }

    @Test
    void letsEveryClassGoRound() {
        // When
        List<Integer> seen = IntStream.range(CampaignCalendar.BLOCK_AGENTS, 4 * CampaignCalendar.BLOCK_AGENTS)
                .boxed()
                .flatMap(agent -> calendar.startingWith(agent, firstDayOf(3)).stream())
                .map(Campaign::label)
                .distinct()
                .toList();

        // Then
        assertThat(seen).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void opensWithEveryClassAmongTheFirstAgents() {
        // When
        List<Integer> labels = IntStream.range(0, CampaignCalendar.OPENING_AGENTS)
                .boxed()
                .flatMap(agent -> calendar.startingWith(agent, firstDayOf(0)).stream())
                .map(Campaign::label)
                .toList();

        // Then
        for (int label = 1; label <= VICTIMS.size(); label++) {
            int wanted = label;
            assertThat(labels.stream().filter(found -> found == wanted)).hasSize(VICTIMS.get(label - 1));
        }
    }

    @Test
    void plansOnFirstDaysOfWeeksAlone() {
        for (int agent = 0; agent < CampaignCalendar.OPENING_AGENTS; agent++) {
            assertThat(calendar.startingWith(agent, day(1))).isEmpty();
        }
    }

    private static SimulatedDay firstDayOf(int week) {
        return day(week * CampaignCalendar.WEEK_DAYS);
    }

    private static SimulatedDay day(int index) {
        return SimulatedDay.of(SimulationSettings.of(1, 100, 0), index);
    }
}
