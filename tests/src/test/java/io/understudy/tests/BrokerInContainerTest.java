package io.understudy.tests;

import io.understudy.tests.cluster.ClusterKind;
import io.understudy.tests.cluster.OnCluster;
import io.understudy.tests.cluster.TestCluster;

/** {@link BrokerTest} on a broker in a container. */
@OnCluster(ClusterKind.CONTAINER)
class BrokerInContainerTest extends BrokerTest {

    BrokerInContainerTest(TestCluster cluster) {
        super(cluster);
    }
}
