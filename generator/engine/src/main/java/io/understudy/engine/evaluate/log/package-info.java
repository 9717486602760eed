/** Event logs in codes that all logs of a comparison share: the same number means the same value in each of them. */
package io.understudy.engine.evaluate.log;
