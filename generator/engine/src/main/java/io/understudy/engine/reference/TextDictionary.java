package io.understudy.engine.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers distinct texts in the order of their first sight. A text that is known costs no allocation. */
final class TextDictionary {
    private final List<String> values = new ArrayList<>();
    private int[] slots = new int[64]; // index + 1; 0 is free
    private int[] hashes = new int[64]; // [index]

    /** Index of the text, new or known. */
    int index(char[] text, int from, int length) {
        int hash = hash(text, from, length);
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            int index = slots[slot] - 1;
            if (hashes[index] == hash && same(values.get(index), text, from, length)) {
                return index;
            }
            slot = slot + 1 & mask;
        }
        int index = values.size();
        values.add(new String(text, from, length));
        if (index == hashes.length) {
            hashes = Arrays.copyOf(hashes, index * 2);
        }
        hashes[index] = hash;
        slots[slot] = index + 1;
        if (values.size() * 2 > slots.length) {
            grow();
        }
        return index;
    }

    int index(String text) {
        return index(text.toCharArray(), 0, text.length());
    }

    private static int hash(char[] text, int from, int length) {
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = hash * 31 + text[i];
        }
        hash *= 0x9E3779B9;
        return hash ^ hash >>> 15;
    }

    private static boolean same(String value, char[] text, int from, int length) {
        if (value.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (value.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }

    private void grow() {
        slots = new int[slots.length * 2];
        int mask = slots.length - 1;
        for (int index = 0; index < values.size(); index++) {
            int slot = hashes[index] & mask;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = index + 1;
        }
    }

    List<String> values() {
        return values;
    }
}
