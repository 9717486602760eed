package io.understudy.engine.simulate;

/** An agent of the access domain: somebody or something that logs in. */
interface Account extends Agent {

    /** The address that it mostly comes from, and that an intruder on its machine comes from too. */
    int usualAddress();

    /** The host that it works on. */
    int usualHost();
}
