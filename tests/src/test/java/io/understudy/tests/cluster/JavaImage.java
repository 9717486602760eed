package io.understudy.tests.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testcontainers.images.builder.ImageFromDockerfile;

/**
 * A container image made from nothing but this machine: a runtime linked by {@code jlink}, the system libraries that
 * this JVM has loaded, and the class path of the tests. Linux only, as Docker engines are.
 */
final class JavaImage {
    private static final Path RUNTIME = Path.of("/understudy/java");
    private static final String MODULES = "java.se,jdk.unsupported,jdk.management,jdk.crypto.ec,jdk.zipfs";

    private JavaImage() {}

    /** The image, by a name of its own; built when it is first asked for. */
    static ImageFromDockerfile ofThisClassPath() throws IOException {
        ImageFromDockerfile image = new ImageFromDockerfile()
                .withFileFromPath("root" + RUNTIME, linkedRuntime())
                .withFileFromString("root/tmp/empty", "")
                .withFileFromString("Dockerfile", "FROM scratch\nCOPY root/ /\n");
        for (Path library : systemLibraries()) {
            image.withFileFromPath("root" + library, library);
            // Maps names the file, libz.so.1.2.13; the loader asks for the link to it, libz.so.1.
            image.withFileFromPath("root" + library.toString().replaceAll("(\\.so\\.[0-9]+)\\..*", "$1"), library);
        }
        List<Path> classPath = classPath();
        for (int i = 0; i < classPath.size(); i++) {
            image.withFileFromPath("root" + placeOf(classPath.get(i), i), classPath.get(i));
        }
        return image;
    }

    /** The line that runs a class of the tests in the image. */
    static String[] commandOf(Class<?> mainClass, String argument) {
        List<Path> classPath = classPath();
        List<String> places = new ArrayList<>();
        for (int i = 0; i < classPath.size(); i++) {
            places.add(placeOf(classPath.get(i), i));
        }
        return new String[] {
            RUNTIME.resolve("bin/java").toString(),
            "-Xmx512m",
            "-cp",
            String.join(":", places),
            mainClass.getName(),
            argument
        };
    }

    private static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .toList();
    }

    /** Jars of different folders may share a name, so each gets a folder of its own. */
    private static String placeOf(Path entry, int index) {
        return "/understudy/class-path/" + index + "/" + entry.getFileName();
    }

    private static Path linkedRuntime() throws IOException {
        Path runtime = Path.of("target", "java-image").toAbsolutePath();
        if (Files.isExecutable(runtime.resolve("bin/java"))) {
            return runtime;
        }
        ToolProvider jlink = ToolProvider.findFirst("jlink")
                .orElseThrow(() -> new IOException("the JDK of the tests has no jlink; run them with a full JDK"));
        int code = jlink.run(
                System.out,
                System.err,
                "--add-modules",
                MODULES,
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                runtime.toString());
        if (code != 0) {
            throw new IOException("jlink ended with code " + code + ", see the output above");
        }
        return runtime;
    }

    /** What this process has mapped from outside its JDK: the C library, the loader, libz and the like. */
    private static Set<Path> systemLibraries() throws IOException {
        String home = System.getProperty("java.home");
        Set<Path> libraries;
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            libraries = maps.map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .filter(file -> file.matches("/(usr/)?lib.*\\.so(\\.[0-9.]+)?") && !file.startsWith(home))
                    .map(Path::of)
                    .collect(Collectors.toSet());
        }
        for (String loader : List.of("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1")) {
            if (Files.exists(Path.of(loader))) {
                libraries.add(Path.of(loader));
            }
        }
        return libraries;
    }
}
