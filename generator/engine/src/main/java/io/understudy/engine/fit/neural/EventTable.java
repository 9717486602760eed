package io.understudy.engine.fit.neural;

import io.understudy.model.neural.NetPlan;

/**
 * The reference as the network learns from it: the cells of each event's variables, and what its heads are to answer,
 * entities after one another. Filled once, then read by all threads.
 */
public final class EventTable {
    public final int[] firstPlace; // [entity], one more than there are entities
    public final int[][] cells; // [variable][place]
    public final int[] day; // [place] local, since 1970
    public final int[] timeBin; // [place] -1 where the event is on the day of the last one or the first
    public final byte[][] zeros; // [numeric mark][place] -1 where none are drawn
    public final byte[][] numberKinds; // [numeric mark][place] bits of the kinds that are possible
    public final byte[][] keyKinds; // [key][place]
    public final byte[][] fixedZeros; // [static][entity] -1 where none are drawn
    public final int endDay; // local day behind which nothing is known

    /** A table of so many events; all of its arrays are to be filled. */
    public EventTable(int[] firstPlace, int variables, int numbers, int keys, int statics, int endDay) {
        this.firstPlace = firstPlace.clone();
        this.endDay = endDay;
        int places = firstPlace[firstPlace.length - 1];
        cells = new int[variables][places];
        day = new int[places];
        timeBin = new int[places];
        zeros = new byte[numbers][places];
        numberKinds = new byte[numbers][places];
        keyKinds = new byte[keys][places];
        fixedZeros = new byte[statics][entities()];
    }

    public int entities() {
        return firstPlace.length - 1;
    }

    int places() {
        return day.length;
    }

    boolean tokenKnown(int place) {
        return cells[NetPlan.TOKEN][place] > 0;
    }
}
