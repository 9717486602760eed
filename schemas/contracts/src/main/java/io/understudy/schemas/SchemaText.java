package io.understudy.schemas;

import io.confluent.kafka.schemaregistry.AbstractSchemaProvider;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.rest.entities.Metadata;
import io.confluent.kafka.schemaregistry.client.rest.entities.RuleSet;
import io.confluent.kafka.schemaregistry.client.rest.entities.Schema;
import io.confluent.kafka.schemaregistry.client.rest.entities.SchemaEntity;
import io.confluent.kafka.schemaregistry.client.rest.entities.SchemaReference;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A schema as its text alone, for kinds that the client has no parser of: the registry reads it, and judges what may
 * follow it. Equal texts of one type are equal.
 *
 * @param schemaType the registry's word for its kind
 */
record SchemaText(String schemaType, String canonicalString) implements ParsedSchema {

    @Override
    public String name() {
        return RecordSchema.nameIn(schemaType, canonicalString);
    }

    @Override
    public Object rawSchema() {
        return canonicalString;
    }

    @Override
    public Integer version() {
        return null; // the registry counts
    }

    @Override
    public List<SchemaReference> references() {
        return List.of();
    }

    @Override
    public Metadata metadata() {
        return null;
    }

    @Override
    public RuleSet ruleSet() {
        return null;
    }

    @Override
    public ParsedSchema copy() {
        return this;
    }

    @Override
    public ParsedSchema copy(Integer version) {
        return this;
    }

    @Override
    public ParsedSchema copy(Metadata metadata, RuleSet ruleSet) {
        return this;
    }

    @Override
    public ParsedSchema copy(Map<SchemaEntity, Set<String>> tagsToAdd, Map<SchemaEntity, Set<String>> tagsToRemove) {
        return this;
    }

    @Override
    public List<String> isBackwardCompatible(ParsedSchema previous) {
        return List.of();
    }

    /** Makes texts of what a registry answers. */
    static final class Provider extends AbstractSchemaProvider {
        private final String type;

        Provider(String type) {
            this.type = type;
        }

        @Override
        public String schemaType() {
            return type;
        }

        @Override
        public ParsedSchema parseSchemaOrElseThrow(Schema schema, boolean isNew, boolean normalize) {
            return new SchemaText(type, schema.getSchema());
        }
    }
}
