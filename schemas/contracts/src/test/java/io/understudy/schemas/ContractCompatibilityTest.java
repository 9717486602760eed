package io.understudy.schemas;

import static org.apache.avro.SchemaCompatibility.checkReaderWriterCompatibility;
import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.schemas.record.BurstCommand;
import io.understudy.schemas.record.DriftReport;
import io.understudy.schemas.record.GroundTruth;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each contract can read the records of every version that was published. A release adds its copies under the next number. */
class ContractCompatibilityTest {
    private static final int PUBLISHED_VERSIONS = 1;

    private static final Map<String, Schema> CONTRACTS = Map.of(
            "GroundTruth", GroundTruth.getClassSchema(),
            "BurstCommand", BurstCommand.getClassSchema(),
            "DriftReport", DriftReport.getClassSchema(),
            "payments", EventContract.shipped("payments").schema(),
            "access", EventContract.shipped("access").schema());

    static final List<String> NAMES = List.copyOf(CONTRACTS.keySet());

    @ParameterizedTest
    @FieldSource("NAMES")
    void readsTheRecordsOfEveryPublishedVersion(String name) throws IOException {
        for (int version = 1; version <= PUBLISHED_VERSIONS; version++) {
            assertThat(compatibility(CONTRACTS.get(name), published(name, version)))
                    .as("%s, version %d", name, version)
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void fieldThatOldRecordsLackIsFoundOut(String name) {
        // Given
        Schema contract = CONTRACTS.get(name);
        List<Schema.Field> fields = new ArrayList<>(contract.getFields().stream()
                .map(f -> new Schema.Field(f, f.schema()))
                .toList());
        fields.add(new Schema.Field("added_without_default", Schema.create(Schema.Type.LONG)));
        Schema next = Schema.createRecord(contract.getName(), null, contract.getNamespace(), false, fields);

        // When
        SchemaCompatibilityType type = compatibility(next, contract);

        // Then
        assertThat(type).isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
    }

    private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
        return checkReaderWriterCompatibility(reader, writer).getType();
    }

    private static Schema published(String name, int version) throws IOException {
        try (InputStream in =
                ContractCompatibilityTest.class.getResourceAsStream("/published/" + version + "/" + name + ".avsc")) {
            return new Schema.Parser().parse(in);
        }
    }
}
