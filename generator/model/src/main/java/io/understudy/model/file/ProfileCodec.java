package io.understudy.model.file;

import io.understudy.model.Profile;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** Writes and reads profiles, each part in the order of its record's components. */
final class ProfileCodec {
    private ProfileCodec() {}

    static void write(Profile profile, DataOutput out) throws IOException {
        out.writeInt(profile.floor());
        out.writeInt(profile.tokens());
        Cells.list(profile.topTokens(), ProfileCodec::share, out);
        Cells.list(profile.classes(), ProfileCodec::share, out);
        quantiles(profile.eventsPerEntity(), out);
        quantiles(profile.gapSeconds(), out);
        numbers(profile.rhythm().byHourOfWeek(), out);
        numbers(profile.rhythm().byWeekday(), out);
        numbers(profile.rhythm().byDayOfMonth(), out);
        Cells.list(profile.arrivals(), ProfileCodec::arrival, out);
        Cells.list(profile.numbers(), ProfileCodec::number, out);
        Cells.list(profile.categories(), ProfileCodec::category, out);
        Cells.list(profile.keys(), ProfileCodec::key, out);
        out.writeInt(profile.clusters());
        Cells.list(profile.laws(), ProfileCodec::law, out);
        Cells.list(profile.rules(), ProfileCodec::rule, out);
    }

    static Profile read(DataInput in) throws IOException {
        return new Profile(
                in.readInt(),
                in.readInt(),
                Cells.list(ProfileCodec::share, in),
                Cells.list(ProfileCodec::share, in),
                quantiles(in),
                quantiles(in),
                new Profile.Rhythm(numbers(in), numbers(in), numbers(in)),
                Cells.list(ProfileCodec::arrival, in),
                Cells.list(ProfileCodec::number, in),
                Cells.list(ProfileCodec::category, in),
                Cells.list(ProfileCodec::key, in),
                in.readInt(),
                Cells.list(ProfileCodec::law, in),
                Cells.list(ProfileCodec::rule, in));
    }

    private static void numbers(List<Double> values, DataOutput out) throws IOException {
        Cells.list(values, (value, to) -> to.writeDouble(value), out);
    }

    private static List<Double> numbers(DataInput in) throws IOException {
        return Cells.list(DataInput::readDouble, in);
    }

    private static void quantiles(Profile.Quantiles quantiles, DataOutput out) throws IOException {
        numbers(quantiles.values(), out);
    }

    private static Profile.Quantiles quantiles(DataInput in) throws IOException {
        return new Profile.Quantiles(numbers(in));
    }

    private static void share(Profile.Share share, DataOutput out) throws IOException {
        Cells.text(share.text(), out);
        out.writeDouble(share.share());
        out.writeLong(share.entities());
    }

    private static Profile.Share share(DataInput in) throws IOException {
        return new Profile.Share(Cells.text(in), in.readDouble(), in.readLong());
    }

    private static void arrival(Profile.Arrival arrival, DataOutput out) throws IOException {
        out.writeDouble(arrival.fromDay());
        out.writeDouble(arrival.toDay());
        out.writeDouble(arrival.share());
    }

    private static Profile.Arrival arrival(DataInput in) throws IOException {
        return new Profile.Arrival(in.readDouble(), in.readDouble(), in.readDouble());
    }

    private static void number(Profile.NumberColumn column, DataOutput out) throws IOException {
        Cells.text(column.column(), out);
        out.writeDouble(column.missingShare());
        quantiles(column.quantiles(), out);
    }

    private static Profile.NumberColumn number(DataInput in) throws IOException {
        return new Profile.NumberColumn(Cells.text(in), in.readDouble(), quantiles(in));
    }

    private static void category(Profile.CategoryColumn column, DataOutput out) throws IOException {
        Cells.text(column.column(), out);
        out.writeInt(column.values());
        out.writeDouble(column.missingShare());
        Cells.list(column.top(), ProfileCodec::share, out);
    }

    private static Profile.CategoryColumn category(DataInput in) throws IOException {
        return new Profile.CategoryColumn(
                Cells.text(in), in.readInt(), in.readDouble(), Cells.list(ProfileCodec::share, in));
    }

    private static void key(Profile.KeyColumn column, DataOutput out) throws IOException {
        Cells.text(column.column(), out);
        out.writeLong(column.distinct());
        out.writeDouble(column.keysPerEntity());
        out.writeDouble(column.entitiesPerKey());
        out.writeDouble(column.sharedShare());
        out.writeDouble(column.missingShare());
    }

    private static Profile.KeyColumn key(DataInput in) throws IOException {
        return new Profile.KeyColumn(
                Cells.text(in), in.readLong(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    }

    private static void law(Profile.Law law, DataOutput out) throws IOException {
        Cells.text(law.name(), out);
        out.writeInt(law.trees());
        out.writeInt(law.leaves());
        Cells.list(law.splits(), ProfileCodec::split, out);
    }

    private static Profile.Law law(DataInput in) throws IOException {
        return new Profile.Law(Cells.text(in), in.readInt(), in.readInt(), Cells.list(ProfileCodec::split, in));
    }

    private static void split(Profile.Split split, DataOutput out) throws IOException {
        Cells.text(split.feature(), out);
        out.writeInt(split.nodes());
    }

    private static Profile.Split split(DataInput in) throws IOException {
        return new Profile.Split(Cells.text(in), in.readInt());
    }

    private static void rule(Profile.Rule rule, DataOutput out) throws IOException {
        Cells.text(rule.column(), out);
        Cells.text(rule.text(), out);
    }

    private static Profile.Rule rule(DataInput in) throws IOException {
        return new Profile.Rule(Cells.text(in), Cells.text(in));
    }
}
