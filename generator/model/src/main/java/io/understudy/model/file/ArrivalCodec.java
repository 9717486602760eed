package io.understudy.model.file;

import io.understudy.model.chain.ArrivalLaw;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Writes and reads the law of first events. */
final class ArrivalCodec {
    private ArrivalCodec() {}

    static void arrival(ArrivalLaw law, DataOutput out) throws IOException {
        Cells.longs(law.edgeMicros(), out);
        Cells.doubles(law.cumulative(), out);
        Cells.doubles(law.factorByHour(), out);
        out.writeInt(law.together());
        Cells.longs(law.moments(), out);
        Cells.doubles(law.momentShares(), out);
        Cells.maybe(law.era(), TreeCodec::tree, out);
    }

    static ArrivalLaw arrival(DataInput in) throws IOException {
        return new ArrivalLaw(
                Cells.longs(in),
                Cells.doubles(in),
                Cells.doubles(in),
                in.readInt(),
                Cells.longs(in),
                Cells.doubles(in),
                Cells.maybe(TreeCodec::tree, in));
    }
}
