package io.understudy.model.chain;

/** Which place of an entity's pool its next key has, once it is known of what kind it is. */
public final class KeyPlaces {
    private KeyPlaces() {}

    /** Place + 1 of the key of {@code kind}, one of {@link KeyLaw}'s; 0 if it is missing. */
    public static int draw(int kind, History history, int key, EventRandom random) {
        int used = history.usedKeys(key);
        int place = switch (kind) {
            case KeyLaw.OWN -> history.ownKey(key);
            case KeyLaw.STANDING -> history.standingKey(key);
            case KeyLaw.LAST -> history.lastKey(key);
            case KeyLaw.OLD -> older(used, history.ownKey(key), history.lastKey(key), random);
            default -> 0;
        };
        if (kind != KeyLaw.MISSING && place == 0) {
            place = used < KeyLaw.MOST_PLACES ? used + 1 : 1 + (int) random.nextLong(used);
        }
        return place;
    }

    /** One of the used places other than the last two in question, or 0 if there is none. */
    private static int older(int used, int own, int last, EventRandom random) {
        int left = used - (own > 0 ? 1 : 0) - (last > 0 && last != own ? 1 : 0);
        if (left <= 0) {
            return 0;
        }
        int place = 1 + (int) random.nextLong(left);
        int first = own > 0 && last > 0 ? Math.min(own, last) : Math.max(own, last);
        int second = Math.max(own, last);
        place += first > 0 && place >= first ? 1 : 0;
        return place + (second != first && place >= second ? 1 : 0);
    }
}
