package io.understudy.tests.cluster;

/** Where the broker of a test runs. */
public enum ClusterKind {
    /** In the JVM of the tests. */
    EMBEDDED,
    /** In a container, where a Docker engine answers; tests on it are skipped elsewhere, and say so. */
    CONTAINER
}
