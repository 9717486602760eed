package io.understudy.engine.simulate;

import java.util.List;

/**
 * Which agents are hit by what, and when. Placement is stratified: agents come in blocks of {@value #BLOCK_AGENTS}, and
 * every block is hit by one campaign a week, its class going round from block to block and from week to week. So small
 * logs hold every class too, and who is hit depends on the seed and on the agent's number alone.
 */
final class CampaignCalendar {
    static final int BLOCK_AGENTS = 100;
    static final int WEEK_DAYS = 7;

    /** Steps through a block that are prime to its size, so that each visits every agent. */
    private static final int[] STEPS = {1, 3, 7, 11, 17, 29, 37, 43, 59, 61};

    private static final int WEEKS_OF_SHARED_INFRASTRUCTURE = 4;
    private static final long PURPOSE = 0xCA;

    private final long seed;
    private final List<Integer> victimsByClass; // [class - 1]
    private final int firstClass;

    /**
     * @param victimsByClass victims in a block, of each class but the normal one
     */
    CampaignCalendar(long seed, List<Integer> victimsByClass) {
        this.seed = seed;
        this.victimsByClass = List.copyOf(victimsByClass);
        this.firstClass = new AgentRandom(seed, PURPOSE).below(victimsByClass.size());
    }

    /** The campaign that hits {@code agent} in {@code week}, or null. */
    Campaign find(int agent, int week) {
        int block = agent / BLOCK_AGENTS;
        int kind = (int) ((firstClass + block + 5L * week) % victimsByClass.size());
        AgentRandom random = new AgentRandom(seed, PURPOSE, block, week);
        int step = STEPS[random.below(STEPS.length)];
        int first = random.below(BLOCK_AGENTS);
        long campaignSeed = random.next();
        int startDay = week * WEEK_DAYS + random.below(WEEK_DAYS - 1);
        double startFraction = random.uniform();
        for (int victim = 0; victim < victimsByClass.get(kind); victim++) {
            if ((first + victim * step) % BLOCK_AGENTS == agent % BLOCK_AGENTS) {
                return new Campaign(
                        kind + 1,
                        seed ^ (week / WEEKS_OF_SHARED_INFRASTRUCTURE),
                        campaignSeed,
                        startDay,
                        startFraction);
            }
        }
        return null;
    }
}
