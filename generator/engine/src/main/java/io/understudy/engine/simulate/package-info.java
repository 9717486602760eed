/**
 * Before the first stage of the pipeline, for users without data: rule-based simulators of both domains that write
 * labelled reference logs. Agents (cardholders; employees and service accounts) live day by day with profiles, calendars
 * and rhythms; fraud and attacks come over them as episodes of several events. Nothing is fitted here and nothing is
 * private: every rule is invented from public knowledge of the field, none from anybody's data.
 *
 * <p>Agent k's events depend on (seed, start, k) alone: not on the number of agents, and not on the number of days, which
 * only cuts them off. Randomness is {@link io.understudy.engine.simulate.AgentRandom}, mathematics is StrictMath, so
 * that a seed gives the same bytes on every JVM.
 *
 * <p>Imports the model's layout and the reference's log; no later stage, no Kafka.
 */
package io.understudy.engine.simulate;
