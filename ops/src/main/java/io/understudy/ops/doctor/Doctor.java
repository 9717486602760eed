package io.understudy.ops.doctor;

import io.understudy.engine.publish.KafkaSettings;
import io.understudy.model.SequenceModel;
import io.understudy.model.file.ModelFile;
import io.understudy.ops.job.Job;
import io.understudy.ops.job.StreamPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Looks at all that a job needs before anything starts, and writes nothing. */
public final class Doctor {
    private final Job job;
    private final List<Check> checks = new ArrayList<>();

    public Doctor(Job job) {
        this.job = job;
    }

    /** Every check that could be made; those behind one that failed at the root are left out. */
    public List<Check> examine() {
        List<Patient> patients = new ArrayList<>();
        for (StreamPlan stream : job.streams()) {
            model(stream, patients);
        }
        KafkaSettings kafka = job.streams().get(0).kafka();
        try (Admin admin = Admins.admin(kafka)) {
            if (cluster(admin, kafka)) {
                patients.forEach(patient -> checks.addAll(new ClusterExam(admin, patient).examine()));
            }
        } catch (KafkaException e) {
            checks.add(Check.failed(
                    "cluster",
                    "the Kafka client cannot be set up: " + Admins.reason(e)
                            + "; correct kafka.bootstrap or kafka.properties"));
        }
        checks.addAll(new RegistryExam(kafka.registryUrl(), kafka.properties(), patients).examine());
        return List.copyOf(checks);
    }

    private void model(StreamPlan stream, List<Patient> patients) {
        String name = "model " + stream.name();
        try {
            SequenceModel model = ModelFile.read(stream.model());
            stream.requireFits(model.layout());
            checks.add(Check.ok(
                    name,
                    String.format(
                            Locale.ROOT,
                            "%s holds %,d entities, classes %s",
                            stream.model().getFileName(),
                            model.provenance().entities(),
                            String.join(", ", model.layout().labelClasses()))));
            patients.add(new Patient(stream, model));
        } catch (IOException e) {
            checks.add(Check.failed(
                    name, stream.model() + " cannot be read: " + Admins.reason(e) + "; make it by understudy fit"));
        } catch (IllegalArgumentException e) {
            checks.add(Check.failed(name, String.valueOf(e.getMessage())));
        }
    }

    private boolean cluster(Admin admin, KafkaSettings kafka) {
        try {
            var described = admin.describeCluster();
            int brokers = described.nodes().get().size();
            checks.add(Check.ok(
                    "cluster",
                    kafka.bootstrapServers() + " answers: cluster "
                            + described.clusterId().get() + ", " + brokers + (brokers == 1 ? " broker" : " brokers")));
            return true;
        } catch (ExecutionException e) {
            checks.add(Check.failed(
                    "cluster",
                    "Kafka broker " + kafka.bootstrapServers() + " does not answer: " + Admins.reason(e)
                            + "; start it, correct kafka.bootstrap, or give credentials in kafka.properties"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            checks.add(Check.failed("cluster", "interrupted"));
        }
        return false;
    }
}
