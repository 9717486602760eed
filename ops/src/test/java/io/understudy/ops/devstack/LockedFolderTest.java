package io.understudy.ops.devstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockedFolderTest {
    private final String prefix = "understudy-test-" + UUID.randomUUID() + "-";

    @Test
    void removesWhatAKilledOwnerLeft() throws Exception {
        // Given
        Path left = Files.createTempDirectory(prefix);
        Files.createDirectories(left.resolve("data"));
        Files.writeString(left.resolve("data").resolve("00000.log"), "records");
        age(Files.createFile(left.resolve("understudy.lock")));
        // When
        try (LockedFolder folder = LockedFolder.temporary(prefix)) {
            // Then
            assertThat(left).doesNotExist();
            assertThat(folder.path()).isDirectory();
        }
    }

    @Test
    void leavesTheFolderOfALivingOwnerAlone() throws Exception {
        // Given
        try (LockedFolder living = LockedFolder.temporary(prefix)) {
            age(living.path().resolve("understudy.lock"));
            // When
            LockedFolder.temporary(prefix).close();
            // Then
            assertThat(living.path()).isDirectory();
        }
    }

    @Test
    void keepsItsLockFromOtherProcessesWhenThisOneMakesAnotherFolder() throws Exception {
        // Given a folder old enough to be looked at; aged by another process, since to open the file here drops the
        // lock
        try (LockedFolder living = LockedFolder.temporary(prefix)) {
            assertThat(stranger("age", living.path().resolve("understudy.lock").toString()))
                    .isZero();
            LockedFolder.temporary(prefix).close();
            // When
            assertThat(stranger("sweep", prefix)).isZero();
            // Then
            assertThat(living.path()).isDirectory();
        }
    }

    private static int stranger(String... task) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Stranger.class.getName()));
        command.addAll(List.of(task));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /** Another process, which ages a lock, or makes a folder and removes what nobody holds first. */
    static final class Stranger {
        private Stranger() {}

        public static void main(String[] args) throws Exception {
            if ("age".equals(args[0])) {
                age(Path.of(args[1]));
            } else {
                LockedFolder.temporary(args[1]).close();
            }
        }
    }

    @Test
    void leavesAFolderAloneThatItsOwnerMayBeAboutToLock() throws Exception {
        // Given
        Path young = Files.createTempDirectory(prefix);
        Files.createFile(young.resolve("understudy.lock"));
        // When
        LockedFolder.temporary(prefix).close();
        // Then
        assertThat(young).isDirectory();
        LockedFolder.removeTree(young);
    }

    @Test
    void removesATemporaryFolderAndKeepsANamedOne(@TempDir Path named) throws Exception {
        // Given
        LockedFolder temporary = LockedFolder.temporary(prefix);
        LockedFolder kept = LockedFolder.open(named);
        // When
        temporary.close();
        temporary.close();
        kept.close();
        // Then
        assertThat(temporary.path()).doesNotExist();
        assertThat(named).isDirectory();
    }

    private static void age(Path lock) throws Exception {
        Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    }
}
