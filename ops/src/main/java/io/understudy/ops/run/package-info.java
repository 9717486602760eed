/**
 * What runs: generators on threads of their own, things that happen on schedule, and the board that says how it all
 * stands. Joins the engine, the Streams app and the audit for the demo and for jobs; knows no command line.
 */
package io.understudy.ops.run;
