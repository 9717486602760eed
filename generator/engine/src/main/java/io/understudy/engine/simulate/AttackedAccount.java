package io.understudy.engine.simulate;

import java.util.ArrayList;
import java.util.List;

/** An account that lives as it always does, until a campaign finds it. */
final class AttackedAccount implements Agent {
    private static final long ATTACK = 0xA7;

    private final Account account;
    private final int number;
    private final CampaignCalendar calendar;
    private final Estate estate;
    private final AccessEvents events;
    private final List<Campaign> campaigns = new ArrayList<>(0); // that are yet to begin

    AttackedAccount(Account account, int number, CampaignCalendar calendar, Estate estate, AccessEvents events) {
        this.account = account;
        this.number = number;
        this.calendar = calendar;
        this.estate = estate;
        this.events = events;
    }

    @Override
    public void live(SimulatedDay day) {
        account.live(day);
        campaigns.addAll(calendar.startingWith(number, day));
        for (Campaign campaign : campaigns) {
            if (campaign.startDay() == day.index()) {
                AgentRandom random = new AgentRandom(campaign.seed(), ATTACK, number);
                new AccessAttack(account, estate, events, campaign, random).strike(day.startMillis());
            }
        }
        campaigns.removeIf(campaign -> campaign.startDay() <= day.index());
    }
}
