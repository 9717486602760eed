package io.understudy.tests.cluster;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.testcontainers.DockerClientFactory;

/** Gives tests their {@link TestCluster}, and skips those on containers where no Docker engine answers. */
final class ClusterExtension implements ParameterResolver, ExecutionCondition {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(ClusterExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (kindOf(context) != ClusterKind.CONTAINER
                || DockerClientFactory.instance().isDockerAvailable()) {
            return ConditionEvaluationResult.enabled("its cluster can be had");
        }
        String reason = "no Docker engine answers, so that " + context.getDisplayName()
                + " was skipped; start one (dockerd), or set DOCKER_HOST";
        if (context.getTestMethod().isEmpty()) {
            System.out.println("SKIPPED: " + reason);
        }
        return ConditionEvaluationResult.disabled(reason);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // JUnit closes what the root store holds when all tests are done.
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(kindOf(context), TestCluster::start, TestCluster.class);
    }

    private static ClusterKind kindOf(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getRequiredTestClass(), OnCluster.class)
                .orElseThrow(() -> new IllegalStateException(
                        context.getRequiredTestClass() + " takes a TestCluster and so needs @OnCluster"))
                .value();
    }
}
