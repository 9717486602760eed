/**
 * Learns tables: which features of the past a law looks at, and its rows. Imports the tables' model alone.
 */
package io.understudy.engine.fit.table;
