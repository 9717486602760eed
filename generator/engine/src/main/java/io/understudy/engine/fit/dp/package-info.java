/**
 * Learns a sequence model under differential privacy of whole entities: a variant of the fit whose every figure is
 * declared or comes out of a table that was released once, with discrete Gaussian noise. Imports the model, the reference
 * and the simulated domains; the structure of the other fit, which looks at exact counts, is of no use here.
 *
 * <p>Neighbours are two references of which one lacks the events of one entity; the number of entities is declared. An
 * entity's contribution to a table is clipped to an L2 norm C by leaving events out in an order that depends on their
 * places alone; noise of parameter s spends rho = C^2 / (2 s^2), the tables' rhos add up (also where a table is chosen by
 * those before it), and epsilon = rho + 2 sqrt(rho ln(1/delta)) (Bun, Steinke 2016; for the discrete law Canonne, Kamath,
 * Steinke 2020). All that follows (pruning below 4 s, shrinking, choosing features, clips and groups) is post-processing.
 * The noise is drawn here, in exact integers: the Java library for the purpose adds continuous noise that it rounds to a
 * grid, for sums clipped by L-infinity and L0 norms, and brings protocol buffers along.
 *
 * <p>Where what other fits take from the data comes from here:
 *
 * <table>
 * <caption>Figures of a model file</caption>
 * <tr><td>names, roles, order of columns; static columns; how times are written; zone; resolution</td>
 *     <td>declared; the resolution follows from how times are written</td></tr>
 * <tr><td>values of categories, types, classes; ranges and digits of numbers; origin and span</td>
 *     <td>declared domains; what lies outside is missing, normal, moved to the end or left out, and is not reported</td></tr>
 * <tr><td>which values are missing, and whether a column may be</td><td>missing is an outcome like others</td></tr>
 * <tr><td>tokens and classes that the model holds, their order, slots</td><td>tables "tokens" and "rare classes"; the clip of
 *     the first from "entities by norm of tokens"</td></tr>
 * <tr><td>lapse of slots, longest gap, bins of gaps, times and numbers</td><td>the span; fixed logarithmic grids</td></tr>
 * <tr><td>most events of a day, of an instant</td><td>tables of entities by their crowds</td></tr>
 * <tr><td>clusters, their number, borders, traits, shares</td><td>quantiles of "entities by events" and "entities by
 *     level", then "entities by group"</td></tr>
 * <tr><td>first events</td><td>tables "arrivals by day" and "arrivals by hour"</td></tr>
 * <tr><td>what trees ask, their leaves</td><td>tables of each law, round by round</td></tr>
 * <tr><td>values known beside a token, the usual one</td><td>cells left of the law's first table</td></tr>
 * <tr><td>roundness of numbers</td><td>tables "roundness"</td></tr>
 * <tr><td>sharing of keys</td><td>table "entities by hash", with the declared number of keys; of those that do not stand
 *     out, the sum of its squares</td></tr>
 * <tr><td>odds of tokens, categories, gaps and hours that are moved as a whole</td><td>the laws' first tables, table "hour",
 *     and what the model draws</td></tr>
 * <tr><td>factors of tokens by recency, words of known followers, levels of numbers, running columns, columns that follow
 *     from time, classes that keys carry</td><td>not learned; neutral in the model</td></tr>
 * <tr><td>style of names</td><td>declared prefix and width, else the column's name</td></tr>
 * <tr><td>rows, first and last time, digest of the file</td><td>noised sizes; the declared span; withheld</td></tr>
 * <tr><td>number of entities, name of the source</td><td>declared</td></tr>
 * <tr><td>profile</td><td>drawn from the model itself</td></tr>
 * <tr><td>clips</td><td>surveys of entities by the norm of their contribution, tables of their own</td></tr>
 * </table>
 *
 * <p>Of the forecast, noise in the first tables was held to tables of 500 and 1,000 simulated entities, whose distance from the
 * true shares it tells within a third. The whole of it was held to the mean by which scores of shapes and order fell short of
 * those of the fit without a guarantee, on four logs (README), two of which served to choose its weights: within a third.
 *
 * <p>Of a simulated log, where nobody has privacy to lose, the domains are the simulator's and the span is found in whole
 * days. Time that a fit takes, and its memory, are not protected.
 */
package io.understudy.engine.fit.dp;
