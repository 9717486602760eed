/**
 * A job before it starts, while it runs and when it is over: what would stop it, how its topics stand, and what may be
 * deleted. Changes nothing but what {@code clean} is told to; knows no command line.
 */
package io.understudy.ops.doctor;
