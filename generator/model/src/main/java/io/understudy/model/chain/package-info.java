/**
 * The chain: an autoregressive sequence model in which each part of an event (label, gap, token, marks) is drawn from
 * a probability tree over features of the entity's own past. Imports {@code java.base} alone.
 */
package io.understudy.model.chain;
