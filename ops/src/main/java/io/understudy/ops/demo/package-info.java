/**
 * The whole pipeline at work on one machine: an embedded broker and registry, both domains simulated, fitted, published,
 * hit by bursts and by a drift, read back by an independent consumer and judged. Knows no command line.
 */
package io.understudy.ops.demo;
