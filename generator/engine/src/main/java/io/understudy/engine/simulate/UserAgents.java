package io.understudy.engine.simulate;

import java.util.List;

/** ECS {@code user_agent.original}: what clients of web services call themselves. */
final class UserAgents {
    /** Clients that people work with, the more usual the earlier; scripts follow behind. */
    static final int PEOPLE = 8;

    static final List<String> TEXTS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
            "okhttp/4.12.0",
            "python-requests/2.32.4",
            "curl/8.14.1",
            "Go-http-client/2.0",
            "Apache-HttpClient/5.5 (Java/17.0.15)");

    static final int PHONE = 6;
    static final int PHONE_APP = 7;

    /** Written where a client has no user agent. */
    static final int NONE = -1;

    private static final Weights DESKTOPS = new Weights(40, 25, 10, 10, 9, 6);

    private UserAgents() {}

    static int drawDesktop(AgentRandom random) {
        return DESKTOPS.draw(random);
    }

    /** What an attacker pretends to be: a script as it is, or a browser. */
    static int drawAny(AgentRandom random) {
        return random.chance(.5) ? drawScript(random) : drawDesktop(random);
    }

    static int drawScript(AgentRandom random) {
        return random.within(PEOPLE, TEXTS.size() - 1);
    }
}
