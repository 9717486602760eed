package io.understudy.engine.sample;

import io.understudy.model.EventFrame;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Draws the events of a population on a thread of its own, up to {@value #MOST_EVENTS} before they are wanted, so that
 * drawing and sending take a core each. What is drawn hangs on neither thread nor clock. Taken from by one thread; costs it
 * a few nanoseconds an event, and whoever waits for the other is parked.
 */
public final class ReadAhead implements AutoCloseable {
    /** Most events that are drawn and not taken. */
    static final int MOST_EVENTS = 16_384;

    private static final int PART = 256; // events handed over together
    private static final int PARTS = MOST_EVENTS / PART;
    private static final int FIRST_PARTS = 8; // that are there before the first event is due
    private static final long LONGEST_WAIT_NANOS = 1_000_000; // a wake-up is never missed for longer

    private final Population population;
    private final EventFrame[] frames;
    private final int[] counts = new int[PARTS]; // [part] events; fewer than PART in the last one alone
    private final AtomicLong filled = new AtomicLong(); // parts drawn
    private final AtomicLong taken = new AtomicLong(); // parts done with
    private final Thread drawer; // null where the taker draws
    private volatile Thread taker; // while it waits
    private volatile boolean drawerWaits;
    private volatile boolean stopped;
    private volatile Throwable failure;
    private long part; // that is taken from
    private int at; // in the part
    private int count; // of the part

    /**
     * Begins to draw; nobody else may touch {@code population} from now on. One whose rare events are steered is drawn event by
     * event on the taker's thread, since others look at its dial after each.
     */
    public ReadAhead(Population population, int columns) {
        this.population = population;
        frames = new EventFrame[population.steered() ? 1 : MOST_EVENTS];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = new EventFrame(columns);
        }
        if (population.steered()) {
            drawer = null;
            return;
        }
        drawer = new Thread(this::drawAll, "understudy-sampling");
        drawer.setDaemon(true);
        drawer.start();
    }

    /** The next event, which is the caller's until the next call; null if there is none. */
    public EventFrame next() {
        if (drawer == null) {
            return population.next(frames[0]) ? frames[0] : null;
        }
        if (at == count && !turn()) {
            return null;
        }
        return frames[(int) (part % PARTS) * PART + at++];
    }

    /** Gives the part back that was taken from, and takes the next; false if there is none. */
    private boolean turn() {
        if (count > 0) {
            if (count < PART) {
                return false;
            }
            part++;
            taken.set(part);
            if (drawerWaits && filled.get() - part <= PARTS / 2) {
                LockSupport.unpark(drawer);
            }
        }
        await();
        at = 0;
        count = counts[(int) (part % PARTS)];
        return count > 0;
    }

    private void await() {
        if (filled.get() == part) {
            taker = Thread.currentThread();
            while (filled.get() == part && failure == null) {
                LockSupport.parkNanos(this, LONGEST_WAIT_NANOS);
            }
            taker = null;
        }
        if (filled.get() == part && failure instanceof Error error) {
            throw error;
        }
        if (filled.get() == part) {
            throw (RuntimeException) failure;
        }
    }

    private void drawAll() {
        try {
            long drawn = 0;
            while (!stopped && draw((int) (drawn % PARTS))) {
                filled.set(++drawn);
                LockSupport.unpark(taker);
                awaitRoom(drawn);
            }
            filled.set(drawn + 1); // with the last part
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        LockSupport.unpark(taker);
    }

    /** Draws a part; false if it is the last one. */
    private boolean draw(int to) {
        int drawn = 0;
        while (drawn < PART && population.next(frames[to * PART + drawn])) {
            drawn++;
        }
        counts[to] = drawn;
        return drawn == PART;
    }

    /** Waits until half of the parts are taken, once all are drawn: a wake-up costs as much as many events. */
    private void awaitRoom(long drawn) {
        if (drawn - taken.get() == PARTS) {
            drawerWaits = true;
            while (!stopped && drawn - taken.get() > PARTS / 2) {
                LockSupport.parkNanos(this, LONGEST_WAIT_NANOS * 100);
            }
            drawerWaits = false;
        }
    }

    /** Waits until some events are drawn, so that the first ones are not late. */
    public void fill() {
        while (drawer != null && filled.get() < FIRST_PARTS && drawer.isAlive()) {
            LockSupport.parkNanos(this, LONGEST_WAIT_NANOS);
        }
    }

    boolean isDrawing() {
        return drawer != null && drawer.isAlive();
    }

    /** Ends the drawing, and waits until it has ended: for a part at most. */
    @Override
    public void close() {
        stopped = true;
        if (drawer == null) {
            return;
        }
        LockSupport.unpark(drawer);
        try {
            drawer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
