/** The sections of measures: each takes a real log and a candidate in shared codes. */
package io.understudy.engine.evaluate.measure;
