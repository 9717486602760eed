package io.understudy.engine.encode;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.TextFormat;
import com.google.protobuf.TimestampProto;
import io.understudy.model.EventLayout;
import io.understudy.schemas.EventContract;
import io.understudy.schemas.EventField;
import io.understudy.schemas.FieldType;
import io.understudy.schemas.RecordSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * The message of Protocol Buffers (proto3) that a stream's events are: the event's id as field 1, then the fields of the
 * Avro contract in their order. Decimals and dates are text, so that no digit is lost; times are {@code
 * google.protobuf.Timestamp}; what may be missing has presence. Names in JSON are those of the columns. Immutable.
 */
public final class ProtobufContract {
    private static final String TIMESTAMP = ".google.protobuf.Timestamp";

    private final EventContract contract;
    private final Descriptor descriptor;

    private ProtobufContract(EventContract contract) {
        this.contract = contract;
        descriptor = built(file());
    }

    /** The contract of events of {@code layout}. */
    public static ProtobufContract of(EventLayout layout) {
        return new ProtobufContract(EventContracts.of(layout));
    }

    /** The message, for whoever makes or reads one. */
    public Descriptor descriptor() {
        return descriptor;
    }

    private FileDescriptorProto file() {
        DescriptorProto.Builder message =
                DescriptorProto.newBuilder().setName(contract.schema().getName());
        message.addField(field(EventContract.EVENT_ID, EventContract.EVENT_ID, FieldType.TEXT, 1));
        List<EventField> fields = contract.fields();
        for (int i = 0; i < fields.size(); i++) {
            EventField field = fields.get(i);
            FieldDescriptorProto.Builder proto = field(contract.avroName(i), field.column(), field.type(), i + 2);
            if (field.nullable()) {
                proto.setProto3Optional(true).setOneofIndex(message.getOneofDeclCount());
                message.addOneofDecl(OneofDescriptorProto.newBuilder().setName("_" + contract.avroName(i)));
            }
            message.addField(proto);
        }
        return FileDescriptorProto.newBuilder()
                .setName(contract.schema().getName() + ".proto")
                .setPackage(contract.schema().getNamespace())
                .setSyntax("proto3")
                .addDependency(TimestampProto.getDescriptor().getFullName())
                .addMessageType(message)
                .build();
    }

    private static FieldDescriptorProto.Builder field(String name, String column, FieldType type, int number) {
        FieldDescriptorProto.Builder proto = FieldDescriptorProto.newBuilder()
                .setName(name)
                .setJsonName(column)
                .setNumber(number)
                .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
        return switch (type.kind()) {
            case TEXT, DECIMAL, DATE -> proto.setType(FieldDescriptorProto.Type.TYPE_STRING);
            case LONG -> proto.setType(FieldDescriptorProto.Type.TYPE_INT64);
            case TIMESTAMP_MICROS ->
                proto.setType(FieldDescriptorProto.Type.TYPE_MESSAGE).setTypeName(TIMESTAMP);
        };
    }

    private static Descriptor built(FileDescriptorProto file) {
        try {
            return FileDescriptor.buildFrom(file, new FileDescriptor[] {TimestampProto.getDescriptor()})
                    .getMessageTypes()
                    .get(0);
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException("contract " + file.getName() + " is no file of Protocol Buffers", e);
        }
    }

    /** The file's text, to be registered. */
    public RecordSchema schema() {
        List<String> lines = new ArrayList<>(List.of(
                "syntax = \"proto3\";",
                "package " + descriptor.getFile().getPackage() + ";",
                "",
                "import \"" + TimestampProto.getDescriptor().getFullName() + "\";",
                "",
                "message " + descriptor.getName() + " {"));
        descriptor.getFields().forEach(field -> {
            FieldDescriptorProto proto = field.toProto();
            String type = switch (proto.getType()) {
                case TYPE_INT64 -> "int64";
                case TYPE_MESSAGE -> TIMESTAMP;
                default -> "string";
            };
            lines.add("  " + (proto.getProto3Optional() ? "optional " : "") + type + " " + proto.getName() + " = "
                    + proto.getNumber() + " [json_name = \""
                    + TextFormat.escapeDoubleQuotesAndBackslashes(proto.getJsonName())
                    + "\"];");
        });
        lines.add("}");
        return RecordSchema.protobuf(String.join("\n", lines) + "\n");
    }
}
