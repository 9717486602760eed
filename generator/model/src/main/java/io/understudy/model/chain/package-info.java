/**
 * The chain: an autoregressive sequence model in which each part of an event (label, gap, token, marks) is drawn from
 * a probability tree over features of the entity's own past. Imports {@code java.base} alone.
 *
 * <p>What an entity is for life, since its own past would let it drift: a cluster, a grade of pace, or of how great its numbers
 * are and whether it has a habit ({@link io.understudy.model.chain.PaceLaw}), levels of its numbers ({@link io.understudy.model.chain.EntityLevel}). A scorer
 * weighs them all. What the trees miss when they are drawn from what was drawn before is moved by odds in contexts
 * ({@link io.understudy.model.chain.ContextOdds}), which a fit finds by letting the model draw and comparing.
 *
 * <p>Where data are few a law has up to four trees, that of fresh numbers up to eight. Most draws take one of them; a fresh
 * number is drawn from what they agree on ({@link io.understudy.model.tree.OpinionPool}), for each tree splits by a part of what
 * tells of it, and one alone left amounts of the bank .66 of variance (logarithms) where the reference had .45. Bank, medians of
 * three streams before and of six behind, split 7; 11: the judge's rows .641 -> .635; .621 -> .616, entities .790 -> .766; .791
 * -> .781. What is half as sharp again as that mean was no better (three streams of split 7: .636, .764), nor was the same of
 * tokens (.630, .776).
 *
 * <p>What is due comes by a month or by a cycle of so many days ({@link io.understudy.model.chain.DueLaw}): four tenths of the
 * bank's withdrawals come 30 days after another one, and of those that did so twice the next did in nine of ten cases; by months
 * alone it was four of ten. With cuts around values that come far more often than their neighbours, entities .766 -> .742; .781 -> .754
 * (medians of six streams).
 *
 * <p>Where the time of a draw goes, as Java Flight Recorder and counters in the trees said of a payments model (1,000
 * cards, 30 days, seed 1): an event takes 12 walks of 5 or 6 steps, 10 draws from leaves and some 20 random numbers. The
 * token took a fifth of it (each of 20 entries of its leaf asked how long ago its token was), the four categories a sixth,
 * number, key, gap and what is appended to the state a tenth each; encoding a twentieth, the heap of pending times a
 * hundredth. No tree is large (4,300 nodes, 70 kB, in all), so that neither depth nor nodes weigh most, but what a step waits
 * for: a branch that nobody can foretell (8 ns here) and a feature that is worked out (15 to 20 ns, by a switch that nobody
 * can foretell either). Hence:
 *
 * <ul>
 *   <li>{@link io.understudy.model.tree.FeatureMemo}: a feature is worked out once an event, until what it rests on
 *       changes ({@link io.understudy.model.chain.FeatureSpan}); those that nearly every event asks are told without being
 *       asked for ({@link io.understudy.model.chain.KnownFeatures}). Whoever adds a feature need not do anything: it is
 *       asked anew each time. Assertions hold each remembered answer against a new one.
 *   <li>two words a node, in the order of the walk; one word an entry of a leaf, and a guide table instead of a search;
 *   <li>the token's weights worked out once a draw, how long ago once a slot; the date looked up once a day, offsets of
 *       the zone by a table, days that passed since an echo as bits.
 * </ul>
 *
 * <p>All of that leaves every event as it was, bit for bit. What is left is the number of steps: at 66 of them and 30
 * features, 4 million events a second of one core (250 ns an event, 80 of them for encoding) would leave 2 ns a step, less
 * than one cache hit of the second level. That takes walks of many entities at once, a law at a time, so that one's wait is
 * another's work, or fewer laws and shallower trees.
 */
package io.understudy.model.chain;
