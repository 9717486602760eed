package io.understudy.engine.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which agents are hit by what, and when. Placement is stratified: agents come in blocks of {@value #BLOCK_AGENTS}, and
 * every block is hit by one campaign a week, its class going round from block to block and from week to week. The first
 * week of the first block opens with a campaign of each class among its first {@value #OPENING_AGENTS} agents, so that
 * small logs hold every class too. Who is hit depends on the seed and on the agent's number alone.
 */
final class CampaignCalendar {
    static final int BLOCK_AGENTS = 125;
    static final int OPENING_AGENTS = 50;
    static final int WEEK_DAYS = 7;

    /** Steps through a block that are prime to its size, so that each visits every agent. */
    private static final int[] STEPS = {1, 3, 7, 11, 17, 29, 37, 43, 59, 61};

    private static final int WEEKS_OF_SHARED_INFRASTRUCTURE = 4;
    private static final long PURPOSE = 0xCA;

    private final long seed;
    private final List<Integer> victimsByClass; // [class - 1]
    private final int firstClass;

    /**
     * @param victimsByClass victims of one campaign, of each class but the normal one; at most {@link #OPENING_AGENTS}
     */
    CampaignCalendar(long seed, List<Integer> victimsByClass) {
        this.seed = seed;
        this.victimsByClass = List.copyOf(victimsByClass);
        this.firstClass = new AgentRandom(seed, PURPOSE).below(victimsByClass.size());
    }

    /** The campaigns that hit {@code agent} in the week that begins with {@code day}; none within a week. */
    List<Campaign> startingWith(int agent, SimulatedDay day) {
        if (day.index() % WEEK_DAYS != 0) {
            return List.of();
        }
        int week = day.index() / WEEK_DAYS;
        int block = agent / BLOCK_AGENTS;
        boolean opening = block == 0 && week == 0;
        int[] classes = opening
                ? IntStream.rangeClosed(1, victimsByClass.size()).toArray()
                : new int[] {1 + (int) ((firstClass + block + 5L * week) % victimsByClass.size())};
        List<Campaign> hits = new ArrayList<>();
        for (int label : classes) {
            AgentRandom random = new AgentRandom(seed, PURPOSE, block, week, label);
            if (hit(agent % BLOCK_AGENTS, label, opening ? OPENING_AGENTS : BLOCK_AGENTS, random)) {
                hits.add(plan(label, week, random));
            }
        }
        return hits;
    }

    private boolean hit(int place, int label, int places, AgentRandom random) {
        int step = STEPS[random.below(STEPS.length)];
        int first = random.below(places);
        return IntStream.range(0, victimsByClass.get(label - 1))
                .anyMatch(victim -> (first + victim * step) % places == place);
    }

    private Campaign plan(int label, int week, AgentRandom random) {
        return new Campaign(
                label,
                seed ^ (week / WEEKS_OF_SHARED_INFRASTRUCTURE),
                random.next(),
                week * WEEK_DAYS + random.below(WEEK_DAYS - 1),
                random.uniform());
    }
}
