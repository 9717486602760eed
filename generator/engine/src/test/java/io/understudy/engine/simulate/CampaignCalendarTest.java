package io.understudy.engine.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CampaignCalendarTest {
    private static final List<Integer> VICTIMS = List.of(1, 40, 6);

    @Test
    void hitsEachBlockOnceAWeekWithTheVictimsOfItsClass() {
        CampaignCalendar calendar = new CampaignCalendar(4, VICTIMS);
        for (int block = 0; block < 5; block++) {
            for (int week = 0; week < 5; week++) {
                // When
                List<Campaign> hits = new ArrayList<>();
                for (int i = 0; i < CampaignCalendar.BLOCK_AGENTS; i++) {
                    Campaign campaign = calendar.find(block * CampaignCalendar.BLOCK_AGENTS + i, week);
                    if (campaign != null) {
                        hits.add(campaign);
                    }
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
        CampaignCalendar calendar = new CampaignCalendar(4, VICTIMS);
        Set<Integer> seen = new HashSet<>();
        for (int agent = 0; agent < 3 * CampaignCalendar.BLOCK_AGENTS; agent++) {
            Campaign campaign = calendar.find(agent, 0);
            if (campaign != null) {
                seen.add(campaign.label());
            }
        }

        // Then
        assertThat(seen).containsExactlyInAnyOrder(1, 2, 3);
    }
}
