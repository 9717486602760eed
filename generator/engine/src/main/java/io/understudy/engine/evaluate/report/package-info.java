/** A verdict as one HTML page that needs nothing else: styles and pictures are inside it, and nothing is fetched. */
package io.understudy.engine.evaluate.report;
