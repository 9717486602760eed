package io.understudy.ops.devstack;

import io.understudy.model.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Main class of the child that {@link BrokerProcess} starts: an {@link EmbeddedBroker} on a {@link Leash}. */
final class BrokerMain {

    private BrokerMain() {}

    /** Takes: temporary folder, folder of the data, port, then broker properties as {@code name=value}. */
    public static void main(String[] arguments) {
        AtomicReference<EmbeddedBroker> broker = new AtomicReference<>();
        Leash.hold(Path.of(arguments[0]), () -> close(broker.get()));
        try {
            broker.set(EmbeddedBroker.start(settingsOf(arguments)));
            System.out.println(ChildJvm.READY + broker.get().bootstrapServers());
        } catch (InputException e) {
            System.out.println(ChildJvm.REFUSED + e.getMessage());
            Runtime.getRuntime().halt(2);
        } catch (IOException | RuntimeException e) {
            e.printStackTrace(); // read by the parent; a failed start leaves threads, so the end must be forced
            Runtime.getRuntime().halt(1);
        }
    }

    static String[] argumentsOf(Path temporary, Path data, BrokerSettings settings) {
        Map<String, String> properties = settings.properties();
        String[] arguments = new String[3 + properties.size()];
        arguments[0] = temporary.toString();
        arguments[1] = data.toString();
        arguments[2] = Integer.toString(settings.port());
        int at = 3;
        for (Map.Entry<String, String> property : properties.entrySet()) {
            arguments[at++] = property.getKey() + "=" + property.getValue();
        }
        return arguments;
    }

    private static BrokerSettings settingsOf(String[] arguments) {
        Map<String, String> properties = new HashMap<>();
        for (int at = 3; at < arguments.length; at++) {
            String[] property = arguments[at].split("=", 2);
            properties.put(property[0], property[1]);
        }
        return new BrokerSettings(Optional.of(Path.of(arguments[1])), Integer.parseInt(arguments[2]), properties);
    }

    private static void close(EmbeddedBroker broker) {
        try {
            if (broker != null) {
                broker.close();
            }
        } catch (IOException e) {
            e.printStackTrace();
        }
    }
}
