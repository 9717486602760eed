package io.understudy.tests.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that needs Kafka: its constructor or methods take a {@link TestCluster}, which classes of one kind share.
 * {@code -Dunderstudy.test.registry=real} starts a real schema registry in the place of the client's own mock.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(ClusterExtension.class)
public @interface OnCluster {
    ClusterKind value() default ClusterKind.EMBEDDED;
}
