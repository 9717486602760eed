package io.understudy.model.file;

import io.understudy.model.PrivacyLedger;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Writes and reads privacy ledgers, each part in the order of its record's components. */
final class LedgerCodec {
    private LedgerCodec() {}

    static void write(PrivacyLedger ledger, DataOutput out) throws IOException {
        out.writeDouble(ledger.epsilon());
        out.writeDouble(ledger.delta());
        out.writeDouble(ledger.rho());
        Cells.list(ledger.entries(), LedgerCodec::entry, out);
        Cells.list(ledger.declared(), Cells::text, out);
    }

    static PrivacyLedger read(DataInput in) throws IOException {
        return new PrivacyLedger(
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                Cells.list(LedgerCodec::entry, in),
                Cells.list(Cells::text, in));
    }

    private static void entry(PrivacyLedger.Entry entry, DataOutput out) throws IOException {
        Cells.text(entry.table(), out);
        out.writeLong(entry.cells());
        out.writeDouble(entry.clip());
        out.writeLong(entry.noise());
        out.writeDouble(entry.rho());
        out.writeDouble(entry.expectedError());
    }

    private static PrivacyLedger.Entry entry(DataInput in) throws IOException {
        return new PrivacyLedger.Entry(
                Cells.text(in), in.readLong(), in.readDouble(), in.readLong(), in.readDouble(), in.readDouble());
    }
}
