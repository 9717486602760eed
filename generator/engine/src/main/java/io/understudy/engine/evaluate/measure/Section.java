package io.understudy.engine.evaluate.measure;

/** A group of measures that answer one question. */
public enum Section {
    GUARD("guard", "Can the figures be trusted?"),
    VALIDITY("validity", "Are the records well formed?"),
    SHAPES("shapes", "Do columns and pairs of columns look alike?"),
    SEQUENCE("sequence", "Do histories run alike?"),
    REALISM("realism", "Can a classifier tell them apart?"),
    UTILITY("utility", "Does a detector trained on it work on real data?"),
    DIVERSITY("diversity", "Is all of the real variety there?"),
    PRIVACY("privacy", "Does it give its training data away?"),
    BIAS("bias", "Is every group served equally well?");

    private final String word;
    private final String question;

    Section(String word, String question) {
        this.word = word;
        this.question = question;
    }

    /** The first part of the names of its measures. */
    public String word() {
        return word;
    }

    /** What its measures answer. */
    public String question() {
        return question;
    }
}
