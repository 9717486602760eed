package io.understudy.engine.simulate;

import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnFormat.Decimal;
import io.understudy.model.ColumnFormat.Dictionary;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventLayout;
import io.understudy.schemas.Scenarios;
import io.understudy.schemas.Scenarios.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Card payments: cardholders, merchants, and six typologies of fraud. */
final class PaymentsDomain implements Domain {
    private static final int PAN_TOKENS = 100_000_000;
    private static final int MERCHANT_IDS = 1_000_000;

    private final long seed;
    private final MerchantDirectory directory;
    private final CampaignCalendar campaigns;

    PaymentsDomain(long seed) {
        this.seed = seed;
        this.directory = new MerchantDirectory(seed);
        this.campaigns = new CampaignCalendar(
                seed, Scenarios.PAYMENTS.stream().map(scenario -> 1).toList());
    }

    @Override
    public EventLayout layout(int entities) {
        List<String> tokens = new ScatteredNames("tok_", 8, PAN_TOKENS, seed).first(entities);
        List<String> merchants = new ScatteredNames("m", 6, MERCHANT_IDS, seed)
                .first(directory.all().size());
        List<String> mccs =
                Arrays.stream(Trade.values()).map(trade -> trade.mcc).toList();
        List<String> countries =
                Arrays.stream(Country.values()).map(Country::name).toList();
        List<String> acquirers = IntStream.range(0, countries.size() * MerchantDirectory.ACQUIRERS)
                .mapToObj(i -> String.format(Locale.ROOT, "%06d", 402_000 + 1_307 * i % 90_000))
                .toList();
        List<String> classes = Stream.concat(
                        Stream.of(Scenarios.NORMAL), Scenarios.PAYMENTS.stream().map(Scenario::name))
                .toList();
        return new EventLayout(
                "payments",
                List.of(
                        column("event_time", ColumnRole.TIME, LogTime.FORMAT),
                        column("pan_token", ColumnRole.ENTITY, new Dictionary(tokens)),
                        column(
                                "transaction_type",
                                ColumnRole.TYPE,
                                new Dictionary(PaymentCodes.TransactionType.texts())),
                        column("pos_entry_mode", ColumnRole.TYPE, new Dictionary(PaymentCodes.PosEntry.codes())),
                        column("response_code", ColumnRole.TYPE, new Dictionary(PaymentCodes.Response.codes())),
                        column("amount", ColumnRole.NUMERIC, new Decimal(2, 2)),
                        column("currency", ColumnRole.CATEGORICAL, new Dictionary(Country.currencies())),
                        column("mcc", ColumnRole.CATEGORICAL, new Dictionary(mccs)),
                        column("merchant_id", ColumnRole.KEY, new Dictionary(merchants)),
                        column("merchant_country", ColumnRole.CATEGORICAL, new Dictionary(countries)),
                        column("acquirer_id", ColumnRole.CATEGORICAL, new Dictionary(acquirers)),
                        column("fraud_type", ColumnRole.LABEL, new Dictionary(classes))),
                11,
                0);
    }

    private static Column column(String name, ColumnRole role, ColumnFormat format) {
        return new Column(name, role, role == ColumnRole.ENTITY, false, format);
    }

    @Override
    public Agent agent(int number, Rows rows) {
        return new Cardholder(seed, number, directory, campaigns, new CardEvents(number, rows));
    }
}
