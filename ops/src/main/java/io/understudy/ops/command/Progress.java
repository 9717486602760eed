package io.understudy.ops.command;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far long work has come: a bar on a terminal, nothing elsewhere. */
final class Progress implements AutoCloseable {
    private static final int REDRAW_MILLIS = 250;

    private final ProgressBar bar; // null where nobody sees it

    /**
     * Shows the bar.
     *
     * @param most steps of the whole work, or -1 where nobody knows
     */
    Progress(Console console, String task, String unit, long most) {
        bar = console.interactive() ? bar(console, task, unit, most) : null;
    }

    private static ProgressBar bar(Console console, String task, String unit, long most) {
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName(task)
                .setUnit(" " + unit, 1)
                .setInitialMax(most)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(console.err()))
                .clearDisplayOnFinish();
        return (most < 0 ? builder.showSpeed() : builder).build();
    }

    /** The work has come to {@code done} steps of {@code most}. */
    void at(long done, long most) {
        if (bar != null) {
            bar.maxHint(most);
            bar.stepTo(done);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
