package io.understudy.model;

/** What a model remembers of one entity. Opaque to all but its model; owned by whoever holds it. */
public interface EntityState {

    /** Portable bytes, from which {@link #restore} makes an equal state of the same model. */
    byte[] toBytes();

    /**
     * Becomes the state that {@code bytes} were made of.
     *
     * @throws IllegalArgumentException if the bytes are not of this model
     */
    void restore(byte[] bytes);
}
