package io.understudy.ops.devstack;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Main class of the child that {@link RegistryProcess} starts: the registry's own main class on a {@link Leash}. Its
 * class path holds the registry's jars and this package alone, so it uses nothing but the JDK.
 */
final class RegistryMain {

    private RegistryMain() {}

    /** Takes: temporary folder, the registry's main class, its arguments. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Leash.hold(Path.of(arguments[0]), () -> {});
        try {
            Class.forName(arguments[1]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(arguments, 2, arguments.length));
        } catch (InvocationTargetException e) {
            e.getCause().printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }
}
