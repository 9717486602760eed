/**
 * The model file: the one place of this module that does I/O.
 *
 * <p>Layout, big-endian: the eight bytes {@code UNDRSTDY}, an int version, a long length of the body as stored, 32
 * bytes SHA-256 of the stored body, then the body, compressed by zlib's deflate. The body, in {@link
 * java.io.DataOutput}'s encoding, holds in this order: kind, provenance, layout, shape, laws, as written by {@link
 * io.understudy.model.file.ChainCodec} for trees and {@link io.understudy.model.file.NeuralCodec} for a network, whose
 * weights follow its laws, and the profile (files of an older version are to be fitted again). Arrays go as an
 * int length and their elements. A file appears whole under its name or not at all.
 */
package io.understudy.model.file;
