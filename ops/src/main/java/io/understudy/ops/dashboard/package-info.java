/**
 * What a run shows while it goes: the status of its streams, kept on a board that anybody may write to, and served as a
 * page, as JSON, as server-sent events and as metrics on loopback. Imports nothing of the command line.
 */
package io.understudy.ops.dashboard;
