package io.understudy.engine.evaluate;

/** Is told what a validation does. */
@FunctionalInterface
public interface Progress {
    /** {@code step} begins: number {@code done} of {@code all}. */
    void begins(String step, int done, int all);
}
