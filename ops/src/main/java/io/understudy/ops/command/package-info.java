/**
 * The {@code understudy} command: arguments, output, errors and exit codes. The only package, beside the dev stack, that
 * reads arguments and the environment; what a command does is done by the packages it calls.
 */
package io.understudy.ops.command;
