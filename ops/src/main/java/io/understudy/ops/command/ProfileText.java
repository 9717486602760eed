package io.understudy.ops.command;

import io.understudy.model.Profile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Writes a profile for people: sections, columns that line up, bars. */
final class ProfileText {
    private static final int BAR = 24;
    private static final int WIDEST_TEXT = 40;
    private static final int SHOWN_ARRIVALS = 10;
    private static final String SHADES = " .:-=+*#%@";
    private static final List<String> WEEKDAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    private final Profile profile;
    private final List<String> lines = new ArrayList<>();

    private ProfileText(Profile profile) {
        this.profile = profile;
    }

    /** The lines of {@code profile}; none for a model that keeps no profile. */
    static List<String> of(Profile profile) {
        ProfileText text = new ProfileText(profile);
        if (!profile.equals(Profile.NONE)) {
            text.write();
        }
        return text.lines;
    }

    private void write() {
        section("What was learned (no figure rests on fewer than " + profile.floor() + " entities)");
        shares("Tokens: " + profile.tokens(), profile.topTokens());
        shares("Classes", profile.classes());
        numbers();
        categories();
        keys();
        rhythm();
        arrivals();
        laws();
        rules();
    }

    private void section(String title) {
        lines.add("");
        lines.add(title);
    }

    private void line(String format, Object... values) {
        lines.add("  " + String.format(Locale.ROOT, format, values).stripTrailing());
    }

    private void shares(String title, List<Profile.Share> shares) {
        if (shares.isEmpty()) {
            return;
        }
        section(title);
        int widest = widest(shares.stream().map(Profile.Share::text).toList());
        double most = shares.stream().mapToDouble(Profile.Share::share).max().orElse(1);
        for (Profile.Share share : shares) {
            line(
                    "%-" + widest + "s  %8s  %,9d entities  %s",
                    cut(share.text()),
                    percent(share.share()),
                    share.entities(),
                    bar(share.share() / most));
        }
    }

    private void numbers() {
        section("Numbers");
        List<String> names = new ArrayList<>(List.of("", "events per entity", "gap in seconds"));
        profile.numbers().forEach(number -> names.add(number.column()));
        int widest = widest(names);
        String row = "%-" + widest + "s" + "  %10s".repeat(Profile.Quantiles.LEVELS.size()) + "  %8s";
        line(row, "", "least", "5%", "25%", "median", "75%", "95%", "most", "missing");
        quantiles(row, "events per entity", profile.eventsPerEntity(), "");
        quantiles(row, "gap in seconds", profile.gapSeconds(), "");
        for (Profile.NumberColumn number : profile.numbers()) {
            quantiles(row, number.column(), number.quantiles(), percent(number.missingShare()));
        }
    }

    private void quantiles(String row, String name, Profile.Quantiles quantiles, String missing) {
        List<Object> cells = new ArrayList<>(List.of(cut(name)));
        quantiles.values().forEach(value -> cells.add(number(value)));
        while (cells.size() <= Profile.Quantiles.LEVELS.size()) {
            cells.add("-"); // too few entities have a value
        }
        cells.add(missing);
        line(row, cells.toArray());
    }

    private void categories() {
        for (Profile.CategoryColumn category : profile.categories()) {
            String missing =
                    category.missingShare() == 0 ? "" : ", " + percent(category.missingShare()) + " missing or rare";
            shares(category.column() + ": " + category.values() + " values" + missing, category.top());
        }
    }

    private void keys() {
        if (profile.keys().isEmpty()) {
            return;
        }
        section("Keys, made anew");
        int widest =
                widest(profile.keys().stream().map(Profile.KeyColumn::column).toList());
        String row = "%-" + widest + "s  %10s  %11s  %12s  %8s  %8s";
        line(row, "", "distinct", "per entity", "entities/key", "shared", "missing");
        for (Profile.KeyColumn key : profile.keys()) {
            line(
                    row,
                    cut(key.column()),
                    String.format(Locale.ROOT, "%,d", key.distinct()),
                    number(key.keysPerEntity()),
                    number(key.entitiesPerKey()),
                    percent(key.sharedShare()),
                    percent(key.missingShare()));
        }
    }

