/**
 * The reference as the trees learn from it: by place, its histories replayed, and which features each law may ask.
 */
package io.understudy.engine.fit.past;
