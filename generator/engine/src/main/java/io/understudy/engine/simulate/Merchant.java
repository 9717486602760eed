package io.understudy.engine.simulate;

/**
 * Who is paid.
 *
 * @param index place in the directory
 * @param region part of the country, from 0; of no meaning online
 * @param acquirer index of its acquirer
 * @param priceLevel its prices relative to its trade's
 */
record Merchant(int index, Trade trade, Country country, int region, int acquirer, double priceLevel) {

    /** Units of the merchant's currency for {@code euro}. */
    double local(double euro) {
        return euro * country.perEuro;
    }
}
