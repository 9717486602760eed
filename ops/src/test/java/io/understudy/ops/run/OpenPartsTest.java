package io.understudy.ops.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenPartsTest {
    private final OpenParts open = new OpenParts();
    private final List<String> stopped = new ArrayList<>();

    @Test
    void stopsTheNewestFirst() throws IOException {
        open.add("broker", stopped::add);
        open.add("stream", stopped::add);

        open.close();

        assertThat(stopped).containsExactly("stream", "broker");
    }

    @Test
    void stopsWhatComesTooLateAtOnce() throws IOException {
        open.close();

        open.add("late", stopped::add);

        assertThat(stopped).containsExactly("late");
    }

    @Test
    void stopsTheRestThoughOneDoesNotStop() throws IOException {
        open.add("broker", stopped::add);
        open.add("stream", part -> {
            throw new IOException("it hangs");
        });

        assertThatThrownBy(open::close).isInstanceOf(IOException.class).hasMessage("a part did not stop: it hangs");
        assertThat(stopped).containsExactly("broker");
    }

    @Test
    void removesFoldersWithAllTheyHold(@TempDir Path folder) throws IOException {
        Path deep = Files.createDirectories(folder.resolve("state/a/b"));
        Files.writeString(deep.resolve("lock"), "1");

        Folders.remove(folder.resolve("state"));
        Folders.remove(folder.resolve("state"));

        assertThat(folder.resolve("state")).doesNotExist();
    }
}