    private void rhythm() {
        Profile.Rhythm rhythm = profile.rhythm();
        if (!rhythm.byHourOfWeek().isEmpty()) {
            section("Hours of the week (darker is more)");
            line("%-3s  %-24s", "", "0     6     12    18");
            double most = Collections.max(rhythm.byHourOfWeek());
            for (int day = 0; day < 7; day++) {
                StringBuilder shades = new StringBuilder();
                for (double share : rhythm.byHourOfWeek().subList(24 * day, 24 * day + 24)) {
                    shades.append(shade(most == 0 ? 0 : share / most));
                }
                line(
                        "%s  |%s|  %8s",
                        WEEKDAYS.get(day), shades, percent(rhythm.byWeekday().get(day)));
            }
        } else {
            days("Weekdays", WEEKDAYS, rhythm.byWeekday());
            List<String> names = new ArrayList<>();
            for (int day = 1; day <= rhythm.byDayOfMonth().size(); day++) {
                names.add(Integer.toString(day));
            }
            days("Days of the month", names, rhythm.byDayOfMonth());
        }
    }

    private static char shade(double part) {
        return SHADES.charAt((int) Math.ceil(part * (SHADES.length() - 1)));
    }

    private void days(String title, List<String> names, List<Double> shares) {
        section(title);
        double most = Collections.max(shares);
        for (int i = 0; i < shares.size(); i++) {
            line("%-3s  %8s  %s", names.get(i), percent(shares.get(i)), bar(most == 0 ? 0 : shares.get(i) / most));
        }
    }

    /** As many stretches as fit a glance, each of several of the law's. */
    private void arrivals() {
        List<Profile.Arrival> all = profile.arrivals();
        if (all.isEmpty()) {
            return;
        }
        section("First events of entities");
        int rows = Math.min(SHOWN_ARRIVALS, all.size());
        for (int i = 0; i < rows; i++) {
            List<Profile.Arrival> some = all.subList(i * all.size() / rows, (i + 1) * all.size() / rows);
            double share = some.stream().mapToDouble(Profile.Arrival::share).sum();
            line(
                    "day %8.1f to %8.1f  %8s  %s",
                    some.get(0).fromDay(), some.get(some.size() - 1).toDay(), percent(share), bar(share));
        }
    }

    private void laws() {
        if (profile.laws().isEmpty()) {
            return;
        }
        section("Laws (entities fall into " + profile.clusters() + " clusters)");
        int widest = widest(profile.laws().stream().map(Profile.Law::name).toList());
        line("%-" + widest + "s  %6s  %9s  %s", "", "trees", "contexts", "asked most");
        for (Profile.Law law : profile.laws()) {
            List<String> splits = law.splits().stream()
                    .map(split -> cut(split.feature()) + " (" + split.nodes() + ")")
                    .toList();
            line(
                    "%-" + widest + "s  %,6d  %,9d  %s",
                    cut(law.name()),
                    law.trees(),
                    law.leaves(),
                    String.join(", ", splits.subList(0, Math.min(3, splits.size()))));
        }
    }

    private void rules() {
        if (profile.rules().isEmpty()) {
            return;
        }
        section("Rules");
        profile.rules().forEach(rule -> line("%s = %s", rule.column(), rule.text()));
    }

    private static int widest(List<String> texts) {
        return Math.max(
                1, texts.stream().mapToInt(text -> cut(text).length()).max().orElse(1));
    }

    private static String cut(String text) {
        return text.length() <= WIDEST_TEXT ? text : text.substring(0, WIDEST_TEXT - 3) + "...";
    }

    private static String percent(double share) {
        return share == 0 ? "0 %" : String.format(Locale.ROOT, share < 0.001 ? "%.4f %%" : "%.2f %%", 100 * share);
    }

    private static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        return String.format(Locale.ROOT, Math.abs(value) < 1e7 ? "%.2f" : "%.4g", value);
    }

    private static String bar(double part) {
        return "#".repeat((int) Math.round(BAR * part));
    }
}
