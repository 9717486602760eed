/**
 * Second stage of the pipeline: learns a sequence model from a reference in memory. Imports the model and the
 * reference; nothing of the later stages.
 *
 * <p>Nothing that the trees' fit learns rests on fewer than k entities: tokens, classes and values; leaves; bins of numbers,
 * gaps and times, and the frequent values among them; what occurs together and what follows what; clusters; classes of
 * shared keys; lapses, longest gaps and crowds; ends of ranges. That is heuristic. What is told as it is: the span of the
 * reference, its rows and its digest (the provenance), and the base of columns that follow from time. The guarantee is
 * that of {@link io.understudy.engine.fit.dp}.
 *
 * <p>Generated events are not compared with the reference's: a stretch of events that fewer than k of its entities had may be
 * drawn by chance, as often as independent entities share one. To refuse such stretches, the model would have to carry
 * them, be it as hashes; and what a stream never holds although its model makes it likely would tell of members. Measured
 * on halves of the reference sets (windows of eight events that fewer than five entities of the fitted half had; their
 * rate in the generated log beside the rate in the other half): accounts .0029 and .0189, loan applications .131 and .171,
 * cards .0018 and .0016 with a standard error of .0004.
 */
package io.understudy.engine.fit;
