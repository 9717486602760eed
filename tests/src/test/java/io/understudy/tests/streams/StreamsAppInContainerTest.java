package io.understudy.tests.streams;

import io.understudy.tests.cluster.ClusterKind;
import io.understudy.tests.cluster.OnCluster;

/** {@link StreamsAppTest}, the pipeline from generator to monitor, on a broker in a container. */
@OnCluster(ClusterKind.CONTAINER)
class StreamsAppInContainerTest extends StreamsAppTest {}
