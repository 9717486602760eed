package io.understudy.model;

/**
 * Something the user gave breaks a rule: a file, a flag, a cell, an address. The message is one line that says what,
 * where, value, rule and remedy; commands print it alone and exit with code 2.
 */
public class InputException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InputException(String message) {
        super(message);
    }

    public InputException(String message, Throwable cause) {
        super(message, cause);
    }
}
