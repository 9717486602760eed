package io.understudy.ops.doctor;

/** One thing that was looked at: how it stands where it is well, else what is wrong and what helps, in one line. */
public record Check(String name, boolean ok, String message) {

    static Check ok(String name, String message) {
        return new Check(name, true, message);
    }

    static Check failed(String name, String message) {
        return new Check(name, false, message.strip().replaceAll("\\s*\\R\\s*", "; "));
    }
}
