/**
 * The tables: a family for load tests, where the trees' walks cost too much. The past of an entity is a few 64-bit words;
 * every law is one look-up in a table of rows ({@link io.understudy.model.table.RowTable}) by the codes of up to five
 * features, and one draw from an alias table (Walker 1977; Vose 1991) whose size is a power of two, so that a slot and a
 * side are picked by the bits of one random number, without a division or a branch. A row lists what k entities had in its
 * context and escapes to a row that looks at one feature less (Witten and Bell 1991; the escape of Cleary and Witten's
 * PPM, 1984), so that rows stay short. Which features a law looks at is picked by the code length of held-out entities.
 *
 * <p>All that is drawn hangs on the visible past and on the cluster, so that {@link io.understudy.model.table.TableScorer}
 * is exact: it filters over clusters, as that of the trees does. How round a number is counts for nothing there.
 *
 * <p>What the profiler (JFR, payments, 10,000 entities) told and what came of it: a fifth of the time was spent waiting
 * for slots, hence four bytes instead of eight where outcomes are few, and features that pay by the cell; a tenth in
 * taking the past apart twice an event, hence {@link io.understudy.model.table.PastView}, which takes out what the laws
 * at hand look at and no more; a tenth in naming keys, most of it in the greatest common divisor, hence {@link
 * io.understudy.model.table.KeyNames}; a twentieth in days of the month that no law looked at. After that the profile was
 * flat, and what was left was waiting: an event is a chain of a dozen look-ups, each of which needs the one before. So the
 * events of many entities are drawn law by law ({@link io.understudy.model.table.TableBatch}), which took 490 ns an event
 * to 340 (one contended core); of these, naming keys was 42 ns, most of it branches that no processor can guess, hence
 * alias tables there too, and places that are picked without a branch. What is left is flat again: eight laws at 7 ns, which
 * is what an alias draw costs, keys 34, the wheel of the population 38, words of state in and out 40.
 *
 * <p>When places went through the classes of keys evenly, naming keys came to cost 60 ns, most of it branches on the bits of a
 * place; in all lanes at once ({@link io.understudy.model.table.LaneKeys}) it is 31. Loops of few steps whose arrays are
 * arguments become vectors (a random word .3 ns, a bit of all places .8), loops of many do not. Each phase done three times
 * over told what it costs (10,000 entities, medians of 21 pairs within one JVM, of 270 ns in all): keys 49, of which 18 are
 * their kinds and places; class, token and time of what comes next 40; two numbers 21; four categories 18; the past 9, the
 * calendar 9, cells into the batch 5; the rest are the wheel, 60 or so, the fortieth of the events that come too late for
 * a batch, 15, and waiting for the words of entities. Batches of 128 lanes and longer runs of the wheel gave nothing.
 *
 * <p>Hardly any is late for a batch any more (see the package of the population), which took 5 % off. What gave nothing, or less than
 * such pairs can tell: cell, slot and side of a law in one loop instead of three (9 % slower); keys by products instead of
 * divisions, with the bits of windows made in all lanes; vectors of half and of a quarter the width. Of 260 ns at 1,500
 * entities, 30 more at 10,000 and 60 at 100,000 are waits for memory.
 *
 * <p>Nothing is computed while sampling but sums, products and shifts of whole numbers and a few comparisons of doubles,
 * so that equal seeds give equal events on every JVM. Imports {@code java.base} and the chain alone.
 */
package io.understudy.model.table;
