package io.understudy.ops.command;

import io.understudy.model.PrivacyLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a privacy ledger for people. */
final class LedgerText {
    private LedgerText() {}

    /** The lines of {@code ledger}; none for a model without a guarantee. */
    static List<String> of(PrivacyLedger ledger) {
        List<String> lines = new ArrayList<>();
        if (ledger.equals(PrivacyLedger.NONE)) {
            return lines;
        }
        lines.add("");
        lines.add(text(
                "Privacy: epsilon %s, delta %.3g for all events of any one entity; rho %.5f, of which %.5f is spent",
                number(ledger.epsilon()), ledger.delta(), ledger.rho(), ledger.spent()));
        int widest = Math.max(
                "table".length(),
                ledger.entries().stream()
                        .mapToInt(entry -> entry.table().length())
                        .max()
                        .orElse(0));
        String row = "  %-" + widest + "s  %9s  %8s  %7s  %9s  %6s  %7s";
        lines.add(text(row, "table", "cells", "clip", "noise", "rho", "share", "error"));
        for (PrivacyLedger.Entry entry : ledger.entries()) {
            lines.add(text(
                    row,
                    entry.table(),
                    text("%,d", entry.cells()),
                    text("%.2f", entry.clip()),
                    text("%,d", entry.noise()),
                    text("%.6f", entry.rho()),
                    text("%.2f%%", 100 * entry.rho() / ledger.rho()),
                    text("%.2f%%", 100 * entry.expectedError())));
        }
        lines.add("  Declared public: " + String.join("; ", ledger.declared()));
        return lines;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
