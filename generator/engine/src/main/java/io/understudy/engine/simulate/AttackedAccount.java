package io.understudy.engine.simulate;

/** An account that lives as it always does, until a campaign finds it. */
final class AttackedAccount implements Agent {
    private static final long ATTACK = 0xA7;

    private final Account account;
    private final long seed;
    private final int number;
    private final CampaignCalendar campaigns;
    private final Estate estate;
    private final AccessEvents events;
    private Campaign campaign;

    AttackedAccount(
            Account account, long seed, int number, CampaignCalendar campaigns, Estate estate, AccessEvents events) {
        this.account = account;
        this.seed = seed;
        this.number = number;
        this.campaigns = campaigns;
        this.estate = estate;
        this.events = events;
    }

    @Override
    public void live(SimulatedDay day) {
        account.live(day);
        if (day.index() % CampaignCalendar.WEEK_DAYS == 0) {
            campaign = campaigns.find(number, day.index() / CampaignCalendar.WEEK_DAYS);
        }
        if (campaign != null && campaign.startDay() == day.index()) {
            AgentRandom random = new AgentRandom(seed, ATTACK, number, day.index());
            new AccessAttack(account, estate, events, campaign, random).strike(day.startMillis());
        }
    }
}
